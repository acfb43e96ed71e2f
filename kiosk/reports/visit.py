"""What one business day was like, read off its rows of the log: visits, stays, counters, lifts, troubles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from config.schema import TicketClass


class End(StrEnum):
    """How a stay at a counter ended."""

    DONE = "done"
    MISSED = "missed"
    """Nobody answered the call."""
    MOVED = "moved"
    """Sent on, set aside or gone in the middle; or the clock was set in between."""


class Outcome(StrEnum):
    """How a visit ended."""

    SERVED = "served"
    NO_SHOW = "no_show"
    """Missed, and never served."""
    LEFT = "left"
    """Gone, or left over at the day's end, without having been called in vain."""
    OPEN = "open"
    """Not over yet."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One turn at a counter, from the call until the counter is free again."""

    service: str
    counter: str
    called_at: datetime
    ended_at: datetime
    end: End


@dataclass(frozen=True, slots=True)
class Visit:
    """One customer's way through the branch, as far as figures need it: nothing says who it was."""

    id: int
    service: str
    """The first of its services."""
    ticket_class: TicketClass
    since: datetime
    """From when it waited: its issue, or an appointment's later time."""
    issued_at: datetime
    due_at: datetime | None
    """None after the clock was set."""
    promised_s: int | None
    called_at: datetime | None
    """The first call; None without one, or where the clock was set before it."""
    outcome: Outcome
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """An unbroken stretch in which a counter was at work."""

    counter: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Lifted:
    """A customer lifted through the green channel, and what it was said to cost the others."""

    reason: str
    people: int
    extra_s: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Cared:
    """Staff looked after one who waits."""

    care: str
    """In which way; empty where nobody said."""
    waited_s: float
    """How long that customer had waited by then."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A stretch in which a device was in one state."""

    device: str
    state: str
    begins: datetime
    ends: datetime


Carried = dict[str, str]
"""In which state each device was when the day began, or ended."""


@dataclass(frozen=True, slots=True)
class DayLog:
    """All that the figures of a day are made of."""

    visits: tuple[Visit, ...] = ()
    shifts: tuple[Shift, ...] = ()
    lifts: tuple[Lifted, ...] = ()
    conditions: tuple[Condition, ...] = ()
    """Only within the branch's working time: from the day's first ticket to its last deed."""
    cares: tuple[Cared, ...] = ()
    carried: Carried = field(default_factory=dict)
    """How the devices stood in the end."""
    clock_steps: int = 0
    """How often the clock was set within the day: then nothing of it can be replayed."""
