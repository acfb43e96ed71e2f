"""What a counter does with tickets: call, start, finish, miss and the rest."""

from __future__ import annotations

from datetime import datetime

from kiosk import rows
from kiosk.calling import next_ticket
from kiosk.clock import elapsed_s
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState

_SLOWEST = 6
"""A transaction longer than so many typical ones was interrupted, and teaches nothing."""


def call_next(site: Site, counter_id: str) -> Ticket | None:
    """Call whoever is next for a counter; None where nobody waits for it."""
    counter = site.counter(counter_id)
    with site.writing() as journal:
        if busy := _served(journal.cursor, counter_id):
            raise LobbyError(f"Counter {counter_id} still has ticket {busy.label}: finish or miss it first.")
        waiting = rows.tickets(journal.cursor, "live = 1 AND state = ?", TicketState.WAITING.value)
        choice = next_ticket(waiting, counter, site.branch.rules.overtakes)
        if choice is None:
            return None
        facts = {"why": choice.why, "overtook": list(choice.overtook)}
        journal.record(Kind.CALLED, choice.ticket.id, counter_id, facts)
        return journal.ticket(choice.ticket.id)


def step(site: Site, kind: Kind, counter_id: str) -> Ticket:
    """One step of the ticket at a counter: recalled, started, missed, parked."""
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = _at(journal.cursor, counter_id)
        journal.record(kind, ticket.id, counter_id)
        return journal.ticket(ticket.id)


def finish(site: Site, counter_id: str) -> Ticket:
    """Done here: the visit ends, or the ticket waits for its next step with its number kept."""
    site.counter(counter_id)
    with site.writing() as journal:
        ticket = _at(journal.cursor, counter_id)
        kind = Kind.STEP_DONE if ticket.step + 1 < len(ticket.steps) else Kind.FINISHED
        taught = _taught(site, ticket, journal.now)
        journal.record(kind, ticket.id, counter_id, {"taught": taught} if taught else {})
        return journal.ticket(ticket.id)


def change(site: Site, kind: Kind, ticket_id: int) -> Ticket:
    """One step of a ticket that is at no counter: cancelled, returned."""
    with site.writing() as journal:
        journal.record(kind, ticket_id)
        return journal.ticket(ticket_id)


def set_open(site: Site, counter_id: str, *, is_open: bool) -> None:
    """A counter begins or stops serving."""
    site.counter(counter_id)
    with site.writing() as journal:
        journal.record(Kind.COUNTER_OPENED if is_open else Kind.COUNTER_CLOSED, counter=counter_id)


def _at(cursor: Cursor, counter_id: str) -> Ticket:
    served = _served(cursor, counter_id)
    if served is None:
        raise LobbyError(f"Counter {counter_id} has nobody: call the next one first.")
    return served


def _served(cursor: Cursor, counter_id: str) -> Ticket | None:
    found = rows.tickets(
        cursor,
        "live = 1 AND counter = ? AND state IN (?, ?)",
        counter_id,
        TicketState.CALLED.value,
        TicketState.SERVING.value,
    )
    return found[0] if found else None


def _taught(site: Site, ticket: Ticket, now: datetime) -> tuple[str, float] | None:
    """The service time this visit teaches: only of a single service, and not of an interrupted one."""
    services = ticket.current.services
    usual_s = [service.service_s for service in site.branch.services if service.id in services]
    if len(services) > 1 or not usual_s or ticket.called_at is None:
        return None
    took_s = elapsed_s(ticket.called_at, now)
    return (services[0], round(took_s, 1)) if 0 < took_s <= _SLOWEST * usual_s[0] else None
