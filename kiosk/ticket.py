"""A ticket: its number, its way through the lobby and the states it may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from config.schema import TicketClass


class TicketState(StrEnum):
    """Where a ticket stands in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    MISSED = "missed"
    PARKED = "parked"
    AWAY = "away"
    """Stepped out for a while (暂离); the place is kept."""
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    """Left over from a day that ended."""

    @property
    def over(self) -> bool:
        """Whether the visit has ended."""
        return self in {TicketState.FINISHED, TicketState.CANCELLED, TicketState.EXPIRED}

    @property
    def at_counter(self) -> bool:
        """Whether a counter is taken up by it."""
        return self in {TicketState.CALLED, TicketState.SERVING}


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a visit: what is done there, in which zone, and the counters that can."""

    services: tuple[str, ...]
    zone: str
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitRange:
    """An honest wait: half of all tickets wait at most `p50_s`, nine in ten at most `p90_s`."""

    p50_s: int
    p90_s: int


@dataclass(frozen=True, slots=True)
class Promise:
    """What a customer was told on issue; it stays on the record unchanged."""

    ahead: int
    wait: WaitRange | None


UNKNOWN_AHEAD = -1
"""A box that is cut off does not know who waits, and tells nobody how many."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One customer's visit under one number of one business day."""

    id: int
    day: date
    prefix: str
    number: int
    ticket_class: TicketClass
    steps: tuple[Step, ...]
    issued_at: datetime
    due_at: datetime
    """When it should have been called: issue (or slot) plus the class's target."""
    promise: Promise
    request_id: str
    language: str = "zh_CN"
    large: bool = False
    state: TicketState = TicketState.WAITING
    step: int = 0
    counter: str | None = None
    waiting_since: datetime | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    overtaken: int = 0
    calls: int = 0
    recalled: int = 0
    """How often it was called again since the last call."""
    misses: int = 0
    outs: int = 0
    """How often the customer stepped out."""
    visits: int = 0
    """How many of the care visits it is owed were made."""
    aside_since: datetime | None = None
    """Since when it is missed, parked or away."""
    behind: int = 0
    """How many others are called before one who was missed and came back."""
    lifted: int = 0
    """The place in the log where staff lifted it before the others; 0 where nobody did."""
    slot: datetime | None = None
    """An appointment's time; without one it stands by its issue."""
    only_at: str | None = None
    """The one counter that may call it, where it was sent to one."""
    place: float = 0.0
    """Between the ids of those who came before and after, of one that was brought in later."""
    forms: tuple[str, ...] = field(default=(), repr=False)
    """The codes of forms that were filled in before; in no sentence, since the bank knows whose they are."""

    @property
    def label(self) -> str:
        """The number as people read it: A023, and A1000 after A999."""
        return f"{self.prefix}{self.number:03d}"

    @property
    def public_id(self) -> str:
        """The ticket's name outside the box, unique in its branch: 2026-11-23-A023."""
        return f"{self.day.isoformat()}-{self.label}"

    @property
    def services(self) -> tuple[str, ...]:
        """Every service of the visit, in the order of its steps."""
        return tuple(service for step in self.steps for service in step.services)

    @property
    def current(self) -> Step:
        """The step the customer waits for or is at."""
        return self.steps[self.step]
