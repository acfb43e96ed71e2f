"""From one figure to a range: by how much waits came out longer or shorter than it, learned."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log, sqrt

from kiosk.predict import pool

EDGES = (1, 2, 3, 5, 9, 17, 33)
"""Where the number of people waiting makes a difference."""
_BIN_TICKETS, _PRIOR_TICKETS = 30, 200
_LANE_TICKETS = 400
"""Many, since the waits of one queue and day go wrong together: hundreds of them are one bad morning."""
_STEP, _LEAST, _MOST = 0.004, -0.36, 0.47
_NORMAL_90 = 1.2816
_WIDER = 1.1


def bin_of(people: int) -> int:
    return bisect_right(EDGES, people)


def erlang_90(people: float) -> float:
    """The 90 % quantile of the time of n + 1 departures, over its median."""
    stages = 1 + people
    least = 1 - 1 / (9 * stages)
    return float(((least + _NORMAL_90 / (3 * sqrt(stages))) / least) ** 3)


@dataclass(slots=True)
class Ratios:
    """Logarithms of (wait + D) / (told + D): the median and the 90 % quantile."""

    median: list[float] = field(default_factory=lambda: [0.0] * (1 + len(EDGES)))
    ninety: list[float] = field(
        default_factory=lambda: [log(_WIDER * erlang_90(each)) for each in (0, *EDGES)]
    )
    lanes: dict[str, float] = field(default_factory=dict)
    slow: float = 0.0
    """What the 90 % quantile is stretched by, adapted a little after each ticket."""

    def p50(self, base: float, people: int, lane: str) -> float:
        """`base` is the logarithm of what was told, plus D; so is the answer."""
        return base + self.median[bin_of(people)] + self.lanes.get(lane, 0.0)

    def p90(self, base: float, people: int, lane: str) -> float:
        return base + self.ninety[bin_of(people)] + self.lanes.get(lane, 0.0) + self.slow

    def usual_p90(self, base: float, people: int) -> float:
        """The same of the queue's length by itself, of which theory knows the spread."""
        return base + log(_WIDER * erlang_90(people)) + self.slow

    def adapt(self, *, late: bool) -> None:
        """One more wait was longer than its P90, or was not."""
        self.slow = min(_MOST, max(_LEAST, self.slow + _STEP * (0.9 if late else -0.1)))

    def learn(self, found: Iterable[tuple[float, float, int, str]]) -> None:
        """Again from the beginning, oldest first: what was told and what came (logarithms), people, lane."""
        rows = list(found)
        fades = pool.fades(len(rows))
        off = [wait - told for told, wait, _, _ in rows]
        # By minutes: a factor wrong by a tenth is worse for those who wait long.
        weights = [fade * exp(told) for (told, _, _, _), fade in zip(rows, fades, strict=True)]
        self.lanes = _shrunk_medians([row[3] for row in rows], off, weights)
        off = [each - self.lanes[row[3]] for each, row in zip(off, rows, strict=True)]
        bins = [bin_of(row[2]) for row in rows]
        self.median = _by_bin(bins, off, weights, 0.5, [0.0] * (1 + len(EDGES)))
        self.ninety = _by_bin(bins, off, fades, 0.9, Ratios().ninety)

    def snapshot(self) -> dict[str, object]:
        return {"median": self.median, "ninety": self.ninety, "lanes": self.lanes, "slow": self.slow}


def _shrunk_medians(names: Sequence[str], off: Sequence[float], weights: Sequence[float]) -> dict[str, float]:
    grouped = defaultdict(list)
    for name, each, weight in zip(names, off, weights, strict=True):
        grouped[name].append((each, weight))
    if len(grouped) == 1:
        return dict.fromkeys(grouped, 0.0)
    return {
        name: quantile(pairs, 0.5) * len(pairs) / (len(pairs) + _LANE_TICKETS)
        for name, pairs in grouped.items()
    }


def _by_bin(
    bins: Sequence[int],
    off: Sequence[float],
    weights: Sequence[float],
    share: float,
    prior: Sequence[float],
) -> list[float]:
    pairs = list(zip(off, weights, strict=True))
    everybody = quantile(pairs, share)
    answer = []
    for number, guess in enumerate(prior):
        mine = [pair for pair, found in zip(pairs, bins, strict=True) if found == number]
        total = len(mine) * quantile(mine, share) if mine else 0.0
        pooled = (len(pairs) * everybody + _PRIOR_TICKETS * guess) / (len(pairs) + _PRIOR_TICKETS)
        answer.append((total + _BIN_TICKETS * pooled) / (len(mine) + _BIN_TICKETS))
    return answer


def quantile(pairs: Iterable[tuple[float, float]], share: float) -> float:
    """The least value that so much of the weight keeps to."""
    ordered = sorted(pairs)
    sums = list(accumulate(weight for _, weight in ordered))
    return ordered[min(len(ordered) - 1, bisect_right(sums, share * sums[-1]))][0]
