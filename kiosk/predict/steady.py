"""Time that never goes back: a clock that is set back does not make anybody wait less."""

from __future__ import annotations

from dataclasses import dataclass

_JITTER_S = 1.0
_DAY_S = 86_400.0
_NIGHT_S = 4 * 3_600.0


@dataclass(slots=True)
class Steady:
    """Counts on from the last moment when a clock is set back, until the next day."""

    last: float | None = None
    ahead: float = 0.0
    steps: int = 0
    """How often it was set back; whoever waited across one waited nobody knows how long."""

    def at(self, told: float) -> float:
        now = told + self.ahead
        if self.last is not None and now < self.last:
            if self.last - now > _JITTER_S:
                self.ahead += self.last - now
                self.steps += 1
            now = self.last
        self.last = now
        return now

    def new_day(self, told: float) -> None:
        """Trust the clock again."""
        self.last, self.ahead = told, 0.0


def day_of(told: float) -> int:
    """The business day of a moment; small hours belong to the day before."""
    return int((told - _NIGHT_S) // _DAY_S)
