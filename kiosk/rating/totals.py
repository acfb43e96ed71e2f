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
from kiosk.store.engine import Row

STEP = 5
_SATISFIED = 4
"""非常满意 and 满意; 基本满意 is neither praise nor blame."""
_SERVED = (
    "(state = 'finished' OR started_at IS NOT NULL AND state IN ('cancelled', 'expired')"
    " OR id IN (SELECT ticket_id FROM rating))"
)
"""With service, as far as anybody noted; or judged all the same: see `kiosk.rating.rating.open_since`."""
_Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The ratings of a span of days that may be told."""

    rated: int
    """A multiple of five."""
    by_score: Mapping[int, int]

    @property
    def satisfied_share(self) -> float:
        """Of those who said something."""
        return sum(self.by_score[score] for score in range(_SATISFIED, BEST + 1)) / self.rated

    @property
    def mean(self) -> float:
        return sum(score * count for score, count in self.by_score.items()) / self.rated


@dataclass(frozen=True, slots=True)
class Totals(Judged):
    """The same beside all who were served."""

    served: int
    """Visits that ended with service."""

    @property
    def unrated(self) -> int:
        """Those who said nothing, or whose word is not counted yet."""
        return self.served - self.rated


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
    everybody, counters = judged(cursor, first, last)
    found = everybody if counter is None else counters.get(counter)
    if found is None:
        return None
    where, values = _where(_days(first, last), counter)
    ended = cursor.one(f"SELECT count(*) FROM ticket WHERE day {where} AND {_SERVED}", *values)  # noqa: S608
    return Totals(found.rated, found.by_score, ended[0] if ended else 0)


def judged(cursor: Cursor, first: date, last: date) -> tuple[Judged | None, dict[str, Judged]]:
    """The branch's total of these days, and that of each counter with five ratings or more."""
    days = _days(first, last)
    found = cursor.all(
        "SELECT counter, score, count(*), max(id) FROM rating_told WHERE day BETWEEN ? AND ?"
        " GROUP BY counter, score",
        *days,
    )
    counters = sorted({counter for counter, *_ in found if counter is not None})
    told = {name: _told(cursor, [row for row in found if row[0] == name], days, name) for name in counters}
    return _told(cursor, found, days), {name: each for name, each in told.items() if each}


def _told(cursor: Cursor, found: list[Row], days: _Days, counter: str | None = None) -> Judged | None:
    """Of ratings by counter and score: all but those given last that make no whole five.

    Last by when they were given, not by the day of the visit: a word that comes late for an earlier day must
    not take another's place among those that are told, or it could be read off the difference.
    """
    given: Counter[int] = Counter()
    for _, score, count, _ in found:
        given[score] += count
    beyond = given.total() % STEP
    if given.total() < STEP:
        return None
    if beyond:
        where, values = _where(days, counter)
        # Past the index of days: those that were given last stand together at the end of the key.
        asked = f"SELECT score FROM rating_told WHERE id <= ? AND day || '' {where} ORDER BY id DESC LIMIT ?"  # noqa: S608
        given -= Counter(row[0] for row in cursor.all(asked, max(row[3] for row in found), *values, beyond))
    return Judged(given.total(), {score: given[score] for score in range(WORST, BEST + 1)})


def _days(first: date, last: date) -> _Days:
    return first.isoformat(), last.isoformat()


def _where(days: _Days, counter: str | None) -> tuple[str, tuple[str, ...]]:
    """The rest of a condition that begins with a day, and its values."""
    return (
        ("BETWEEN ? AND ?", days)
        if counter is None
        else ("BETWEEN ? AND ? AND counter = ?", (*days, counter))
    )


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
