"""Who is still there: after some missed in a row staff look for those who wait, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk import floor_rows, rows
from kiosk.duty import by
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.matters import NO_SHOWS, SWEEP
from kiosk.site import Site
from kiosk.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Sweep:
    """A look at who is still there, with the tickets nobody has answered for yet."""

    since: datetime
    tickets: tuple[Ticket, ...]


def sweep_if_due(site: Site, journal: Journal) -> None:
    """Begin a sweep once enough were missed in a row; one that is under way goes on."""
    known = journal.matters
    count = known[NO_SHOWS].facts["count"] if NO_SHOWS in known else 0
    if count < site.branch.rules.no_shows or SWEEP in known:
        return
    waiting = [ticket.id for ticket in _waiting(journal)]
    if waiting:
        journal.record(Kind.SWEEP_STARTED, facts={"tickets": waiting, "missed": count})


def sweep(site: Site) -> Sweep | None:
    """The sweep that is under way; None without one."""
    with site.store.read() as cursor:
        known = floor_rows.matters(cursor).get(SWEEP)
        if known is None:
            return None
        wanted = known.facts["tickets"]
        found = rows.tickets(cursor, f"id IN ({', '.join('?' * len(wanted))})", *wanted)
    return Sweep(known.since, tuple(found))


def answer(site: Site, ticket_id: int, *, is_here: bool, staff: str = "") -> Ticket:
    """A customer was asked for: there, or gone and missed, free to come back as any other."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.state is not TicketState.WAITING:
            raise LobbyError(f"Ticket {ticket.label} is {ticket.state.value}: nobody has to look for it.")
        if is_here:
            journal.record(Kind.PRESENT, ticket_id, facts=by(staff))
        else:
            journal.record(Kind.MISSED, ticket_id, facts={"presence": "gone", **by(staff)})
        return journal.ticket(ticket_id)


def _waiting(journal: Journal) -> list[Ticket]:
    return rows.tickets(journal.cursor, "live = 1 AND state = ?", TicketState.WAITING.value)
