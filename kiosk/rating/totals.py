"""What may be told of ratings: totals of five or more, in steps of five, and never a single one.

In steps, because whoever sees a total before and after a customer could work out that one's word.
A visit without a rating is counted as one without a rating, never as a satisfied one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from config.rating import Improvement
from kiosk.rating.verdict import BEST, WORST
from kiosk.site import Site
from kiosk.store import Cursor

STEP = 5
_SATISFIED = 4
"""非常满意 and 满意; 基本满意 is neither praise nor blame."""
_SERVED = "(state = 'finished' OR started_at IS NOT NULL AND state IN ('cancelled', 'expired'))"
"""Whoever may judge: see `kiosk.rating.rating.open_since`."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How a span of days was judged."""

    served: int
    """Visits that ended with service."""
    rated: int
    """Of those, the ratings that are counted here: a multiple of five."""
    by_score: Mapping[int, int]

    @property
    def unrated(self) -> int:
        """Those who said nothing, or whose word is not counted yet."""
        return self.served - self.rated

    @property
    def satisfied_share(self) -> float:
        """Of those who said something."""
        return sum(self.by_score[score] for score in range(_SATISFIED, BEST + 1)) / self.rated

    @property
    def mean(self) -> float:
        return sum(score * count for score, count in self.by_score.items()) / self.rated


@dataclass(frozen=True, slots=True)
class Board:
    """The satisfaction board in the hall (满意度公示)."""

    month: date
    """Its first day."""
    totals: Totals | None
    """None while fewer than five have judged."""
    improvements: tuple[Improvement, ...]
    """您提的,我们改了: the newest first."""


def totals(cursor: Cursor, first: date, last: date, counter: str | None = None) -> Totals | None:
    """How the visits of these days were judged, at one counter or all; None below five ratings."""
    where = "day BETWEEN ? AND ?" + (" AND counter = ?" if counter is not None else "")
    values = (first.isoformat(), last.isoformat(), *([counter] if counter is not None else []))
    scores = cursor.all(f"SELECT score FROM rating WHERE {where} ORDER BY id", *values)  # noqa: S608
    counted = len(scores) - len(scores) % STEP
    if not counted:
        return None
    ended = cursor.one(f"SELECT count(*) FROM ticket WHERE {where} AND {_SERVED}", *values)  # noqa: S608
    tally = Counter(score for (score,) in scores[:counted])
    by_score = {score: tally[score] for score in range(WORST, BEST + 1)}
    return Totals(ended[0] if ended else 0, counted, by_score)


def totals_of(site: Site, first: date, last: date, counter: str | None = None) -> Totals | None:
    """The same in a view of its own."""
    with site.store.read() as cursor:
        return totals(cursor, first, last, counter)


def board(site: Site) -> Board:
    """What the hall may see of this month."""
    today = site.clock().date()
    first = today.replace(day=1)
    improvements = sorted(site.branch.rating.improvements, key=lambda each: each.on, reverse=True)
    return Board(first, totals_of(site, first, month_end(first)), tuple(improvements))


def month_end(first: date) -> date:
    """The last day of the month that begins on a day."""
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
