"""A manager who does what is advised, so and so many seconds later: what the advice is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from config.advice import Advice
from config.schema import Rules
from kiosk.advice.decide import Advised, Case, Deed, Effort, decide
from kiosk.advice.forward import Busy, Coming, Floor, Station
from kiosk.advice.kinds import Kind
from kiosk.simulate.people import HALF_HOUR_S, takes_s
from kiosk.simulate.scenario import Scenario, Stream
from kiosk.simulate.staffing import Seen, Will

_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Obedience:
    """How fast and how thoroughly advice is given and followed."""

    after_s: float = 180.0
    """From the advice until it is confirmed; then it takes `man_s` until somebody sits there."""
    every_s: float = 60.0
    runs: int = 8


@dataclass(slots=True)
class Obedient:
    """Follows every advice; how often it was given is counted."""

    scenario: Scenario
    rules: Rules
    figures: Advice
    how: Obedience = field(default_factory=Obedience)
    opened: int = 0
    closed: int = 0
    _until_s: dict[str, float] = field(default_factory=dict)
    """The counters that are about to open or close, and until when."""
    _means: dict[str, float] = field(default_factory=dict)
    _ratios: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        random = Random(self.scenario.seed)  # noqa: S311  (nothing secret is drawn)
        self._means = {work.id: work.mean_s + work.fixed_s for work in self.scenario.services}
        drawn = [
            takes_s(work, random) / self._means[work.id]
            for work in self.scenario.services
            for _ in range(_DRAWS // len(self.scenario.services))
        ]
        self._ratios = tuple(sorted(drawn))

    @property
    def every_s(self) -> float:
        return self.how.every_s

    def look(self, seen: Seen) -> Iterator[Will]:
        """One counter at a time: while one is about to open no other is advised."""
        self._until_s = {name: until for name, until in self._until_s.items() if until > seen.at_s}
        if self._until_s:
            return
        case = Case(self._floor(seen), seen.closed, seen.spares)
        advised = decide(case, self.figures, Effort(self.how.runs, round(seen.at_s))).advised
        if advised:
            yield self._done(advised, seen.at_s)

    def _done(self, advised: Advised, at_s: float) -> Will:
        opens = advised.deed is Deed.OPEN
        in_s = self.how.after_s + (self.figures.man_s if opens else 0)
        self.opened, self.closed = self.opened + opens, self.closed + (not opens)
        self._until_s[advised.counter] = at_s + in_s
        return Will(advised.counter, opens, in_s)

    def _floor(self, seen: Seen) -> Floor:
        stations = []
        for counter in seen.open:
            service, spent_s = seen.serving.get(counter.id, ("", 0.0))
            busy = Busy(spent_s, self._means[service]) if service else None
            stations.append(Station(counter, busy))
        return Floor(
            now=seen.now,
            waiting=seen.waiting,
            stations=tuple(stations),
            coming=tuple(self._coming(seen.at_s)),
            rules=self.rules,
            means=self._means,
            targets={target.id: float(target.target_s) for target in self.scenario.targets},
            ratios=self._ratios,
        )

    def _coming(self, at_s: float) -> Iterator[Coming]:
        """As the forecast has it: the half hour at hand, or the next where it is nearly over."""
        slot = int((at_s + HALF_HOUR_S / 4) // HALF_HOUR_S)
        for stream in self.scenario.streams:
            rates = _rates(self.scenario, stream)
            if slot < len(rates) and rates[slot]:
                kind = Kind((stream.service,), stream.ticket_class)
                yield Coming(kind, rates[slot] / HALF_HOUR_S)


def _rates(scenario: Scenario, stream: Stream) -> tuple[float, ...]:
    return stream.per_half_hour or tuple(rate * stream.share for rate in scenario.per_half_hour)
