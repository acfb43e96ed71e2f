"""A ticket as the staff's API tells it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from kiosk.ticket import Ticket


class TicketFacts(BaseModel):
    """A ticket as staff see it."""

    number: str
    state: str
    ticket_class: str
    services: list[str]
    zone: str
    counter: str | None
    issued_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    calls: int


def ticket_facts(ticket: Ticket) -> TicketFacts:
    """A ticket for the staff's API."""
    return TicketFacts(
        number=ticket.label,
        state=ticket.state.value,
        ticket_class=ticket.ticket_class.value,
        services=list(ticket.current.services),
        zone=ticket.current.zone,
        counter=ticket.counter,
        issued_at=ticket.issued_at,
        called_at=ticket.called_at,
        started_at=ticket.started_at,
        calls=ticket.calls,
    )
