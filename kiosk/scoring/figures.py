"""How satisfied customers were, from the latest word on each ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.scoring.periods import Period
from kiosk.scoring.rating import GOOD_LEAST, SCORES
from kiosk.store import Cursor

SHOWN_LEAST = 5
"""Fewer ratings than that would tell who gave them."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Ratings of one unit, person or month. Who did not rate is in none of these."""

    counts: Mapping[int, int]

    @property
    def ratings(self) -> int:
        return sum(self.counts.values())

    @property
    def share(self) -> float | None:
        """Of those who rated, how many gave 4 or 5; None where nobody did."""
        good = sum(count for score, count in self.counts.items() if score >= GOOD_LEAST)
        return good / self.ratings if self.ratings else None

    @property
    def is_told(self) -> bool:
        """Whether there are enough of them that a total tells of nobody."""
        return self.ratings >= SHOWN_LEAST

    @property
    def told_share(self) -> float | None:
        """The share, as far as it may be told."""
        return self.share if self.is_told else None

    @property
    def mean(self) -> float | None:
        total = sum(score * count for score, count in self.counts.items())
        return total / self.ratings if self.ratings else None


def of_period(cursor: Cursor, period: Period, unit: str = "") -> Satisfaction:
    """All ratings of a period's business days."""
    rows = cursor.all(
        "SELECT score, count(*) FROM verdict WHERE (? = '' OR unit = ?) AND day BETWEEN ? AND ?"
        " GROUP BY score",
        *(unit, unit, *period.days),
    )
    return _satisfaction(dict(rows))


def by_unit(cursor: Cursor, period: Period) -> dict[str, Satisfaction]:
    rows = cursor.all(
        "SELECT unit, score, count(*) FROM verdict WHERE day BETWEEN ? AND ? GROUP BY unit, score",
        *period.days,
    )
    counts: dict[str, dict[int, int]] = {}
    for unit, score, count in rows:
        counts.setdefault(unit, {})[score] = count
    return {unit: _satisfaction(found) for unit, found in counts.items()}


def by_person(cursor: Cursor, period: Period, unit: str = "") -> dict[tuple[str, str], Satisfaction]:
    """Ratings of those whom the branches named, by unit and person."""
    rows = cursor.all(
        "SELECT unit, person, score, count(*) FROM verdict WHERE person <> '' AND (? = '' OR unit = ?)"
        " AND day BETWEEN ? AND ? GROUP BY unit, person, score",
        *(unit, unit, *period.days),
    )
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for found_unit, person, score, count in rows:
        counts.setdefault((found_unit, person), {})[score] = count
    return {key: _satisfaction(found) for key, found in counts.items()}


def reasons(cursor: Cursor, period: Period, unit: str = "") -> list[tuple[str, int]]:
    """What was named as not well done, most often first."""
    rows = cursor.all(
        "SELECT reasons, count(*) FROM verdict WHERE reasons <> '' AND (? = '' OR unit = ?)"
        " AND day BETWEEN ? AND ? GROUP BY reasons",
        *(unit, unit, *period.days),
    )
    counts: dict[str, int] = {}
    for words, count in rows:
        for reason in words.split():
            counts[reason] = counts.get(reason, 0) + count
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _satisfaction(counts: Mapping[int, int]) -> Satisfaction:
    return Satisfaction({score: counts.get(score, 0) for score in SCORES})
