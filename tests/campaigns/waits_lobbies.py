"""Never worse than the plain queue's length: made-up lobbies of many loads, at every length of history.

.venv/bin/python -m tests.campaigns.waits_lobbies [SEEDS]
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.predict import Predictor, What
from kiosk.predict.times import Times
from tests.kiosk.predict.lobbies import DAY_S, days

HISTORIES = (0, 1, 2, 5, 10)
"""Days before those that are judged."""
JUDGED = 6
LOADS = (0.6, 0.8, 0.95, 1.15)
WRONG = (0.6, 1.0, 1.4)
"""The configured service time over the true one."""
_MEAN_S = 300.0
_WAITED_S = 1.0
_TRUE_MEAN_S = _MEAN_S * 0.998
"""What `lobbies.day` draws, on average."""


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up lobby."""

    load: float
    counters: int
    head_start_s: float
    wrong: float
    seed: int
    people: int = 80


def lobbies(seeds: int) -> Iterator[Made]:
    for seed in range(1, seeds + 1):
        for load, counters, start, wrong in itertools.product(LOADS, (1, 3), (0.0, 300.0), WRONG):
            yield Made(load, counters, start, wrong, seed)


def errors(made: Made) -> dict[int, list[tuple[float, float]]]:
    """By day: what was told and what the plain rule says, in seconds off, of each who had to wait."""
    predictor = Predictor(times=Times(configured={"cash": made.wrong * _TRUE_MEAN_S}))
    found: dict[int, list[tuple[float, float]]] = {}
    given = {}
    for seen in days(
        max(HISTORIES) + JUDGED,
        people=made.people,
        counters=made.counters,
        head_start_s=made.head_start_s,
        load=made.load,
        seed=made.seed,
    ):
        if answer := predictor.see(seen):
            given[seen.ticket] = (seen.at, answer)
        elif seen.what is What.CALLED:
            at, told = given.pop(seen.ticket)
            if (wait := seen.at - at) > _WAITED_S:
                off = (abs(told.p50_s - wait), abs(told.figures.plain_s - wait))
                found.setdefault(int(seen.at // DAY_S), []).append(off)
    return found


def ratio(found: dict[int, list[tuple[float, float]]], history: int) -> tuple[float, float]:
    """What was told over the plain rule, both in seconds off, on the days after so many."""
    judged = [off for day in range(history + 1, history + 1 + JUDGED) for off in found.get(day, [])]
    told, plain = (sum(column) for column in zip(*judged, strict=True))
    return told, plain


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    worst: dict[int, tuple[float, Made | None]] = dict.fromkeys(HISTORIES, (0.0, None))
    sums = {history: [0.0, 0.0] for history in HISTORIES}
    for made in lobbies(seeds):
        found = errors(made)
        for history in HISTORIES:
            told, plain = ratio(found, history)
            sums[history][0] += told
            sums[history][1] += plain
            worst[history] = max(worst[history], (told / plain, made), key=lambda each: each[0])
    for history in HISTORIES:
        told, plain = sums[history]
        print(
            f"after {history:2} days: {told / plain:.3f} of the plain rule's error over all lobbies,"
            f" {worst[history][0]:.3f} in the worst: {worst[history][1]}"
        )


if __name__ == "__main__":
    main()
