"""When money comes and the year is unlike itself: what the branch tells the peak hint of its calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from config.bounds import Between, Length
from config.fault import Fault
from config.files import CALENDAR
from config.own_file import OwnFile

_Days = Annotated[tuple[Annotated[int, Between(1, 31)], ...], Length(0, 10, "days")]


class Shape(StrEnum):
    """What days are like at a branch that has no record yet."""

    NONE = ""
    """Nobody chose: nothing is told before the third open day."""
    TWO_PEAKS = "two-peaks"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A stretch of days that are unlike others, such as those before Spring Festival."""

    name: Annotated[str, Length(1, 60)]
    first: date
    last: date
    factor: Annotated[float, Between(0.2, 5)]
    """How busy its days are beside usual ones."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BranchCalendar:
    """The days of the month on which money comes, and what is special in the year."""

    pay_days: _Days = ()
    """31 is the last day of any month."""
    pension_days: _Days = ()
    shape: Shape = Shape.NONE
    periods: Annotated[tuple[Period, ...], Length(0, 40, "entries")] = ()


def _backwards(calendar: BranchCalendar) -> Iterator[Fault]:
    for number, period in enumerate(calendar.periods, 1):
        if period.last < period.first:
            key = f"periods[{number}].last"
            yield Fault(CALENDAR, key, period.last, f"no day before {period.first}")


_FILE = OwnFile(BranchCalendar, CALENDAR, _backwards)
load_calendar, gather_calendar = _FILE.load, _FILE.gather
