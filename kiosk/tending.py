"""What time alone brings about; any process may look, and nothing happens twice."""

from __future__ import annotations

from kiosk import presence, recalls, rows, transfers
from kiosk.event import Kind
from kiosk.island.silence import tell_silent
from kiosk.journal import Journal
from kiosk.rating.escalation import escalate
from kiosk.recalls import Due
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState

AWAY = rows.tickets_asked("live = 1 AND state = ?", TicketState.AWAY.value)
"""Who is outside."""

_TICKING = (TicketState.CALLED, TicketState.AWAY)


def tend(site: Site) -> list[Due]:
    """Call again, miss, let back in and tell whatever is due now; what was done to tickets."""
    escalate(site)
    tell_silent(site)
    with site.store.read() as cursor:
        idle = not any(recalls.due(_ticking(cursor), site.clock(), site.branch.rules))
    if idle:
        return []
    with site.writing() as journal:
        # Another process may have been quicker.
        found = _happen(site, journal, _ticking(journal.cursor))
        if any(each.kind is Kind.MISSED for each in found):
            presence.sweep_if_due(site, journal)
    return found


def let_back_in(site: Site, journal: Journal) -> None:
    """Those outside whose time is over wait again, whether or not anybody has tended."""
    _happen(site, journal, rows.found_tickets(journal.cursor, AWAY))


def _happen(site: Site, journal: Journal, tickets: list[Ticket]) -> list[Due]:
    """Write down what is due to happen to these."""
    found = list(recalls.due(tickets, journal.now, site.branch.rules))
    for each in found:
        journal.record(each.kind, each.ticket.id, _counter(each.ticket), each.facts)
    if back := [journal.ticket(each.ticket.id) for each in found if each.kind is Kind.RETURNED]:
        transfers.release(site, journal, back)
    return found


def _ticking(cursor: Cursor) -> list[Ticket]:
    states = [state.value for state in _TICKING]
    return rows.tickets(cursor, "live = 1 AND state IN (?, ?)", *states)


def _counter(ticket: Ticket) -> str | None:
    return ticket.counter if ticket.state is TicketState.CALLED else None
