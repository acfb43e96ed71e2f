"""How many will come in each slot of a day: level x weekday x profile x calendar, all shrunk. Pure.

Fewer than some weeks of history carry no fine pattern: each factor begins at what is usual and
gives way to the branch's own record only as that grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.calendar import Calendar
from kiosk.peaks.level import DAYS_MOST, level_of
from kiosk.peaks.profile import profile_of, shape_of, shares

DAYS_LEAST = 3
_CLOSED_TIMES, _CLOSED_WEEKENDS = 2, 1
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Forecast:
    """People expected by slot, and how many open days that was learned from."""

    slots: tuple[time, ...]
    expected: tuple[float, ...]
    slot_minutes: int
    days: int

    @property
    def is_known(self) -> bool:
        """Whether there is record enough for a hint."""
        return self.days >= DAYS_LEAST


def forecast(
    arrivals: Arrivals,
    day: date,
    calendar: Calendar | None = None,
    template: Sequence[float] | None = None,
) -> Forecast:
    """What a day will bring, from the open days before it; a day nobody came on was no open day.

    `template` says how busy each slot is where a branch chose a shape; it counts as 60 arrivals, and
    for more where the counts scatter widely.
    """
    dates = sorted(each for each, counts in arrivals.days.items() if each < day and sum(counts) > 0)
    past = {each: arrivals.days[each] for each in dates[-DAYS_MOST:]}
    level = level_of({each: sum(counts) for each, counts in past.items()}, calendar or Calendar())
    shape = shares(template) if template else shape_of(arrivals.slots)
    if _is_closed_weekday(arrivals, day):
        return Forecast(arrivals.slots, (0.0,) * len(arrivals.slots), arrivals.slot_minutes, len(dates))
    profile = profile_of(past, day.weekday(), shape, chosen=template is not None)
    total = level.of(day)
    return Forecast(
        arrivals.slots, tuple(total * share for share in profile), arrivals.slot_minutes, len(dates)
    )


def _is_closed_weekday(arrivals: Arrivals, day: date) -> bool:
    """Whether the table tells of this weekday, and of nobody who ever came; once may have been a holiday."""
    alike = [
        counts for each, counts in arrivals.days.items() if each < day and each.weekday() == day.weekday()
    ]
    least = _CLOSED_WEEKENDS if day.weekday() >= _SATURDAY else _CLOSED_TIMES
    return len(alike) >= least and not any(map(sum, alike))
