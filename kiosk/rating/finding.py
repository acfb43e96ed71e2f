"""Which ticket a customer means who wants to judge: by the token, or by the number and a code.

The code is six digits of the token's seal, typed on a keypad of ten keys by people without a phone.
Nobody can work it out from a number seen on the board. A kiosk looks at five wrong ones in ten
minutes (`kiosk.attempts`), so at 720 a day: whoever tries all day for one ticket, over all three
days that it is open, has a chance of 1 in 460 to judge one visit that was not theirs, and stands
before the staff all that time.
"""

from __future__ import annotations

import base64
import hmac
import re
from datetime import timedelta

from kiosk import rows
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket
from kiosk.token import read_token

CODE_LENGTH = 6

_OF_SEAL = slice(-9, -1)
"""Eight characters of the token, 40 bits, well inside the seal."""
_LABEL = re.compile(r"([A-Za-z])([0-9]{1,6})")
_SECRETS = "SELECT kid, secret FROM token_key"


def code_of(token: str) -> str:
    """What stands on the ticket for those who have no phone."""
    drawn = int.from_bytes(base64.b32decode(token[_OF_SEAL]))
    return f"{drawn % 10**CODE_LENGTH:0{CODE_LENGTH}}"


def named(site: Site, cursor: Cursor, token: str) -> Ticket | None:
    """The ticket of any day that a token names; None for any that we did not seal."""
    secrets = {kid: bytes.fromhex(secret) for kid, secret in cursor.all(_SECRETS)}
    claim = read_token(secrets, token)
    if claim is None or claim.branch != site.branch.code:
        return None
    found = rows.tickets(
        cursor,
        "day = ? AND prefix = ? AND number = ?",
        *(claim.day.isoformat(), claim.prefix, claim.number),
    )
    return found[0] if found else None


def numbered(site: Site, seal: Seal, label: str, code: str) -> str | None:
    """The token of the ticket that has this number and this code, among the days still open; else None."""
    written = _LABEL.fullmatch(label.strip())
    wanted = code.strip()
    if written is None or len(wanted) != CODE_LENGTH or not wanted.isascii():
        return None
    oldest = site.clock().date() - timedelta(seconds=site.branch.rating.open_s, days=1)
    with site.store.read() as cursor:
        found = rows.tickets(
            cursor,
            "day >= ? AND prefix = ? AND number = ?",
            *(oldest.isoformat(), written[1].upper(), int(written[2])),
        )
    tokens = [seal.token(ticket) for ticket in reversed(found)]
    return next((token for token in tokens if hmac.compare_digest(code_of(token), wanted)), None)
