"""When money comes and the year is unlike itself: what the branch tells the peak hint of its calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from config.bounds import Between, Length
from config.fault import ConfigError, Fault
from config.files import CALENDAR
from config.reader import read
from config.toml_file import parse

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


def load_calendar(folder: Path) -> BranchCalendar:
    """What a branch's `calendar.toml` says; nothing is special where there is none."""
    faults: list[Fault] = []
    found = gather_calendar(folder, faults)
    if found is None or faults:
        raise ConfigError(faults)
    return found


def gather_calendar(folder: Path, faults: list[Fault]) -> BranchCalendar | None:
    """Like `load_calendar`, but adds faults to the list instead of raising them."""
    if not (folder / CALENDAR).exists():
        return BranchCalendar()
    table = parse(folder / CALENDAR, CALENDAR, faults)
    found = None if table is None else read(BranchCalendar, table, CALENDAR, faults)
    if found is not None:
        faults += _backwards(found)
    return found


def _backwards(calendar: BranchCalendar) -> Iterator[Fault]:
    for number, period in enumerate(calendar.periods, 1):
        if period.last < period.first:
            key = f"periods[{number}].last"
            yield Fault(CALENDAR, key, period.last, f"no day before {period.first}")
