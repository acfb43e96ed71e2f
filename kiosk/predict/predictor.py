"""The wait told at issue: several rules pooled, made a range by what came of earlier figures.

It learns event by event and once a night; under 500 tickets that had to wait it is the
queue-length rule by itself, since weights fitted to fewer do harm.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import exp, log
from typing import Any

from kiosk.predict import pool
from kiosk.predict.figures import HALF_MINUTE_S, Figures, Learned, figures
from kiosk.predict.floor import EVERYWHERE, Floor
from kiosk.predict.lanes import Lanes
from kiosk.predict.order import Order, Place
from kiosk.predict.ratios import Ratios
from kiosk.predict.seen import Seen, Told, What
from kiosk.predict.steady import Steady, day_of
from kiosk.predict.times import Times
from kiosk.predict.trial import Engine, Trial
from kiosk.predict.usual import Usual

GATE_TICKETS = 500
KEPT_TICKETS = 10_000
VERSION = 3
"""Of what a snapshot holds."""
_WAITED_S = 1.0
_LONGEST_S = 6 * 3_600.0
_NO_LESSON = -1
_HOW = {
    Engine.PLAIN: "by the queue's length alone",
    Engine.QUEUE: "by the queue's length alone",
    Engine.PLAYED: "with the lobby played forward",
    Engine.POOL: "weighed with the pace of the last 20 minutes",
}


@dataclass(frozen=True, slots=True)
class Prediction:
    """Half of those who wait wait at most `p50_s`, nine in ten at most `p90_s`; and why."""

    p50_s: float
    p90_s: float
    figures: Figures
    engine: Engine
    told: Mapping[Engine, float]
    """What each engine would say."""

    @property
    def why(self) -> str:
        """In one sentence, for staff."""
        known = self.figures
        return (
            f"About {known.ahead:.1f} of {known.waiting} waiting go first, {max(1, known.counters)} counters"
            f" at {known.mean_s / 60:.1f} min a customer make {known.queue_s / 60:.1f} min;"
            f" {_HOW[self.engine]} that is {self.p50_s / 60:.1f},"
            f" and nine in ten wait at most {self.p90_s / 60:.1f} min."
        )


@dataclass(slots=True)
class _Promised:
    told: Prediction
    row: list[float]
    place: Place
    others: list[tuple[str, Place, bool]]
    steps: int
    passed_by: int = 0


@dataclass(slots=True)
class Predictor:
    """What is known of one branch: the lobby now, and everything learned from its past."""

    times: Times = field(default_factory=Times)
    order: Order = field(default_factory=Order)
    lanes: Lanes = field(default_factory=Lanes)
    ratios: Ratios = field(default_factory=Ratios)
    trial: Trial = field(default_factory=Trial)
    usual: Usual = field(default_factory=Usual)
    weights: list[float] | None = None
    record: deque[tuple[list[float], float, int, str]] = field(
        default_factory=lambda: deque(maxlen=KEPT_TICKETS)
    )
    """Of tickets that had to wait: the pool's columns, the logarithm of wait + D, people, lane."""
    floor: Floor = field(default_factory=Floor)
    _time: Steady = field(default_factory=Steady)
    _day: int | None = None
    _behind: int | None = None
    """The day by a clock that was set back beyond it."""
    _promised: dict[str, _Promised] = field(default_factory=dict)

    def see(self, seen: Seen) -> Prediction | None:
        """Let one thing happen; the answer to an issue is what its ticket is told."""
        self._roll(seen.at)
        now = self._time.at(seen.at)
        match seen.what:
            case What.ISSUED:
                return self._issued(seen, now)
            case What.CALLED:
                self._called(seen, now)
            case What.FINISHED:
                self._finished(seen, now)
            case What.LEFT:
                self._left(seen, now)
            case What.COUNTERS:
                self._let_time_go(seen.service, now)
                self.floor.said[seen.service or EVERYWHERE] = seen.open
        return None

    def predict(
        self,
        service: str,
        ticket_class: str,
        at: float,
        told: Told | None = None,
        before: Collection[str] | None = None,
    ) -> Prediction:
        """What somebody who came now would be told; nothing changes.

        `before` are those who wait and go first, where that is known.
        """
        mine = Place(max(at + self._time.ahead, self._time.last or at), service, ticket_class)
        others = self._others(mine.service)
        if before is not None:
            others = {name: self.floor.waiting[name] for name in before if name in self.floor.waiting}
        return self._predicted(mine, others, told)

    def nightly(self) -> None:
        """Weigh the rules anew by the record; called at the turn of the day."""
        rows = [row for row, _, _, _ in self.record]
        if len(rows) >= GATE_TICKETS:
            self.weights = pool.fitted(rows, [log_wait for _, log_wait, _, _ in self.record], self.weights)
        if rows:
            self.ratios.learn(
                (self._base(row), log_wait, people, lane) for row, log_wait, people, lane in self.record
            )

    def _roll(self, told: float) -> None:
        day = day_of(told)
        if self._is_new(day):
            if self._day is not None:
                self.usual.turn()
                self.nightly()
            self._day, self._behind = day, None
            said = dict.fromkeys(self.floor.said, 0)
            self.floor, self._promised = Floor(opened=told, said=said), {}
            self._time.new_day(told)

    def _is_new(self, day: int) -> bool:
        if self._day is None or day > self._day:
            return True
        # A clock set back leaves the day as it is, unless the later day was the wrong one: then days turn.
        turned = self._behind is not None and day > self._behind
        self._behind = day if day < self._day else None
        return turned and day < self._day

    def _base(self, row: list[float]) -> float:
        return pool.said(self.weights, row) if self.weights else row[1]

    def _others(self, service: str) -> dict[str, Place]:
        lane = self.lanes.of(service)
        return {
            name: place for name, place in self.floor.waiting.items() if self.lanes.of(place.service) == lane
        }

    def _predicted(self, mine: Place, others: Mapping[str, Place], told: Told | None) -> Prediction:
        lane = self.lanes.of(mine.service)
        learned = Learned(self.order, self.times, self.usual)
        known = figures(self.floor, lane, mine, list(others.values()), learned, told)
        able = {Engine.PLAIN: known.plain_s, Engine.QUEUE: known.queue_s}
        base = min(self._base(known.row), log(_LONGEST_S))
        if known.played_s is not None:
            able[Engine.PLAYED] = known.played_s
        if self.weights:
            able[Engine.POOL] = max(0.0, exp(self.ratios.p50(base, known.waiting, lane)) - HALF_MINUTE_S)
        engine = self.trial.best(able)
        said, safe = able[engine], able[self.trial.safe]
        late_s = exp(self._late(engine, base, known, said)) - HALF_MINUTE_S
        # Half a proof moves the figure half the way; the range goes with it.
        p50 = said if engine is self.trial.safe else safe + self.trial.trust(engine) * (said - safe)
        return Prediction(p50, max(p50, late_s + p50 - said), known, engine, able)

    def _late(self, engine: Engine, base: float, known: Figures, p50: float) -> float:
        """What nine in ten keep to, as a logarithm with D."""
        if engine is Engine.POOL:
            return self.ratios.p90(base, known.waiting, known.lane)
        if engine is Engine.PLAYED:
            return log(known.played_90_s + HALF_MINUTE_S) + self.ratios.slow
        return self.ratios.usual_p90(log(p50 + HALF_MINUTE_S), known.waiting)

    def _let_time_go(self, service: str, now: float) -> None:
        lane = self.lanes.of(service)
        spent, counter_s = self.floor.at_work(lane, now, self.floor.counters(service, now, 0.0))
        if spent:
            self.times.learn_pace(lane, 0.0, counter_s)
            self.usual.learn(lane, now, 0.0, spent)

    def _issued(self, seen: Seen, now: float) -> Prediction:
        self._let_time_go(seen.service, now)
        mine = Place(now, seen.service, seen.ticket_class)
        others = self._others(mine.service)
        others.pop(seen.ticket, None)
        told = self._predicted(mine, others, seen.told)
        if seen.ticket not in self.floor.waiting:
            self.floor.lane(told.figures.lane).waiting += 1
        if seen.since is not None:
            mine = mine._replace(issued=min(now, seen.since + self._time.ahead))
        due = self.order.due(mine)
        ahead = [(name, place, self.order.due(place) <= due) for name, place in others.items()]
        self.floor.waiting[seen.ticket] = mine
        steps = self._time.steps if seen.since is None else _NO_LESSON
        self._promised[seen.ticket] = _Promised(told, told.figures.row, mine, ahead, steps)
        return told

    def _gone(self, ticket: str, now: float) -> tuple[Place, _Promised] | None:
        place, promised = self.floor.waiting.pop(ticket, None), self._promised.pop(ticket, None)
        if place is None or promised is None:
            return None
        self._let_time_go(place.service, now)
        lane = self.floor.lane(self.lanes.of(place.service))
        lane.waiting = max(0, lane.waiting - 1)
        return place, promised

    def _left(self, seen: Seen, now: float) -> None:
        self._gone(seen.ticket, now)
        if seen.counter:
            self.floor.leave_counter(seen.ticket, seen.counter, now)

    def _called(self, seen: Seen, now: float) -> None:
        found = self._gone(seen.ticket, now)
        service = found[0].service if found else seen.service
        self.lanes.called(seen.counter, service)
        if seen.counter:
            self.floor.serving.setdefault(seen.counter, {})[seen.ticket] = (now, service)
        if found is None:
            return
        place, promised = found
        lane = self.floor.lane(self.lanes.of(place.service))
        wait = now - place.issued
        if wait > _WAITED_S or lane.waiting:
            name = self.lanes.of(place.service)
            self.times.learn_pace(name, 1.0, 0.0)
            self.usual.learn(name, now, 1.0, 0.0)
        lane.calls.append((now, self.times.mean(place.service)))
        lane.called = now
        self._learn(place, promised, wait)

    def _learn(self, place: Place, promised: _Promised, wait: float) -> None:
        others = self._others(place.service)
        for name, other in others.items():
            if other.issued < place.issued:
                self._promised[name].passed_by += 1
        if wait <= _WAITED_S or promised.steps != self._time.steps or wait > _LONGEST_S:
            return
        self.order.learn_call(place, others.values())
        waiting = self.floor.waiting
        self.order.learn_pairs(
            place, ((other, first, name not in waiting) for name, other, first in promised.others)
        )
        self.order.learn_wait(place, wait, promised.passed_by)
        self.trial.learn(promised.told.told, wait)
        self.ratios.adapt(late=wait > promised.told.p90_s)
        known = promised.told.figures
        self.record.append((promised.row, log(wait + HALF_MINUTE_S), known.waiting, known.lane))

    def _finished(self, seen: Seen, now: float) -> None:
        if began := self.floor.leave_counter(seen.ticket, seen.counter, now):
            self.times.learn(began[1], now - began[0])

    def snapshot(self) -> dict[str, Any]:
        """Everything learned, as JSON values; not the lobby of the moment."""
        return {
            "version": VERSION,
            "times": self.times.snapshot(),
            "order": self.order.snapshot(),
            "lanes": {"named": self.lanes.named, "by_counter": self.lanes.by_counter},
            "ratios": self.ratios.snapshot(),
            "trial": self.trial.tallies,
            "usual": self.usual.snapshot(),
            "weights": self.weights,
            "record": [[[round(x, 4) for x in row], round(y, 4), n, lane] for row, y, n, lane in self.record],
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """What a snapshot kept."""
        self.times.restore(kept["times"])
        self.order.restore(kept["order"])
        self.lanes = Lanes(dict(kept["lanes"]["named"]), dict(kept["lanes"]["by_counter"]))
        self.ratios = Ratios(**kept["ratios"])
        tallies = {engine: list(tally) for engine, tally in kept["trial"].items()}
        self.trial = Trial(tallies, self.trial.safe)
        self.usual.restore(kept["usual"])
        self.weights = list(kept["weights"]) if kept["weights"] else None
        self.record.extend((list(row), y, n, lane) for row, y, n, lane in kept["record"])
