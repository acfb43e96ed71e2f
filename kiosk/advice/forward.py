"""The lobby played forward from this moment: how long whoever comes next will wait, and with other counters.

Each counter that is free takes whoever goes first under the branch's rule; people come as the forecast
expects them; what is left of a service is drawn from those that took longer. All ways to staff the counters
meet the same draws, so that what differs is the counters alone. Two things of the rules are left out, which
hardly move a mean: that a ticket is passed a promised number of times at most, and care in a row. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random

from config.schema import Counter, Rules, TicketClass
from kiosk.advice.kinds import Kind, Orders
from kiosk.calling import Waiting

_PEOPLE_MOST = 400
"""A queue beyond all measure is played no further."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A counter with a customer: since how long, and what such a service takes in the mean, in seconds."""

    spent_s: float
    mean_s: float


@dataclass(frozen=True, slots=True)
class Station:
    """A counter that calls now, or will: then `opens_s` from now."""

    counter: Counter
    busy: Busy | None = None
    opens_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Coming:
    """Customers of one kind to be expected: so many a second."""

    kind: Kind
    rate: float


@dataclass(frozen=True, slots=True)
class Floor:
    """The lobby at one moment, as far as the next half hour depends on it."""

    now: float
    """Seconds since 1970."""
    waiting: tuple[Waiting, ...]
    stations: tuple[Station, ...]
    coming: tuple[Coming, ...]
    rules: Rules
    means: dict[str, float]
    """By service, in seconds."""
    targets: dict[TicketClass, float]
    """The wait each class is owed."""
    ratios: tuple[float, ...] = field(default=(1.0,))
    """Services over the mean of their kind, sorted."""

    def mean(self, services: Iterable[str]) -> float:
        return sum(self.means.get(service, 300.0) for service in services)


Seconds = dict[Kind, float]
"""By kind: the wait of whoever comes then."""


def foreseen(floor: Floor, ahead_s: float, runs: int, seed: int, is_time: Callable[[], bool]) -> Seconds:
    """The mean wait of one who comes in `ahead_s`; over fewer runs, one at least, once `is_time` is over.

    The same floor, seed and number of runs give the same answer.
    """
    sums: dict[Kind, float] = {}
    made = 0
    while made < runs and (not made or is_time()):
        for kind, wait in _Run(floor, ahead_s, Random(seed + made)).waits().items():  # noqa: S311
            sums[kind] = sums.get(kind, 0.0) + wait
        made += 1
    return {kind: total / made for kind, total in sums.items()}


def longest(waits: Seconds, ticket_class: TicketClass) -> float:
    """The wait of a class for the service that it waits longest for."""
    return max((wait for kind, wait in waits.items() if kind.ticket_class is ticket_class), default=0.0)


