"""How satisfied customers were, from the latest word on each ticket: in steps of five, as in a branch.

Of each total those that were given last and make no whole five are left out, else whoever sees it before
and after a customer could work out that one's word; see `kiosk.rating.totals`.
"""

# The SQL is put together of our own constants; values only ever travel as parameters.
# ruff: noqa: S608

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.rating.totals import STEP
from kiosk.scoring.periods import Period
from kiosk.scoring.rating import GOOD_LEAST
from kiosk.store import Cursor

_Column = str
"""Of `verdict`: what is counted."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Ratings of one unit, person or month. Who did not rate is in none of these."""

    counts: Mapping[int, int]
    """As many of each score as may be told: together a multiple of five."""
    given: int = 0
    """How many there are of all, told or not."""

    @property
    def ratings(self) -> int:
        """How many the figures are of; of too few to be told, how few."""
        return sum(self.counts.values()) or self.given

    @property
    def is_told(self) -> bool:
        """Whether there are enough of them that a total tells of nobody."""
        return any(self.counts.values())

    @property
    def share(self) -> float | None:
        """Of those that are told, how many gave 4 or 5; None where none are."""
        good = sum(count for score, count in self.counts.items() if score >= GOOD_LEAST)
        return good / self.ratings if self.is_told else None

    @property
    def mean(self) -> float | None:
        total = sum(score * count for score, count in self.counts.items())
        return total / self.ratings if self.is_told else None


NOTHING = Satisfaction({})


class _Whose(NamedTuple):
    """Whose ratings make one total: a unit's, or those of one person in it."""

    unit: str
    person: str | None = None


@dataclass(slots=True)
class _Heap:
    """The ratings of one total, before the last ones are left out."""

    counts: Counter[str] = field(default_factory=Counter)
    last: int = 0
    """The place of the one that was given last."""


def of_period(cursor: Cursor, period: Period, unit: str = "") -> Satisfaction:
    """All ratings of a period's business days; of every unit that of all that its units are told."""
    found = by_unit(cursor, period, unit).values()
    counts: Counter[int] = Counter()
    for each in found:
        counts.update(each.counts)
    return Satisfaction(counts, sum(each.given for each in found))


def by_unit(cursor: Cursor, period: Period, unit: str = "") -> dict[str, Satisfaction]:
    heaps = _heaps(cursor, period, unit, "score")
    return {whose.unit: _told(cursor, period, whose, heap) for whose, heap in heaps.items()}


def by_person(cursor: Cursor, period: Period, unit: str = "") -> dict[tuple[str, str], Satisfaction]:
    """Ratings of those whom the branches named, by unit and person."""
    heaps = _heaps(cursor, period, unit, "score", by_person=True)
    found = {(whose.unit, whose.person or ""): (whose, heap) for whose, heap in heaps.items()}
    return {key: _told(cursor, period, *each) for key, each in found.items() if key[1]}


def reasons(cursor: Cursor, period: Period, unit: str = "") -> list[tuple[str, int]]:
    """What was named as not well done, most often first, of the ratings that are told."""
    named: Counter[str] = Counter()
    for whose, heap in _heaps(cursor, period, unit, "reasons").items():
        for words, count in _whole(cursor, period, whose, heap, "reasons").items():
            for reason in words.split():
                named[reason] += count
    return sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))


def _heaps(
    cursor: Cursor, period: Period, unit: str, column: _Column, *, by_person: bool = False
) -> dict[_Whose, _Heap]:
    person = "person" if by_person else "NULL"
    rows = cursor.all(
        f"SELECT unit, {person}, {column}, count(*), max(place) FROM verdict"
        " WHERE (? = '' OR unit = ?) AND day BETWEEN ? AND ?"
        f" GROUP BY unit, {'person, ' if by_person else ''}{column}",
        *(unit, unit, *period.days),
    )
    heaps: dict[_Whose, _Heap] = {}
    for found_unit, found_person, value, count, last in rows:
        heap = heaps.setdefault(_Whose(found_unit, found_person), _Heap())
        heap.counts[str(value)] += count
        heap.last = max(heap.last, last)
    return heaps


def _told(cursor: Cursor, period: Period, whose: _Whose, heap: _Heap) -> Satisfaction:
    counts = _whole(cursor, period, whose, heap, "score")
    return Satisfaction({int(score): count for score, count in counts.items()}, heap.counts.total())


def _whole(cursor: Cursor, period: Period, whose: _Whose, heap: _Heap, column: _Column) -> Counter[str]:
    """All but those given last that make no whole five; nothing of fewer than five."""
    given = heap.counts.total()
    if given < STEP:
        return Counter()
    return heap.counts - Counter(_beyond(cursor, period, whose, heap.last, given % STEP, column))


def _beyond(
    cursor: Cursor, period: Period, whose: _Whose, last: int, count: int, column: _Column
) -> Iterable[str]:
    if not count:
        return []
    named, values = ("", ()) if whose.person is None else (" AND person = ?", (whose.person,))
    # Past the index of days: those that were given last stand together at the end of their unit's places.
    rows = cursor.all(
        f"SELECT {column} FROM verdict WHERE unit = ? AND place <= ? AND day || '' BETWEEN ? AND ?{named}"
        " ORDER BY place DESC LIMIT ?",
        *(whose.unit, last, *period.days, *values, count),
    )
    return [str(value) for (value,) in rows]
