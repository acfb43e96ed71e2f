"""What time alone brings about; any process may look, and nothing happens twice."""

from __future__ import annotations

from kiosk import presence, recalls, rows
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.recalls import Due
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState

AWAY = rows.tickets_asked("live = 1 AND state = ?", TicketState.AWAY.value)
"""Who is outside."""

_TICKING = (TicketState.CALLED, TicketState.AWAY)


def tend(site: Site) -> list[Due]:
    """Call again, miss and let back in whatever is due now; what was done."""
    with site.store.read() as cursor:
        idle = not any(recalls.due(_ticking(cursor), site.clock(), site.branch.rules))
    if idle:
        return []
    with site.writing() as journal:
        # Another process may have been quicker.
        found = list(recalls.due(_ticking(journal.cursor), journal.now, site.branch.rules))
        for each in found:
            journal.record(each.kind, each.ticket.id, _counter(each.ticket), each.facts)
        if any(each.kind is Kind.MISSED for each in found):
            presence.sweep_if_due(site, journal)
    return found


def let_back_in(site: Site, journal: Journal) -> None:
    """Those outside whose time is over wait again, whether or not anybody has tended."""
    away = rows.found_tickets(journal.cursor, AWAY)
    for each in recalls.due(away, journal.now, site.branch.rules):
        journal.record(each.kind, each.ticket.id, facts=each.facts)


def _ticking(cursor: Cursor) -> list[Ticket]:
    states = [state.value for state in _TICKING]
    return rows.tickets(cursor, "live = 1 AND state IN (?, ?)", *states)


def _counter(ticket: Ticket) -> str | None:
    return ticket.counter if ticket.state is TicketState.CALLED else None
