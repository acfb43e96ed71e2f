"""A branch's year as the forecast needs it: holidays, and the open days on which money comes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from config.calendar import BranchCalendar
from config.schema import Customers, Hours
from config.schema import Span as Opened
from kiosk.hours import Holidays, no_holidays, spans_of
from kiosk.peaks.calendar import Calendar

_PUT_OFF_DAYS = 14
_BACK_DAYS, _AHEAD_DAYS = 400, 40


def calendar_of(own: BranchCalendar, hours: Hours, today: date, holidays: Holidays = no_holidays) -> Calendar:
    """The calendar around a day, as far back as a record is read."""
    first, last = today - timedelta(days=_BACK_DAYS), today + timedelta(days=_AHEAD_DAYS)
    return Calendar(
        holidays=frozenset(_holidays(hours, first, last, holidays)),
        pay_days=frozenset(_money(own.pay_days, hours, first, last, holidays)),
        pension_days=frozenset(_money(own.pension_days, hours, first, last, holidays)),
        periods=own.periods,
    )


def open_spans(hours: Hours, day: date, holidays: Holidays = no_holidays) -> tuple[Opened, ...]:
    """When anybody at all is served on a date, in the order of the day."""
    found = {span for side in Customers for span in spans_of(hours, side, day, holidays)}
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


def _holidays(hours: Hours, first: date, last: date, holidays: Holidays) -> Iterator[date]:
    """Public holidays, and special days with less than a full workday; a make-up workday is none."""
    if hours.holiday_calendar:
        for year in range(first.year, last.year + 1):
            yield from holidays(year)
    whole = max(map(_minutes, _weeks(hours)), default=0)
    for special in hours.special_days:
        if first <= special.date <= last and _minutes((*special.personal, *special.corporate)) < whole:
            yield special.date


def _weeks(hours: Hours) -> Iterator[tuple[Opened, ...]]:
    for name in ("monday", "tuesday", "wednesday", "thursday", "friday"):
        yield (*getattr(hours.personal, name), *getattr(hours.corporate, name))


def _minutes(spans: Iterable[Opened]) -> int:
    return sum((span.end.hour - span.start.hour) * 60 + span.end.minute - span.start.minute for span in spans)


def _money(
    days: Collection[int], hours: Hours, first: date, last: date, holidays: Holidays
) -> Iterator[date]:
    day = first
    while day <= last:
        end = (day + timedelta(days=1)).month != day.month
        if day.day in days or (end and any(each > day.day for each in days)):
            yield _next_open(day, hours, holidays)
        day += timedelta(days=1)


def _next_open(day: date, hours: Hours, holidays: Holidays) -> date:
    later = (day + timedelta(days=ahead) for ahead in range(_PUT_OFF_DAYS))
    return next((each for each in later if open_spans(hours, each, holidays)), day)
