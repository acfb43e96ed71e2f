"""What a counter does with tickets: call, start, finish, miss, transfer and the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from config.schema import Counter
from kiosk import floor_rows, presence, rows, screens, turns
from kiosk.calling import Waiting, choose
from kiosk.clock import elapsed_s
from kiosk.duty import by
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.site import Site
from kiosk.store import Question
from kiosk.tending import AWAY, let_back_in
from kiosk.ticket import Ticket, TicketState
from kiosk.transfers import destination

_SLOWEST = 6
"""A transaction longer than so many typical ones was interrupted, and teaches nothing."""


def call_next(site: Site, counter_id: str, staff: str = "") -> Ticket | None:
    """Call whoever is next for a counter; None where nobody waits for it."""
    counter = site.counter(counter_id)
    with site.writing(*_asked(counter_id)) as journal:
        refuse_unready(journal, counter_id)
        return _call(site, journal, counter, staff, _waiting(site, journal))


def finish_and_call(site: Site, counter_id: str, staff: str = "", meant: str = "") -> Ticket | None:
    """One press for both: the customer there is done, and the next is called.

    Where the counter asks how it was, the customer is done and nobody is called: that is another press.
    """
    counter = site.counter(counter_id)
    with site.writing(*_asked(counter_id), screens.ASKING) as journal:
        refuse_shut(journal, counter_id)
        ticket = at_counter(journal, counter_id, meant)
        asking = screens.asking(journal.cursor)
        waiting = _waiting(site, journal)
        done = _finish(site, journal, ticket, staff)
        if screens.is_asked_first(done, counter_id, asking):
            return None
        if done.state is TicketState.WAITING:
            # With a service still to come, the customer has joined them.
            waiting = turns.everybody_waiting(journal.cursor, site.branch)
        return _call(site, journal, counter, staff, waiting)


def _asked(counter_id: str) -> tuple[Question, ...]:
    """All that a call asks before it writes."""
    return floor_rows.DESKS, rows.served_asked(counter_id), floor_rows.MATTERS, AWAY, turns.EVERYBODY


def _waiting(site: Site, journal: Journal) -> list[Waiting]:
    """All who wait, those among them who are back by now."""
    let_back_in(site, journal)
    return turns.everybody_waiting(journal.cursor, site.branch)


def _call(
    site: Site, journal: Journal, counter: Counter, staff: str, waiting: list[Waiting]
) -> Ticket | None:
    turn = turns.turn(journal.cursor, site.branch, counter, journal.now, waiting, journal.desks)
    choice = choose(turn)
    if choice is None:
        return None
    facts: dict[str, Any] = {
        "why": choice.why,
        "overtook": list(choice.overtook),
        "class": choice.ticket.ticket_class,
        "services": list(choice.ticket.services),
        **by(staff),
    }
    if choice.let_by:
        facts["let_by"] = list(choice.let_by)
    journal.record(Kind.CALLED, choice.ticket.id, counter.id, facts)
    return journal.ticket(choice.ticket.id)


def call_parked(site: Site, counter_id: str, ticket_id: int, staff: str = "") -> Ticket:
    """A counter takes a parked ticket up again; others take their turn, or the green channel."""
    counter = site.counter(counter_id)
    with site.writing() as journal:
        refuse_unready(journal, counter_id)
        ticket = journal.ticket(ticket_id)
        if ticket.state is not TicketState.PARKED:
            raise LobbyError(
                f"Ticket {ticket.label} is {ticket.state.value}: only a parked one is called by its number."
            )
        if ticket.counter != counter_id:
            refuse_unskilled(counter, ticket)
        call_ticket(journal, ticket, counter_id, "was parked and is taken up again", staff)
        return journal.ticket(ticket_id)


def call_ticket(journal: Journal, ticket: Ticket, counter_id: str, why: str, staff: str = "") -> None:
    """Call one ticket to a counter, passing nobody by the rule."""
    facts = {
        "why": why,
        "overtook": [],
        "class": ticket.ticket_class,
        "services": list(ticket.current.services),
        **by(staff),
    }
    journal.record(Kind.CALLED, ticket.id, counter_id, facts)


def step(site: Site, kind: Kind, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
    """One step of the ticket at a counter: recalled, started, parked."""
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = at_counter(journal, counter_id, meant)
        journal.record(kind, ticket.id, counter_id, by(staff))
        return journal.ticket(ticket.id)


def miss(site: Site, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
    """The customer did not come; after some in a row staff are asked to look who is still there."""
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = at_counter(journal, counter_id, meant)
        journal.record(Kind.MISSED, ticket.id, counter_id, by(staff))
        presence.sweep_if_due(site, journal)
        return journal.ticket(ticket.id)


def finish(site: Site, counter_id: str, staff: str = "", meant: str = "") -> Ticket:
    """Done here: the visit ends, or the ticket waits for its next step with its number kept."""
    site.counter(counter_id)
    with site.writing() as journal:
        return _finish(site, journal, at_counter(journal, counter_id, meant), staff)


def _finish(site: Site, journal: Journal, ticket: Ticket, staff: str) -> Ticket:
    kind = Kind.STEP_DONE if ticket.step + 1 < len(ticket.steps) else Kind.FINISHED
    taught = _taught(site, ticket, journal.now)
    facts = {"taught": taught} if taught else {}
    journal.record(kind, ticket.id, ticket.counter, {**facts, **by(staff)})
    return journal.ticket(ticket.id)


def transfer(site: Site, counter_id: str, to: str, staff: str = "", meant: str = "") -> Ticket:
    """Send the customer at a counter on, to a service or to one counter, with the number kept."""
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = at_counter(journal, counter_id, meant)
        facts = destination(site, journal.cursor, ticket, to)
        journal.record(Kind.TRANSFERRED, ticket.id, counter_id, {**facts, **by(staff)})
        return journal.ticket(ticket.id)


def refuse_unready(journal: Journal, counter_id: str) -> None:
    """Say why a counter can't call now, if it can't."""
    refuse_shut(journal, counter_id)
    if busy := journal.served(counter_id):
        raise LobbyError(f"Counter {counter_id} still has ticket {busy.label}: finish or miss it first.")


def refuse_shut(journal: Journal, counter_id: str) -> None:
    """Say that a counter is closed or pauses, if it does."""
    desk = journal.desks.get(counter_id)
    if desk and not desk.is_open:
        reason = f" ({desk.reason})" if desk.reason else ""
        raise LobbyError(f"Counter {counter_id} is closed or pauses{reason}: open it before calling.")


def refuse_unskilled(counter: Counter, ticket: Ticket) -> None:
    """Say that a counter can't do what a ticket waits for; its classes don't matter to staff's own word."""
    for service in ticket.current.services:
        if service not in counter.services:
            raise LobbyError(
                f"Counter {counter.id} does not do {service!r}, which ticket {ticket.label} waits for."
            )


def at_counter(journal: Journal, counter_id: str, meant: str = "") -> Ticket:
    """The ticket at a counter; a sentence where there is none, or another than the one that is meant."""
    found = journal.served(counter_id)
    if meant and (found is None or found.label != meant.upper()):
        shown = found.label if found else "nobody"
        raise LobbyError(f"Counter {counter_id} has {shown} now, not {meant}: look again, then press.")
    if found is None:
        raise LobbyError(f"Counter {counter_id} has nobody: call the next one first.")
    return found


def _taught(site: Site, ticket: Ticket, now: datetime) -> tuple[str, float] | None:
    """The service time this visit teaches: only of a single service, and not of an interrupted one."""
    services = ticket.current.services
    usual_s = [service.service_s for service in site.branch.services if service.id in services]
    if len(services) > 1 or not usual_s or ticket.called_at is None:
        return None
    took_s = elapsed_s(ticket.called_at, now)
    return (services[0], round(took_s, 1)) if 0 < took_s <= _SLOWEST * usual_s[0] else None
