"""Where a ticket is sent on to: another service, or one counter; its number stays the same."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from kiosk.duty import by
from kiosk.errors import LobbyError, NotOfferedError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Step, Ticket, TicketState


def destination(site: Site, cursor: Cursor, ticket: Ticket, to: str) -> dict[str, Any]:
    """What the log says of a transfer to a service's or a counter's id."""
    if to in {service.id for service in site.branch.services}:
        return _facts(site.route((to,), ticket.ticket_class, site.floor(cursor)).steps[0])
    if to not in {counter.id for counter in site.branch.counters}:
        raise NotOfferedError(f"There is neither a service nor a counter {to!r}.")
    counter = site.counter(to)
    if to in site.floor(cursor).closed_counters:
        raise LobbyError(f"Counter {to} is closed or pauses: nobody would call ticket {ticket.label} there.")
    if lacking := [service for service in ticket.current.services if service not in counter.services]:
        raise LobbyError(
            f"Counter {to} does not do {lacking[0]!r}: transfer ticket {ticket.label} to a service instead."
        )
    return {**_facts(Step(ticket.current.services, counter.zone, (to,))), "only_at": to}


def transfer_waiting(site: Site, ticket_id: int, to: str, staff: str = "") -> Ticket:
    """Send a customer who waits elsewhere."""
    with site.writing() as journal:
        ticket = journal.ticket(ticket_id)
        if ticket.state is not TicketState.WAITING:
            raise LobbyError(
                f"Ticket {ticket.label} is {ticket.state.value}; only its counter can transfer it now."
            )
        facts = {**destination(site, journal.cursor, ticket, to), **by(staff)}
        journal.record(Kind.TRANSFERRED, ticket_id, facts=facts)
        return journal.ticket(ticket_id)


def release(site: Site, journal: Journal, tickets: Iterable[Ticket]) -> None:
    """Those of them who wait for one counter that calls nobody now wait for every one that can serve them."""
    sent = [ticket for ticket in tickets if ticket.state is TicketState.WAITING and ticket.only_at]
    if not sent:
        return
    floor = site.floor(journal.cursor)
    for ticket in sent:
        if ticket.only_at in floor.closed_counters:
            # What nobody else can do waits on, and the tablet's alarm says so.
            with suppress(NotOfferedError):
                way = site.route(ticket.current.services, ticket.ticket_class, floor).steps
                journal.record(Kind.TRANSFERRED, ticket.id, facts=_facts(*way))


def _facts(first: Step, *then: Step) -> dict[str, Any]:
    facts = {"to": _written(first)}
    return {**facts, "then": [_written(step) for step in then]} if then else facts


def _written(step: Step) -> list[Any]:
    return [list(step.services), step.zone, list(step.counters)]
