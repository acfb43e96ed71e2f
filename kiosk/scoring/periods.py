"""Months, quarters and years as the bank reports them, and its working days. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.hours import Holidays, no_holidays

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"([0-9]{4})")
_FRIDAY = 4
_MONTHS = 12
_EARLIEST, _LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included, and how it is written: 2026-11, 2026-Q4, 2026."""

    name: str
    first: date
    last: date

    @classmethod
    def from_text(cls, text: str) -> Period:
        """A month, quarter or year; ValueError names the forms."""
        for form, months in ((_MONTH, 1), (_QUARTER, 3), (_YEAR, 12)):
            if found := form.fullmatch(text):
                year = int(found[1])
                place = int(found[2]) if len(found.groups()) > 1 else 1
                if _EARLIEST <= year <= _LATEST:
                    return _span(text, year, 1 + (place - 1) * months, months)
        raise ValueError(
            f"{text[:20]!r} is no period from {_EARLIEST} to {_LATEST}; write 2026-11, 2026-Q4 or 2026."
        )

    @property
    def next(self) -> date:
        """The day after."""
        return self.last + timedelta(days=1)

    @property
    def days(self) -> tuple[str, str]:
        """First and last as the store has them."""
        return self.first.isoformat(), self.last.isoformat()


def month_of(day: date) -> Period:
    return _span(f"{day:%Y-%m}", day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    quarter = (day.month + 2) // 3
    return _span(f"{day.year}-Q{quarter}", day.year, 3 * quarter - 2, 3)


def before(period: Period) -> Period:
    """The period of the same length before this one."""
    day = period.first - timedelta(days=1)
    months = (period.last.month - period.first.month) + 1
    if months == _MONTHS:
        return _span(str(day.year), day.year, 1, _MONTHS)
    return month_of(day) if months == 1 else quarter_of(day)


def months_up_to(day: date, count: int) -> list[Period]:
    """So many months, the last one being that of the day."""
    found = [month_of(day)]
    while len(found) < count:
        found.append(before(found[-1]))
    return found[::-1]


def report_due(quarter: Period, day: int) -> date:
    """When a quarter's report has to be in: a day of the month that follows."""
    return quarter.next.replace(day=day)


def working_days_after(start: date, count: int, holidays: Holidays = no_holidays) -> date:
    """The working day so many after a day: Monday to Friday, less public holidays."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY and day not in holidays(day.year)
    return day


def _span(name: str, year: int, month: int, months: int) -> Period:
    after = month + months
    end = date(year + (after - 1) // _MONTHS, (after - 1) % _MONTHS + 1, 1)
    return Period(name, date(year, month, 1), end - timedelta(days=1))
