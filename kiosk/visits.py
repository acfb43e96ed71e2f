"""What happens to a ticket that is at no counter: back, out for a while, visited, gone, the day's end."""

from __future__ import annotations

from enum import StrEnum

from kiosk import rows, transfers
from kiosk.duty import by, named
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.recalls import is_still_valid
from kiosk.routing import may_be_diverted
from kiosk.scene import waited_s
from kiosk.site import Site
from kiosk.ticket import Ticket, TicketState


class Care(StrEnum):
    """What was done for one who waits."""

    COMFORT = "comfort"
    """A seat, water, glasses."""
    TALKED = "talked"
    """Asked after, and told how long it still takes."""
    MACHINE = "machine"
    """Shown to a machine."""
    COUNTER = "counter"
    """Sent to another counter."""
    AHEAD = "ahead"
    """Brought before others."""


def bring_back(site: Site, ticket_id: int, staff: str = "") -> Ticket:
    """A missed, parked or absent customer waits again; who was missed lets some others by first."""
    rules = site.branch.rules
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        missed = ticket.state is TicketState.MISSED
        if missed and not is_still_valid(ticket, journal.now, rules):
            often = ticket.misses > rules.back_times
            why = (
                f"was missed {ticket.misses} times"
                if often
                else f"was missed more than {rules.missed_valid_s // 60} minutes ago"
            )
            raise LobbyError(f"Ticket {ticket.label} {why}: the customer needs a new one.")
        behind = {"behind": rules.back_after} if missed and rules.back_after else {}
        journal.record(Kind.RETURNED, ticket_id, facts={**behind, **by(staff)})
        transfers.release(site, journal, [journal.ticket(ticket_id)])
        return journal.ticket(ticket_id)


def step_out(site: Site, ticket_id: int) -> Ticket:
    """The customer goes out for a while; the place is kept."""
    rules = site.branch.rules
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.state is TicketState.WAITING and ticket.outs >= rules.step_out_times:
            raise LobbyError(
                f"Ticket {ticket.label} has stepped out {ticket.outs} times, which is all a visit may."
            )
        journal.record(Kind.STEPPED_OUT, ticket_id)
        return journal.ticket(ticket_id)


def cancel(site: Site, ticket_id: int, staff: str = "") -> Ticket:
    """The customer left, or the number is void; one who is served is done only by the counter."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        # A counter that was configured away can't finish anybody: the ticket would hold the day open.
        if ticket.state is TicketState.SERVING and ticket.counter in {c.id for c in site.branch.counters}:
            raise LobbyError(f"Ticket {ticket.label} is served at counter {ticket.counter}: finish it there.")
        journal.record(Kind.CANCELLED, ticket_id, facts=by(staff))
        return journal.ticket(ticket_id)


def visit_care(site: Site, ticket_id: int, staff: str, care: Care | None = None) -> Ticket:
    """Staff have looked after one who waits (二次关怀), in this way if they say so."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if care is Care.MACHINE and not may_be_diverted(ticket.ticket_class):
            raise LobbyError(f"Ticket {ticket.label} is in care: nobody in care is sent to a machine.")
        waited = waited_s(ticket, journal.now)
        passed = sum(waited >= moment for moment in site.branch.alarms.care_visits_s)
        how = {"care": care} if care else {}
        facts = {"staff": named(staff), "visits": max(ticket.visits, passed), **how}
        journal.record(Kind.CARE_VISITED, ticket_id, facts=facts)
        return journal.ticket(ticket_id)


def end_day(site: Site) -> list[Ticket]:
    """After the last customer: whatever is left over expires; refused while anybody waits or is served."""
    with site.writing() as journal:
        left = rows.live_tickets(journal.cursor)
        still = [ticket for ticket in left if ticket.state is TicketState.WAITING or ticket.state.at_counter]
        if still:
            raise LobbyError(
                f"{len(still)} customers are still here, {still[0].label} first: serve or cancel them."
            )
        for ticket in left:
            journal.record(Kind.EXPIRED, ticket.id)
    return left
