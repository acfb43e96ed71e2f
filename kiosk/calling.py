"""Whom a counter calls next, and why. Pure.

Care first, by arrival; everybody else by due time (issue, or slot, plus the class's target). A
ticket that VIP and appointment tickets have overtaken `overtakes` times can't be overtaken by them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.schema import Counter, TicketClass
from kiosk.ticket import Ticket

_FAVOURED = frozenset({TicketClass.VIP, TicketClass.APPOINTMENT})


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, why, and the ordinary tickets it passes by."""

    ticket: Ticket
    why: str
    overtook: tuple[int, ...]


def next_ticket(waiting: Sequence[Ticket], counter: Counter, overtakes: int) -> Choice | None:
    """Whom this counter calls next; None where nobody waits for it."""
    mine = sorted((ticket for ticket in waiting if serves(counter, ticket)), key=_order)
    if not mine:
        return None
    first = mine[0]
    if first.ticket_class in _FAVOURED:
        for ticket in mine:
            if (
                ticket.overtaken >= overtakes
                and ticket.id < first.id
                and ticket.ticket_class not in _FAVOURED
            ):
                return Choice(
                    ticket, f"has been passed {ticket.overtaken} times, which is the promised limit", ()
                )
    return Choice(first, _why(first), _overtaken(first, mine))


def serves(counter: Counter, ticket: Ticket) -> bool:
    """Whether a counter can do a ticket's current step."""
    return can_serve(counter, ticket.current.services, ticket.ticket_class)


def can_serve(counter: Counter, services: tuple[str, ...], ticket_class: TicketClass) -> bool:
    """Whether a counter can do all of these for a class."""
    return ticket_class in counter.classes and all(service in counter.services for service in services)


def _order(ticket: Ticket) -> tuple[int, float, int]:
    if ticket.ticket_class is TicketClass.CARE:
        return (0, 0.0, ticket.id)
    return (1, ticket.due_at.timestamp(), ticket.id)


def _why(ticket: Ticket) -> str:
    if ticket.ticket_class is TicketClass.CARE:
        return "is in care and came first among those"
    return f"is due first, at {ticket.due_at:%H:%M}"


def _overtaken(chosen: Ticket, mine: Sequence[Ticket]) -> tuple[int, ...]:
    if chosen.ticket_class not in _FAVOURED:
        return ()
    return tuple(
        ticket.id for ticket in mine if ticket.id < chosen.id and ticket.ticket_class not in _FAVOURED
    )
