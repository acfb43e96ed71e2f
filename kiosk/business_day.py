"""When the business day rolls, and whether the clock can be believed. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

BELIEVABLE_GAP = timedelta(days=45)
"""A clock further ahead of the last committed moment than this is asked about, not believed."""

_JITTER = timedelta(seconds=2)
_LAST = date(2050, 12, 31)
_MADE = date(2026, 11, 1)
"""No clock was right before this program was made: a jump out of that past is a repair."""

STALE = timedelta(hours=6)
"""A ticket untouched for so long at the cutoff is nobody's who still waits."""


def business_date(now: datetime, cutoff: time) -> date:
    """The business date a wall clock stands for: the small hours belong to the day before."""
    wall = now.replace(tzinfo=None)
    return (wall - timedelta(hours=cutoff.hour, minutes=cutoff.minute)).date()


class Doubt(StrEnum):
    """Why a clock is not believed."""

    UNLIKELY = "unlikely"
    """Nothing was committed yet, and it shows a time in which no box of ours is set up."""
    BEHIND = "behind"
    AHEAD = "ahead"


def doubt(now: datetime, mark: datetime | None) -> Doubt | None:
    """In which way the clock does not fit the last committed moment; None where it does."""
    if mark is None:
        return None if _MADE <= now.date() <= _LAST else Doubt.UNLIKELY
    if now < mark - _JITTER:
        return Doubt.BEHIND
    return None if now <= mark + BELIEVABLE_GAP or mark.date() < _MADE <= now.date() else Doubt.AHEAD


def is_believable(now: datetime, mark: datetime | None) -> bool:
    """Whether the clock fits the last committed moment: not behind it, and not absurdly ahead."""
    return doubt(now, mark) is None


def is_ahead(open_day: date, now: datetime, cutoff: time) -> bool:
    """Whether the open day is not one that a clock set back a little, or an early morning, explains."""
    return business_date(now + STALE, cutoff) < open_day


def day_to_open(open_day: date | None, now: datetime, cutoff: time, *, believable: bool) -> date | None:
    """The business date that is due now; None while the open one lasts. It never goes backwards."""
    today = business_date(now, cutoff)
    if open_day is None:
        return today
    return today if believable and today > open_day else None
