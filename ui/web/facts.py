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


class CounterTicket(TicketFacts):
    """The ticket at a counter, as its teller sees it."""

    forms: list[str]
    """The codes of forms that the customer filled in before, for the bank's own programs."""


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
    until_open_s: int = 0
    """What is in it because nobody is served yet."""


class WaitFacts(BaseModel):
    """What a ticket's paper told of the wait, what came of it, and the figures behind it."""

    p50_s: int | None
    p90_s: int | None
    late_s: int | None
    """By how much the wait was longer than `p90_s`; None while nobody was called."""
    why: WhyFacts | None
    sentence: str | None
    """The same in words."""


class NowFacts(BaseModel):
    """How one who waits stands now."""

    ahead: int
    p50_s: int | None
    p90_s: int | None
    """What would be told now of the wait that is left."""
    waited_s: int
    late_s: int | None
    """Past the paper's `p90_s` by now."""
    why: WhyFacts | None
    sentence: str | None


class TicketDetail(TicketFacts):
    """One ticket, looked at by itself."""

    told: WaitFacts
    now: NowFacts | None
    """None unless the customer waits."""


def counter_ticket(ticket: Ticket) -> CounterTicket:
    """A ticket for whoever serves it."""
    return CounterTicket(**ticket_facts(ticket).model_dump(), forms=list(ticket.forms))


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
