"""Numbers that one box may give, and nobody else: which it holds, and which it still wants. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from config.schema import Branch
from kiosk.numbers import RESERVED_FROM

SIZE = 300
"""Numbers of a series for a day: two an minute for more than two hours, at one kiosk of several."""
DAYS = 8
"""Today and the next seven: a branch that is cut off on the eve of a holiday week has its numbers."""
LOW = 50
"""With fewer left of an open day it wants further ones."""


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """The numbers from `first` to `last` of a series of a day."""

    day: date
    prefix: str
    first: int
    last: int

    def meets(self, other: Block) -> bool:
        """Whether a number is in both."""
        same = (self.day, self.prefix) == (other.day, other.prefix)
        return same and self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """One series of numbers of one day."""

    day: date
    prefix: str


def prefixes(branch: Branch) -> tuple[str, ...]:
    """The letters of the branch's series."""
    found = [service.prefix for service in branch.services]
    found += [rule.prefix for rule in branch.classes if rule.prefix]
    return tuple(dict.fromkeys(found))


def wanted(branch: Branch, today: date, blocks: Iterable[Block], used: dict[Series, int]) -> list[Series]:
    """The series of which too few numbers are held; `used` is the last number given of each."""
    left: dict[Series, int] = {}
    for block in blocks:
        series = Series(block.day, block.prefix)
        left[series] = left.get(series, 0) + left_of(block, used.get(series, 0))
    days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
    return [
        Series(day, prefix)
        for day in days
        for prefix in prefixes(branch)
        if left.get(Series(day, prefix), 0) < LOW
    ]


def left_of(block: Block, used: int) -> int:
    """How many numbers of a block were not given yet."""
    return max(0, block.last - max(block.first - 1, used))


def following(series: Series, last: int) -> Block:
    """The next block of a series of which nobody has any number after `last`."""
    first = max(last, RESERVED_FROM - 1) + 1
    return Block(series.day, series.prefix, first, first + SIZE - 1)
