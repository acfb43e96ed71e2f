"""How a range of days was judged: totals of five or more, in steps of five, of the branch and its counters.

The same bounds as `kiosk.rating.totals`: nobody who sees two totals can work out one customer's word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.rating.totals import STEP
from kiosk.rating.verdict import BEST, WORST
from kiosk.store import Cursor

_SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """The ratings that may be told."""

    rated: int
    """A multiple of five."""
    by_score: Mapping[int, int]

    @property
    def satisfied(self) -> float:
        """The share of 非常满意 and 满意."""
        return sum(self.by_score[score] for score in range(_SATISFIED, BEST + 1)) / self.rated

    @property
    def mean(self) -> float:
        return sum(score * count for score, count in self.by_score.items()) / self.rated


def judged(cursor: Cursor, first: date, last: date) -> tuple[Judged | None, dict[str, Judged]]:
    """The branch's total, and that of each counter with five or more."""
    found = cursor.all(
        "SELECT counter, score, count(*) FROM rating WHERE day BETWEEN ? AND ? GROUP BY counter, score",
        first.isoformat(),
        last.isoformat(),
    )
    everybody: Counter[int] = Counter()
    counters: dict[str, Counter[int]] = {}
    for counter, score, count in found:
        everybody[score] += count
        if counter is not None:
            counters.setdefault(counter, Counter())[score] += count
    by_counter = {name: _told(cursor, first, last, tally, name) for name, tally in sorted(counters.items())}
    return _told(cursor, first, last, everybody), {name: each for name, each in by_counter.items() if each}


def _told(
    cursor: Cursor, first: date, last: date, tally: Counter[int], counter: str | None = None
) -> Judged | None:
    """Without the latest ones that make no whole five."""
    beyond = tally.total() % STEP
    if tally.total() < STEP:
        return None
    if beyond:
        tally = tally - Counter(_latest(cursor, first, last, beyond, counter))
    return Judged(tally.total(), {score: tally[score] for score in range(WORST, BEST + 1)})


def _latest(cursor: Cursor, first: date, last: date, count: int, counter: str | None) -> list[int]:
    where = "day BETWEEN ? AND ?" + (" AND counter = ?" if counter is not None else "")
    values = (first.isoformat(), last.isoformat(), *([counter] if counter is not None else []))
    asked = f"SELECT score FROM rating WHERE {where} ORDER BY day DESC, id DESC LIMIT ?"  # noqa: S608
    return [row[0] for row in cursor.all(asked, *values, count)]
