"""Customers who want to be told that their turn is near: asked, due, and forgotten.

The address is in one row and nowhere else: not in the log, not in the outbox. The row is deleted
in the transaction that calls, misses, cancels or expires the ticket, or in which the customer withdraws
it (`kiosk.afterwards`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kiosk import rows, turns
from kiosk.calling import came
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.progress import before
from kiosk.queue import view
from kiosk.rating.giving import fresh_uid
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.telling import telling_again
from kiosk.ticket import Ticket, TicketState

ASKED_MOST = 5
"""Times for one ticket: a telephone number is mistyped now and then, and nobody floods strangers' phones."""
_ADDRESS = re.compile(r"\+?[0-9A-Za-z][0-9A-Za-z@._-]{4,63}")


def are_offered(site: Site) -> bool:
    """Whether the branch has a gateway that could send them."""
    return bool(site.branch.relay.notices.url)


def ask(site: Site, ticket_id: int, address: str) -> None:
    """Tell this customer at this address when the turn is near; a later address takes its place."""
    if not are_offered(site):
        raise LobbyError("This branch sends no notices: relay.notices.url in rating.toml is empty.")
    if not _ADDRESS.fullmatch(address):
        raise LobbyError(
            "An address for a notice has 5 to 64 letters, digits, or + @ . _ -, as a phone number."
        )
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.state is not TicketState.WAITING:
            raise LobbyError(f"Ticket {ticket.label} is {ticket.state.value}: there is no turn to tell of.")
        past = rows.events_of(journal.cursor, ticket_id)
        if sum(event.kind is Kind.NOTICE_ASKED for event in past) >= ASKED_MOST:
            raise LobbyError(f"A notice was asked for {ASKED_MOST} times for ticket {ticket.label}: no more.")
        journal.cursor.run(
            "INSERT INTO notice (ticket_id, address, due) VALUES (?, ?, 0)"
            " ON CONFLICT (ticket_id) DO UPDATE SET address = excluded.address, due = 0",
            *(ticket_id, address),
        )
        journal.record(Kind.NOTICE_ASKED, ticket_id)


def withdraw(site: Site, ticket_id: int) -> None:
    """The customer needs no notice any more: the address is gone at once, and nothing goes out."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if not is_asked(journal.cursor, ticket_id):
            raise LobbyError(f"No notice was asked for ticket {ticket.label}: there is none to withdraw.")
        journal.record(Kind.NOTICE_WITHDRAWN, ticket_id)


def is_asked(cursor: Cursor, ticket_id: int) -> bool:
    """Whether this ticket's customer will be told."""
    return cursor.one("SELECT 1 FROM notice WHERE ticket_id = ?", ticket_id) is not None


def call_out(site: Site, uid: Callable[[], str] = fresh_uid) -> list[Ticket]:
    """Put a notice into the outbox for everybody whose turn has come near; who those are."""
    with site.store.read() as cursor:
        if not _near(site, cursor):
            return []
    with site.writing() as journal:
        # Another process may have been quicker.
        found = _near(site, journal.cursor)
        for ticket_id, ahead in found:
            facts = {"uid": uid(), "ahead": ahead, "branch": site.branch.id}
            journal.record(Kind.NOTICE_DUE, ticket_id, facts=facts)
        return [journal.ticket(ticket_id) for ticket_id, _ in found]


def _near(site: Site, cursor: Cursor) -> list[tuple[int, int]]:
    """Those who asked and have few before them, each with how many."""
    asking = {row[0] for row in cursor.all("SELECT ticket_id FROM notice WHERE due = 0")}
    if not asking:
        return []
    branch, queue, today = site.branch, view(cursor, site.branch), site.clock().date()
    people = sorted(turns.everybody_waiting(cursor, branch), key=came)
    places = [
        (mine.id, telling_again(mine, queue, before(mine, people, branch), today).promise.ahead)
        for mine in people
        if mine.id in asking
    ]
    return [(ticket_id, ahead) for ticket_id, ahead in places if ahead <= branch.relay.notice_ahead]
