"""The peak chart on paper: a row of blocks, a block a half hour, the hours under it and "now" marked.

Blocks are letters of every Chinese printer's font (GBK A8 78 and on), so that a chart costs a few
dozen bytes; a printer without them gets the line as a picture, as it does any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from kiosk.peaks.outlook import Outlook
from printer.columns import columns
from printer.lines import PLAIN, Align, Line, Look, Run, TextLine

_BLOCKS = "▁▂▃▄▅▆▇█"
_MARK = "▲"
_BARS = Look(1, 2)
_CELL = 2
"""Columns of a block: it is as wide as a Chinese character."""
_CELLS_MOST = 16
"""As many as the narrowest paper has room for; a longer day is drawn by hours."""
_HOUR_MIN = 60


def chart_lines(outlook: Outlook, at: datetime, now: str) -> Iterator[Line]:
    """The chart of a day as it stands at a moment; nothing where the outlook tells no hint."""
    if not outlook.is_told:
        return
    bars, starts = _cells(outlook)
    if not 1 < len(bars) <= _CELLS_MOST:
        return
    wide = _CELL * len(bars)
    blocks = "".join(_BLOCKS[max(1, round(height * len(_BLOCKS))) - 1] for height in bars)
    yield TextLine((Run(blocks, _BARS),), Align.CENTRE, _BARS.height)
    yield TextLine((Run(_hours(starts, wide), PLAIN),), Align.CENTRE, PLAIN.height)
    if marked := _marked(starts, at, now, wide):
        yield TextLine((Run(marked, PLAIN),), Align.CENTRE)


def _cells(outlook: Outlook) -> tuple[Sequence[float], list[time]]:
    """Bars and where they begin: half hours, or whole hours of a long day."""
    bars, starts = outlook.bars(), [slot.start for slot in outlook.slots]
    if len(bars) <= _CELLS_MOST:
        return bars, starts
    tallest: dict[time, float] = {}
    for bar, start in zip(bars, starts, strict=True):
        hour = start.replace(minute=0)
        tallest[hour] = max(bar, tallest.get(hour, 0.0))
    return tuple(tallest.values()), list(tallest)


def _hours(starts: Sequence[time], wide: int) -> str:
    """The hours in figures, each under the bar that it begins."""
    row = ""
    for place, start in enumerate(starts):
        if start.minute == 0 and len(row) <= _CELL * place:
            row = row.ljust(_CELL * place) + f"{start.hour} "
    return row.rstrip()[:wide].ljust(wide)


def _marked(starts: Sequence[time], at: datetime, now: str, wide: int) -> str:
    """The mark under the bar of this moment, and what it means; empty outside the hours drawn."""
    minute = _minutes(at)
    begun = [place for place, start in enumerate(starts) if _minutes(start) <= minute]
    slot = _minutes(starts[1]) - _minutes(starts[0])
    if not begun or minute >= _minutes(starts[-1]) + slot:
        return ""
    left = _CELL * begun[-1]
    behind = f"{_MARK}{now}"
    if left + columns(behind) <= wide:
        return f"{' ' * left}{behind}{' ' * (wide - left - columns(behind))}"
    before = max(0, left - columns(now))
    return f"{' ' * before}{now}{_MARK}{' ' * (wide - left - _CELL)}"


def _minutes(at: time | datetime) -> int:
    return at.hour * _HOUR_MIN + at.minute
