"""Which rows of the books answer for a range: whole years, whole months, the days left over. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

_DAY, _MONTH, _YEAR = 10, 7, 4
"""How many characters of 2026-11-25 name each."""


def month_of(day: str) -> str:
    return day[:_MONTH]


def year_of(day: str) -> str:
    return day[:_YEAR]


def days_in(spans: Collection[str]) -> list[str]:
    """The single days among them, in order."""
    return sorted(span for span in spans if len(span) == _DAY)


def cover(first: date, last: date, spans: Collection[str]) -> list[str]:
    """The fewest rows that hold every day on record from `first` to `last`, and no other."""
    days, kept = days_in(spans), set(spans)
    wanted = [day for day in days if first.isoformat() <= day <= last.isoformat()]
    whole = set(_whole(days, wanted))
    found: dict[str, None] = {}
    for day in wanted:
        names = (year_of(day), month_of(day), day)
        found[next(name for name in names if name in kept and (name in whole or name == day))] = None
    return list(found)


def _whole(days: list[str], wanted: list[str]) -> Iterator[str]:
    """The months and years of which every day on record is wanted."""
    for name in (month_of, year_of):
        left_out = {name(day) for day in set(days) - set(wanted)}
        yield from {name(day) for day in wanted} - left_out


def to_bind(spans: Collection[str]) -> list[tuple[str, list[str]]]:
    """The months, then the years, that have ended and have no row yet, each with the rows it is made of."""
    days, kept = days_in(spans), set(spans)
    if not days:
        return []
    latest = days[-1]
    months = sorted({month_of(day) for day in days})
    years = sorted({year_of(day) for day in days})
    return [
        *(
            (month, _within(month, days))
            for month in months
            if month < month_of(latest) and month not in kept
        ),
        *((year, _within(year, months)) for year in years if year < year_of(latest) and year not in kept),
    ]


def _within(span: str, spans: Collection[str]) -> list[str]:
    return [each for each in spans if each.startswith(f"{span}-")]
