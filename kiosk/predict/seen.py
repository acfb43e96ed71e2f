"""What a lobby's log can teach: one thing that happened, whichever log it stood in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Everything such a log can tell."""

    ISSUED = "issued"
    CALLED = "called"
    FINISHED = "finished"
    LEFT = "left"
    COUNTERS = "counters"


@dataclass(frozen=True, slots=True)
class Told:
    """What a lobby that knows its counters and its calling rule finds by itself."""

    queue_s: float
    """The queue-length rule: the work of those before me over the counters that can do it."""
    counters: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that happened. `at` is in seconds, by the clock on the wall."""

    at: float
    what: What
    ticket: str = ""
    service: str = ""
    ticket_class: str = ""
    counter: str = ""
    open: int = 0
    since: float | None = None
    """Of one who waits again, since when the place in line dates: such a wait teaches nothing."""
    told: Told | None = None
