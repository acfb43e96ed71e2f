"""A ticket as the staff's API tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel

from kiosk.event import Event
from kiosk.telling import late_s, why_told
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


class WhyFacts(BaseModel):
    """From which figures a wait was told."""

    ahead: float
    """People who go first."""
    counters: int
    queue_s: float
    """By the queue's length alone."""
    service_s: int
    """What a customer takes at the counter."""
    learned_from: int
    """Tickets that taught it; the configured time weighs as much as twenty."""
    engine: str
    learned: bool
    """Whether the branch's own days had a say."""


class WaitFacts(BaseModel):
    """What a ticket's paper told of the wait, what came of it, and the figures behind it."""

    p50_s: int | None
    p90_s: int | None
    late_s: int | None
    """By how much the wait was longer than `p90_s`; None while nobody was called."""
    why: WhyFacts | None


class TicketDetail(TicketFacts):
    """One ticket, looked at by itself."""

    told: WaitFacts


def ticket_detail(ticket: Ticket, log: Iterable[Event]) -> TicketDetail:
    """A ticket with its promise explained."""
    wait, why = ticket.promise.wait, why_told(log)
    told = WaitFacts(
        p50_s=wait.p50_s if wait else None,
        p90_s=wait.p90_s if wait else None,
        late_s=late_s(ticket),
        why=WhyFacts.model_validate(why) if why else None,
    )
    return TicketDetail(**ticket_facts(ticket).model_dump(), told=told)


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
