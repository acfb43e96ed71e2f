"""Which engine speaks: the one whose figures came nearest to the waits of late, at this very branch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_FADE = 0.998
_TICKETS_LEAST = 100.0


class Engine(StrEnum):
    """Who can tell a wait."""

    PLAIN = "plain"
    """Everybody who waits before me, by the mean time, over the counters."""
    QUEUE = "queue"
    """The same with those who will truly be called before me."""
    POOL = "pool"
    """All rules weighed by the record, and by what came of their figures."""


@dataclass(slots=True)
class Trial:
    """What each engine would have told, and how far that was off; the oldest tickets fade."""

    errors: dict[str, list[float]] = field(default_factory=dict)
    """By engine: tickets and seconds."""

    def learn(self, told: Mapping[Engine, float], wait: float) -> None:
        for engine, said in told.items():
            tally = self.errors.setdefault(engine, [0.0, 0.0])
            tally[0] = _FADE * tally[0] + 1
            tally[1] = _FADE * tally[1] + abs(said - wait)

    def best(self, able: Mapping[Engine, float]) -> Engine:
        """The one to speak; the queue's length does until another has shown that it is nearer."""
        tried = [each for each in able if self._tickets(each) >= _TICKETS_LEAST]
        return min(tried, key=self._mean, default=Engine.QUEUE)

    def _tickets(self, engine: Engine) -> float:
        return self.errors.get(engine, [0.0])[0]

    def _mean(self, engine: Engine) -> float:
        tickets, seconds = self.errors[engine]
        return seconds / tickets
