"""One table of a report: plain values with their units, so that page, files and paper say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_CHINESE = "\u2e80"
"""From here on letters are as wide as high."""

Value = str | int | float | None


class Unit(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    MINUTES = "minutes"
    SHARE = "share"
    """In %."""
    INDEX = "index"
    """100 is the usual."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading in the reader's language, and the unit of what is below."""

    heading: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its id names its file."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""

    def shown(self) -> list[list[str]]:
        """The rows as text."""
        units = [column.unit for column in self.columns]
        return [[shown(value, unit) for value, unit in zip(row, units, strict=True)] for row in self.rows]


def shown(value: Value, unit: Unit) -> str:
    """A value as people read it; a dash where there is none."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    match unit:
        case Unit.MINUTES:
            return f"{value:.1f}"
        case Unit.SHARE:
            return f"{value:.1f} %"
        case Unit.INDEX:
            return f"{value:.0f}"
        case _:
            return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def minutes(seconds: float | None) -> float | None:
    """To a tenth of a minute, as every table says it."""
    return None if seconds is None else round(seconds / 60, 1)


def percent(share: float | None) -> float | None:
    """To a tenth of a percent."""
    return None if share is None else round(100 * share, 1)


def is_wide(letter: str) -> bool:
    """Whether it takes the room of two."""
    return letter >= _CHINESE
