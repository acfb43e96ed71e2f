"""Waits told and waits had on recorded days: error, the naive rule's error and coverage beside the goals.

.venv/bin/python -m tests.campaigns.waits_judge [NAME]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter

from kiosk.predict import Prediction, Predictor, Seen, What
from kiosk.predict.event_log import read_log
from tests.house.imports import ROOT

DATA = ROOT.parent / "shared" / "data"
_MINUTE_S = 60.0
_WAITED_S = 1.0


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached on the days from `test_from` on."""

    test_from: str
    minutes: float
    under_naive: float


GOALS = {
    "bank-calls-1999-02": Goal("1999-02-15", 0.79, 0.15),
    "walk-in-offices": Goal("2020-01-07", 7.5, 0.27),
    "simulated-branch": Goal("2025-02-17", 2.8, 0.23),
}
COVERAGE = (0.88, 0.92)


@dataclass(slots=True)
class Marks:
    """Errors in seconds, of tickets that had to wait and were called."""

    told: list[float] = field(default_factory=list)
    naive: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    kept: int = 0
    slowest_ms: float = 0.0

    def minutes(self, errors: list[float]) -> float:
        return sum(errors) / max(1, len(errors)) / _MINUTE_S

    @property
    def coverage(self) -> float:
        return self.kept / max(1, len(self.told))

    @property
    def under_naive(self) -> float:
        return 1 - self.minutes(self.told) / max(1e-9, self.minutes(self.naive))

    def add(self, told: Prediction, wait: float, mean_s: float) -> None:
        known = told.figures
        naive = known.waiting * mean_s / max(1, known.counters)
        self.told.append(abs(told.p50_s - wait))
        self.naive.append(abs(naive - wait))
        self.plain.append(abs(known.plain_s - wait))
        self.kept += wait <= told.p90_s


def judged(log: Iterable[Seen], test_from: float, predictor: Predictor | None = None) -> Marks:
    """The log through a predictor, marked from a moment on."""
    predictor, marks = predictor or Predictor(), Marks()
    promised: dict[str, tuple[float, Prediction]] = {}
    for seen in log:
        began_s = perf_counter()
        told = predictor.see(seen)
        if told:
            marks.slowest_ms = max(marks.slowest_ms, 1e3 * (perf_counter() - began_s))
            promised[seen.ticket] = (seen.at, told)
        elif seen.what is What.CALLED and seen.ticket in promised:
            issued, given = promised.pop(seen.ticket)
            if issued >= test_from and seen.at - issued > _WAITED_S:
                marks.add(
                    given,
                    seen.at - issued,
                    predictor.times.mean("") if predictor.times.ends_are_told else given.figures.mean_s,
                )
    return marks


def main() -> None:
    for name in sys.argv[1:] or GOALS:
        goal = GOALS[name]
        start = datetime.fromisoformat(goal.test_from).replace(tzinfo=UTC).timestamp()
        marks = judged(read_log(DATA / f"{name}.events.csv.gz"), start)
        print(
            f"{name:20} {len(marks.told):6} waits  MAE {marks.minutes(marks.told):.3f} (goal {goal.minutes})"
            f"  naive {marks.minutes(marks.naive):.3f}, {marks.under_naive:.0%} under (goal"
            f" {goal.under_naive:.0%})  queue {marks.minutes(marks.plain):.3f}"
            f"  P90 holds {marks.coverage:.3f} (goal {COVERAGE[0]}-{COVERAGE[1]})",
            flush=True,
        )


if __name__ == "__main__":
    main()