class _Run:
    """One way in which the next half hour may go."""

    def __init__(self, floor: Floor, ahead_s: float, random: Random) -> None:
        self._floor, self._ahead_s, self._random = floor, ahead_s, random
        self._orders = Orders(floor.rules, floor.targets)
        self._lines: dict[Kind, deque[tuple[tuple[float, ...], float]]] = {}
        self._able: dict[str, tuple[list[Kind], list[Kind]]] = {}
        self._idle: list[str] = []
        self._free: list[tuple[float, str]] = []
        self._asked: dict[Kind, float] = {}
        for ticket in sorted(floor.waiting, key=lambda each: each.id):
            self._join(Kind.of(ticket), self._orders.place(ticket), floor.mean(ticket.services))
        for lined in self._lines.values():
            ordered = sorted(lined)
            lined.clear()
            lined.extend(ordered)
        self._stations = {each.counter.id: each.counter for each in floor.stations}
        for station in floor.stations:
            heappush(self._free, (self._ready(station), station.counter.id))

    def waits(self) -> dict[Kind, float]:
        """By kind: how long one who comes at the moment asked for waits."""
        probes = self._probes()
        for at_s, kind, is_probe in self._arrivals(probes):
            self._work(at_s)
            place = self._orders.newcomer(kind, self._floor.now + at_s)
            self._join(kind, place, -1.0 if is_probe else self._floor.mean(kind.services))
            self._call(at_s)
            if len(self._asked) == len(probes):
                break
        while len(self._asked) < len(probes) and self._free:
            self._work(self._free[0][0])
        # Whom no counter serves waits for nothing that could be foreseen.
        return {kind: at_s - self._ahead_s for kind, at_s in self._asked.items()}

    def _probes(self) -> list[Kind]:
        """Of each kind that may come, one who only asks how long it takes, and takes no time."""
        served = {each.kind for each in self._floor.coming}
        served |= {Kind.of(ticket) for ticket in self._floor.waiting if ticket.only_at is None}
        return sorted(
            kind for kind in served if any(self._orders.can(each, kind) for each in self._counters())
        )

    def _counters(self) -> Iterable[Counter]:
        return (station.counter for station in self._floor.stations)

    def _arrivals(self, probes: Sequence[Kind]) -> list[tuple[float, Kind, bool]]:
        """Everybody who comes until the probes could well have been called, in their order."""
        whole = sum(each.rate for each in self._floor.coming)
        found = [(self._ahead_s, kind, True) for kind in probes]
        at_s, random = 0.0, self._random
        last_s = self._ahead_s + 3_600.0
        while whole and len(found) < _PEOPLE_MOST:
            at_s += random.expovariate(whole)
            if at_s > last_s:
                break
            found.append((at_s, self._drawn(whole), False))
        return sorted(found)

    def _drawn(self, whole: float) -> Kind:
        left = self._random.random() * whole
        for each in self._floor.coming:
            left -= each.rate
            if left <= 0:
                break
        return each.kind

    def _join(self, kind: Kind, place: tuple[float, ...], takes_s: float) -> None:
        line = self._lines.get(kind)
        if line is None:
            line = self._lines[kind] = deque()
            self._able.clear()
        line.append((place, takes_s))

    def _work(self, until_s: float) -> None:
        """Let the counters that are free by then call, in the order in which they are."""
        while self._free and self._free[0][0] <= until_s:
            at_s, name = heappop(self._free)
            self._idle.append(name)
            self._call(at_s)

    def _call(self, at_s: float) -> None:
        idle = self._idle
        place = 0
        while place < len(idle):
            name = idle[place]
            first = self._first(name)
            if first is None:
                place += 1
                continue
            _, mean_s = self._lines[first].popleft()
            if mean_s < 0:
                self._asked[first] = at_s
                continue
            ratios = self._floor.ratios
            takes_s = mean_s * ratios[int(len(ratios) * self._random.random())]
            del idle[place]
            heappush(self._free, (at_s + takes_s, name))

    def _first(self, name: str) -> Kind | None:
        """The kind whose first in line a counter calls; those it only helps come last."""
        own, helped = self._kinds(name)
        return self._least(own) or self._least(helped)

    def _least(self, kinds: Sequence[Kind]) -> Kind | None:
        best: Kind | None = None
        least: tuple[float, ...] = ()
        for kind in kinds:
            line = self._lines[kind]
            if line and (best is None or line[0][0] < least):
                best, least = kind, line[0][0]
        return best

    def _kinds(self, name: str) -> tuple[list[Kind], list[Kind]]:
        found = self._able.get(name)
        if found is None:
            counter = self._stations[name]
            own = [kind for kind in self._lines if self._orders.serves(counter, kind)]
            able = [kind for kind in self._lines if self._orders.can(counter, kind)]
            found = self._able[name] = own, [kind for kind in able if kind not in own]
        return found

    def _ready(self, station: Station) -> float:
        if station.busy is None:
            return station.opens_s
        spent, mean = station.busy.spent_s, max(1.0, station.busy.mean_s)
        ratios = self._floor.ratios
        longer = bisect_right(ratios, spent / mean)
        if longer >= len(ratios):
            return 0.5 * mean * self._random.random()
        return mean * ratios[longer + int((len(ratios) - longer) * self._random.random())] - spent
