"""How often each kind of supervision is due, and by when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kiosk.scoring.periods import month_of, quarter_of

_TEN, _TWENTY = 10, 20


class Cadence(StrEnum):
    """每日晨会自查、每周调阅录像、每旬服务暗访、每月突击检查、每季服务考核."""

    DAILY = "daily"
    WEEKLY = "weekly"
    TEN_DAY = "ten-day"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Method(StrEnum):
    """看、问、查、考、访."""

    LOOK = "look"
    ASK = "ask"
    CHECK = "check"
    TEST = "test"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a kind of supervision of a unit was done in the span that runs, and when that ends."""

    unit: str
    cadence: Cadence
    first: date
    last: date
    done: bool
    missed: bool
    """It was not done in the span before either."""


def span_of(cadence: Cadence, day: date) -> tuple[date, date]:
    """First and last day of the span that a day is in."""
    match cadence:
        case Cadence.DAILY:
            return day, day
        case Cadence.WEEKLY:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case Cadence.TEN_DAY:
            return _ten_days(day)
        case Cadence.MONTHLY:
            return month_of(day).first, month_of(day).last
        case Cadence.QUARTERLY:
            return quarter_of(day).first, quarter_of(day).last


def due_list(
    units: Mapping[str, date], last_done: Mapping[tuple[str, Cadence], date], today: date
) -> list[Due]:
    """Every kind for every unit; `units` says since when each is there, so that nothing is missed before."""
    return [
        _due(unit, cadence, last_done.get((unit, cadence)), since, today)
        for unit, since in sorted(units.items())
        for cadence in Cadence
    ]


def _due(unit: str, cadence: Cadence, done: date | None, since: date, today: date) -> Due:
    first, last = span_of(cadence, today)
    former, _ = span_of(cadence, first - timedelta(days=1))
    missed = (done is None or done < former) and since < first
    return Due(unit, cadence, first, last, done is not None and done >= first, missed)


def _ten_days(day: date) -> tuple[date, date]:
    if day.day <= _TEN:
        return day.replace(day=1), day.replace(day=_TEN)
    if day.day <= _TWENTY:
        return day.replace(day=_TEN + 1), day.replace(day=_TWENTY)
    return day.replace(day=_TWENTY + 1), month_of(day).last
