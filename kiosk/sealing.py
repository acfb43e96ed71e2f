"""Seals tickets with the branch's own key, which is made on the box and kept in its store."""

from __future__ import annotations

import secrets

from kiosk.site import Site
from kiosk.ticket import Ticket
from kiosk.token import Claim, make_token, ticket_link

_SECRET_BYTES = 32
_NEWEST = "SELECT kid, secret FROM token_key ORDER BY kid DESC LIMIT 1"


class Seal:
    """The branch's seal; the key is looked up once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._key: tuple[int, bytes] | None = None

    def prepare(self) -> None:
        """Have a key, so that it may be copied to where it is needed."""
        self._key = self._key or self._find_key()

    def token(self, ticket: Ticket) -> str:
        """The ticket's sealed token."""
        kid, secret = self._key = self._key or self._find_key()
        return make_token(
            kid, secret, Claim(self._site.branch.code, ticket.day, ticket.prefix, ticket.number)
        )

    def link(self, ticket: Ticket) -> str | None:
        """The customer's page of a ticket, as its QR code says it; None where the branch has none."""
        return ticket_link(self._site.branch.address.public_url, self.token(ticket))

    def _find_key(self) -> tuple[int, bytes]:
        with self._site.store.read() as cursor:
            found = cursor.one(_NEWEST)
        if found is None:
            with self._site.store.write() as cursor:
                made = secrets.token_hex(_SECRET_BYTES)
                cursor.run(
                    "INSERT INTO token_key (kid, secret) VALUES (1, ?) ON CONFLICT (kid) DO NOTHING", made
                )
                found = cursor.one(_NEWEST) or (1, made)
        return found[0], bytes.fromhex(found[1])
