"""Who opens and closes the spare counters of a simulated day, and what they see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from config.schema import Counter
from kiosk.calling import Waiting


@dataclass(frozen=True, slots=True)
class Seen:
    """The floor as staff see it: nothing of who comes next, nor of how long a service will take."""

    at_s: float
    """After the day's start."""
    now: float
    """The same moment as the tickets' own times have it."""
    waiting: tuple[Waiting, ...]
    open: tuple[Counter, ...]
    closed: tuple[Counter, ...]
    """Spare counters nobody is at."""
    serving: Mapping[str, tuple[str, float]]
    """By counter: which service, and for how many seconds already."""
    spares: Mapping[str, float]
    """Spare counters with somebody at them, and for how many seconds already."""


@dataclass(frozen=True, slots=True)
class Will:
    """A spare counter will open, or close, in so many seconds."""

    counter: str
    opens: bool
    in_s: float = 0.0


class Staffing(Protocol):
    """Looks at the floor now and then."""

    @property
    def every_s(self) -> float:
        """How often."""
        ...

    def look(self, seen: Seen) -> Iterable[Will]:
        """What to do about it."""
        ...
