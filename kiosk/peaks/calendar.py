"""What the calendar does to a day: holidays, the day after them, pay and pensions, the turn of the month.

Start values were measured on a bank's 164 weekdays where they could be (holidays that are open, pension
days and special periods could not); what a branch has seen itself soon outweighs them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from config.calendar import Period

PRIOR_DAYS = 4.0
"""A start value weighs as much as so many days of the branch's own."""


class Turn(StrEnum):
    """What can be special about an open day."""

    HOLIDAY = "holiday"
    """A holiday on which the branch is open."""
    AFTER_HOLIDAY = "after_holiday"
    PENSION_DAY = "pension_day"
    PAY_DAY = "pay_day"
    MONTH_BEGINS = "month_begins"
    MONTH_SETTLES = "month_settles"
    MONTH_ENDS = "month_ends"


START: Mapping[Turn, float] = {
    Turn.HOLIDAY: 0.8,
    Turn.AFTER_HOLIDAY: 1.22,
    Turn.PENSION_DAY: 1.2,
    Turn.PAY_DAY: 1.15,
    Turn.MONTH_BEGINS: 1.11,
    Turn.MONTH_SETTLES: 1.04,
    Turn.MONTH_ENDS: 1.06,
}
_BEGIN_LAST, _SETTLE_LAST, _END_DAYS = 3, 6, 3
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a branch: its holidays, the days money comes, and stretches unlike others."""

    holidays: Collection[date] = frozenset()
    pay_days: Collection[date] = frozenset()
    pension_days: Collection[date] = frozenset()
    periods: Collection[Period] = ()
    learned: Mapping[Turn, float] = field(default_factory=lambda: dict(START))

    def turn(self, day: date) -> Turn | None:
        """The one thing that says most about a day."""
        if day in self.holidays:
            return Turn.HOLIDAY
        if self._after_holiday(day):
            return Turn.AFTER_HOLIDAY
        if day in self.pension_days:
            return Turn.PENSION_DAY
        if day in self.pay_days:
            return Turn.PAY_DAY
        if day.day <= _BEGIN_LAST:
            return Turn.MONTH_BEGINS
        if day.day <= _SETTLE_LAST:
            return Turn.MONTH_SETTLES
        return Turn.MONTH_ENDS if (day + timedelta(days=_END_DAYS)).month != day.month else None

    def factor(self, day: date) -> float:
        """How busy a day is beside others of its weekday."""
        turn = self.turn(day)
        return self.period(day) * (self.learned[turn] if turn else 1.0)

    def period(self, day: date) -> float:
        """What the branch expects of the stretch a day is in; the first that holds it counts."""
        return next((each.factor for each in self.periods if each.first <= day <= each.last), 1.0)

    def taught(self, turn: Turn, days: float, ratios: float) -> float:
        """What so many days over what was expected of them, in all, make of a start value."""
        return (ratios + PRIOR_DAYS * START[turn]) / (days + PRIOR_DAYS)

    def _after_holiday(self, day: date) -> bool:
        before = day - timedelta(days=1)
        while before not in self.holidays and before.weekday() > _FRIDAY:
            before -= timedelta(days=1)
        return before in self.holidays
