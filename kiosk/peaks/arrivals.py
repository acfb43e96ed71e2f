"""How many came in each slot of each day: a small table, from the log or from a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from math import isfinite
from pathlib import Path

from kiosk.clock import minute_of
from kiosk.errors import LobbyError

_SLOTS_MOST = 96
_DAYS_MOST = 40_000
_LINE_MOST = 4_096
_PEOPLE_MOST = 100_000


class ArrivalsError(LobbyError):
    """A table that cannot be used; the sentence names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """People by day and slot. All slots of a day are of the same length."""

    slots: tuple[time, ...]
    days: Mapping[date, tuple[float, ...]]

    @property
    def slot_minutes(self) -> int:
        if len(self.slots) == 1:
            return 30
        return min(minute_of(later) - minute_of(earlier) for earlier, later in pairwise(self.slots))


def read_arrivals(path: Path) -> Arrivals:
    """The table of a file; ArrivalsError at the first line that makes no sense."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            return parse_arrivals(lines)
    except OSError as error:
        raise ArrivalsError(f"{path} can't be read: {error.strerror or error}.") from error
    except csv.Error as error:
        raise ArrivalsError(f"{path} is no CSV: {error}.") from error


def parse_arrivals(lines: Iterable[str]) -> Arrivals:
    rows = csv.reader(_bounded(lines))
    slots = _slots(next(rows, []))
    days: dict[date, tuple[float, ...]] = {}
    for cells in rows:
        line = rows.line_num
        if not any(cell.strip() for cell in cells):
            continue
        day = _day(line, cells[0])
        if day in days:
            raise ArrivalsError(f"Line {line}: {day} is there twice.")
        if len(cells) != len(slots) + 1:
            raise ArrivalsError(f"Line {line} has {len(cells)} columns; the first has {len(slots) + 1}.")
        if len(days) >= _DAYS_MOST:
            raise ArrivalsError(f"Line {line}: there are more than {_DAYS_MOST} days.")
        days[day] = tuple(_people(line, cell) for cell in cells[1:])
    return Arrivals(slots, dict(sorted(days.items())))


def _bounded(lines: Iterable[str]) -> Iterable[str]:
    for number, line in enumerate(lines, 1):
        if len(line) > _LINE_MOST:
            raise ArrivalsError(f"Line {number} is longer than {_LINE_MOST} characters.")
        yield line.replace("\0", "")


def _slots(header: list[str]) -> tuple[time, ...]:
    if not header or header[0].strip().lower() != "date":
        raise ArrivalsError("Line 1 must begin with date, then name each slot by its start, such as 09:00.")
    slots = tuple(_slot(cell) for cell in header[1:])
    if not 1 <= len(slots) <= _SLOTS_MOST:
        raise ArrivalsError(f"Line 1 names {len(slots)} slots; there must be 1 to {_SLOTS_MOST}.")
    if any(later <= earlier for earlier, later in pairwise(slots)):
        raise ArrivalsError("Line 1: the slots must be in the order of the day, each once.")
    return slots


def _slot(cell: str) -> time:
    try:
        return time.fromisoformat(cell.strip()).replace(tzinfo=None)
    except ValueError:
        raise ArrivalsError(f"Line 1: {cell!r} is no start of a slot such as 09:00.") from None


def _day(line: int, cell: str) -> date:
    try:
        return date.fromisoformat(cell.strip())
    except ValueError:
        raise ArrivalsError(f"Line {line}: {cell!r} is no date such as 2026-11-23.") from None


def _people(line: int, cell: str) -> float:
    try:
        people = float(cell.strip() or 0)
    except ValueError:
        people = -1.0
    if not (isfinite(people) and 0 <= people <= _PEOPLE_MOST):
        raise ArrivalsError(f"Line {line}: {cell!r} is no number of people; it must be 0 to {_PEOPLE_MOST}.")
    return people
