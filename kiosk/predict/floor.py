"""The lobby at this moment, as the events so far tell it: who waits, who is served, what is open."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from kiosk.predict.order import Place

RECENT_S = 1_200.0
SHOWN_S = 300.0
"""A counter of which nobody says that it is open, is open so long after its last customer."""
_DOUBT_S = 180.0
"""When somebody waits so long while a counter said to be open calls nobody, it is not open."""
EVERYWHERE = "*"


@dataclass(slots=True)
class Lane:
    """Services whose customers wait for the same counters, and how fast these called of late."""

    calls: deque[tuple[float, float]] = field(default_factory=deque)
    """When, and the mean time of what was called for."""
    busy: deque[tuple[float, float, float]] = field(default_factory=deque)
    """Until when, how long somebody waited, and the counters' time in it."""
    seen: float | None = None
    called: float | None = None
    waiting: int = 0


@dataclass(slots=True)
class Floor:
    """One day's lobby."""

    opened: float = 0.0
    waiting: dict[str, Place] = field(default_factory=dict)
    serving: dict[str, dict[str, tuple[float, str]]] = field(default_factory=dict)
    """By counter, the tickets called there, since when and for what."""
    ended: dict[str, float] = field(default_factory=dict)
    """By counter, when its last service ended."""
    said: dict[str, int] = field(default_factory=dict)
    """Counters said to be open, by service, or everywhere."""
    lanes: dict[str, Lane] = field(default_factory=dict)

    def lane(self, name: str) -> Lane:
        return self.lanes.setdefault(name, Lane())

    def leave_counter(self, ticket: str, counter: str, now: float) -> tuple[float, str] | None:
        """Somebody is done at a counter, or never came: since when and for what it was called there."""
        tickets = self.serving.get(counter, {})
        began = tickets.pop(ticket, None)
        if counter:
            self.ended[counter] = now
        if not tickets:
            self.serving.pop(counter, None)
        return began

    def busy(self) -> int:
        """People at the counters."""
        return sum(len(tickets) for tickets in self.serving.values())

    def counters_are_told(self, service: str) -> bool:
        """Whether the log says how many counters are open."""
        return service in self.said or EVERYWHERE in self.said

    def counters(self, service: str, now: float, longest_wait: float, known: int | None = None) -> int:
        """How many counters can take the service; 0 where nothing is known to be open."""
        told = self.said.get(service, self.said.get(EVERYWHERE)) if known is None else known
        if not self.ended and not self.serving:
            return told or 0
        resting = sum(not self.serving.get(name) and now - at < SHOWN_S for name, at in self.ended.items())
        shown = self.busy() + resting
        if told is None:
            return shown
        if longest_wait < _DOUBT_S:
            return told
        return min(told, max(1, shown))

    def at_work(self, name: str, until: float, counters: int) -> tuple[float, float]:
        """Let time go on in a lane: how long somebody waited since it was looked at, in counters' time."""
        lane = self.lane(name)
        spent = 0.0
        if lane.seen is not None and lane.waiting:
            spent = min(until - lane.seen, 1_800.0)
            lane.busy.append((until, spent, spent * max(counters, 0.5)))
        lane.seen = until
        for kept in (lane.busy, lane.calls):
            while kept and kept[0][0] < until - RECENT_S:
                kept.popleft()
        return spent, spent * max(counters, 0.5)
