"""Which engine speaks: the queue's length, until another has shown at this very branch that it is nearer.

Shown means that of the tickets of late it was nearer by more than chance makes of such differences:
so a short record, or one in which nothing is better than the plain rule, leaves the plain rule to speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt

_FADE = 0.9997
_TICKETS_LEAST = 100.0
_LUCK, _SURE = 2.0, 5.0
"""By so many standard errors nearer: up to the one it may be luck, since waits of one hour go wrong together;
from the other on an engine is believed whole, and between them in part."""


class Engine(StrEnum):
    """Who can tell a wait."""

    PLAIN = "plain"
    """Everybody who waits before me, by the mean time, over the counters."""
    QUEUE = "queue"
    """The same with those who will truly be called before me."""
    PLAYED = "played"
    """The lobby played forward, where its counters are truly known."""
    POOL = "pool"
    """All rules weighed by the record, and by what came of their figures."""


@dataclass(slots=True)
class Trial:
    """What each engine would have told, and how far that was off; the oldest tickets fade."""

    tallies: dict[str, list[float]] = field(default_factory=dict)
    """By engine: tickets, seconds off, seconds nearer than the safe one, and those squared."""
    safe: Engine = Engine.PLAIN

    def learn(self, told: Mapping[Engine, float], wait: float) -> None:
        least = abs(told[self.safe] - wait)
        for engine, said in told.items():
            off = abs(said - wait)
            nearer = least - off
            tally = self.tallies.setdefault(engine, [0.0] * 4)
            tally[:] = [_FADE * kept for kept in tally]
            for place, new in enumerate((1.0, off, nearer, nearer * nearer)):
                tally[place] += new

    def best(self, able: Mapping[Engine, float]) -> Engine:
        """The one to speak."""
        return min((each for each in able if self.trust(each)), key=self.off_s, default=self.safe)

    def trust(self, engine: Engine) -> float:
        """How far it is believed against the safe one: 0 while that may be as near, 1 where it is not."""
        tickets, _, nearer, squares = self.tallies.get(engine, [0.0] * 4)
        if tickets < _TICKETS_LEAST or nearer <= 0 or engine is self.safe:
            return 0.0
        mean = nearer / tickets
        chance = sqrt(max(0.0, squares / tickets - mean * mean) / tickets)
        return min(1.0, max(0.0, (mean - _LUCK * chance) / ((_SURE - _LUCK) * chance))) if chance else 1.0

    def off_s(self, engine: Engine) -> float:
        """How far its figures were off, on average."""
        tickets, seconds, *_ = self.tallies[engine]
        return seconds / tickets
