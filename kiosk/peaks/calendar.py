"""What the calendar does to a day: after a holiday, at the turn of the month, on pay days.

Start values were measured on a bank's 164 weekdays; what a branch has seen itself soon outweighs them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_PRIOR_DAYS = 4.0


class Turn(StrEnum):
    """What can be special about an open day."""

    AFTER_HOLIDAY = "after_holiday"
    PAY_DAY = "pay_day"
    MONTH_BEGINS = "month_begins"
    MONTH_SETTLES = "month_settles"
    MONTH_ENDS = "month_ends"


MEASURED: Mapping[Turn, float] = {
    Turn.AFTER_HOLIDAY: 1.22,
    Turn.PAY_DAY: 1.15,
    Turn.MONTH_BEGINS: 1.11,
    Turn.MONTH_SETTLES: 1.04,
    Turn.MONTH_ENDS: 1.06,
}
_BEGIN_LAST, _SETTLE_LAST, _END_DAYS = 3, 6, 3


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates a branch names: when it was or is closed, and when pay and pensions come."""

    holidays: Collection[date] = frozenset()
    pay_days: Collection[date] = frozenset()
    learned: Mapping[Turn, float] = field(default_factory=lambda: dict(MEASURED))

    def turn(self, day: date) -> Turn | None:
        """The one thing that says most about a day."""
        if self._after_holiday(day):
            return Turn.AFTER_HOLIDAY
        if day in self.pay_days:
            return Turn.PAY_DAY
        if day.day <= _BEGIN_LAST:
            return Turn.MONTH_BEGINS
        if day.day <= _SETTLE_LAST:
            return Turn.MONTH_SETTLES
        return Turn.MONTH_ENDS if (day + timedelta(days=_END_DAYS)).month != day.month else None

    def factor(self, day: date) -> float:
        turn = self.turn(day)
        return self.learned[turn] if turn else 1.0

    def taught(self, turn: Turn, days: float, ratios: float) -> float:
        """What so many days over what was expected of them, in all, make of a start value."""
        return (ratios + _PRIOR_DAYS * MEASURED[turn]) / (days + _PRIOR_DAYS)

    def _after_holiday(self, day: date) -> bool:
        before = day - timedelta(days=1)
        while before not in self.holidays and before.weekday() > _FRIDAY:
            before -= timedelta(days=1)
        return day not in self.holidays and before in self.holidays


_FRIDAY = 4
