"""The geometry of the charts; the templates draw it as SVG. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.scoring.figures import Satisfaction
from kiosk.scoring.rating import SCORES

_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One score, its count, and how long its bar is out of 100."""

    score: int
    count: int
    length: float
    share: float


@dataclass(frozen=True, slots=True)
class Column:
    """One month, and how high its column is out of 100; None where fewer rated than is told of."""

    month: str
    share: float | None
    height: float
    ratings: int


def bars(found: Satisfaction) -> list[Bar]:
    """The longest bar fills the width."""
    most = max(found.counts.values(), default=0) or 1
    total = found.ratings or 1
    return [
        Bar(
            score,
            found.counts.get(score, 0),
            _FULL * found.counts.get(score, 0) / most,
            found.counts.get(score, 0) / total,
        )
        for score in SCORES
    ]


def columns(months: Sequence[tuple[str, Satisfaction]]) -> list[Column]:
    """Shares on one scale from 0 to 100 %, so that months can be compared honestly."""
    return [Column(name, found.share, _FULL * (found.share or 0.0), found.ratings) for name, found in months]
