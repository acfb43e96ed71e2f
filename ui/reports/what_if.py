"""Pictures of the advice: a day beside itself under a change, and the counters of a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from config.phrases import Phrases
from kiosk.advice.plan import Planned
from kiosk.advice.what_if import WhatIf
from ui.reports.drawing import Bar, Drawing, Ink, Shape, Stroke, Words

_WIDTH, _HEIGHT = 1_120.0, 320.0
_LEFT, _TOP, _LOW = 56.0, 44.0, 280.0
_RED_MIN = 20.0
_LINES_MOST = 5
_STEPS = (2, 5, 10, 20, 30, 60, 120)
_DAY_ROW, _LABELS = 54.0, 84.0


def beside(found: WhatIf, words: Phrases) -> Drawing:
    """Mean waits by half hour: pale as it was, full as it would have been."""
    slots = sorted({*found.was.by_slot, *found.would_be.by_slot})
    most = max([*found.was.by_slot.values(), *found.would_be.by_slot.values(), 300.0]) / 60
    step = next((each for each in _STEPS if most / each <= _LINES_MOST), _STEPS[-1])
    end = step * (int(most // step) + 1)
    shapes = [*_grid(end, step), *_legend(words)]
    wide = (_WIDTH - _LEFT) / max(1, len(slots))
    for place, slot in enumerate(slots):
        x = _LEFT + place * wide
        was, would = found.was.by_slot.get(slot, 0.0) / 60, found.would_be.by_slot.get(slot, 0.0) / 60
        shapes += _bar(x + wide * 0.12, wide * 0.34, was, end, Ink.HAIRLINE)
        shapes += _bar(x + wide * 0.5, wide * 0.34, would, end, Ink.RED if would >= _RED_MIN else Ink.JADE)
        if not slot % 60:
            shapes.append(Words(x + wide * 0.12, _LOW + 26, f"{slot // 60:02}:00", Ink.QUIET, 15))
    told = words(
        "advice.picture_told", was=f"{found.was.mean_s / 60:.1f}", would=f"{found.would_be.mean_s / 60:.1f}"
    )
    return Drawing(_WIDTH, _HEIGHT, tuple(shapes), words("advice.picture"), told)


def _legend(words: Phrases) -> Iterator[Shape]:
    yield Words(_LEFT, 18, words("advice.picture"), Ink.QUIET, 15)
    yield Bar(_WIDTH - 330, 6, 16, 16, Ink.HAIRLINE, 4)
    yield Words(_WIDTH - 306, 20, words("advice.as_it_was"), Ink.INK, 15)
    yield Bar(_WIDTH - 160, 6, 16, 16, Ink.JADE, 4)
    yield Words(_WIDTH - 136, 20, words("advice.would_be"), Ink.INK, 15)


def _grid(end: float, step: float) -> Iterator[Shape]:
    value = 0.0
    while value <= end + 1e-9:
        y = _y(value, end)
        yield Stroke(_LEFT, y, _WIDTH, y, Ink.HAIRLINE)
        yield Words(_LEFT - 12, y + 5, f"{value:.0f}", Ink.QUIET, 15, "end")
        value += step


def _bar(x: float, width: float, minutes: float, end: float, ink: Ink) -> Iterator[Shape]:
    if minutes > 0:
        top = _y(minutes, end)
        yield Bar(x, top, width, max(2.0, _LOW - top), ink, 4)


def _y(minutes: float, end: float) -> float:
    return _LOW - (_LOW - _TOP) * minutes / end


def week(plan: Sequence[Planned], words: Phrases) -> Drawing:
    """A row a day, a box a half hour, in it the counters needed: the fuller, the more."""
    starts = sorted({half.start for each in plan for half in each.halves})
    wide = (_WIDTH - _LABELS) / max(1, len(starts))
    most = max((half.counters for each in plan for half in each.halves), default=1)
    shapes: list[Shape] = [
        Words(_LABELS + place * wide + 2, 18, f"{start:%H:%M}", Ink.QUIET, 15)
        for place, start in enumerate(starts)
        if not start.minute
    ]
    for row, each in enumerate(plan):
        y = 30 + row * _DAY_ROW
        name = words(f"advice.day_{each.day.weekday()}")
        shapes.append(Words(0, y + 22, name, Ink.INK, 16, bold=True))
        shapes.append(Words(0, y + 40, f"{each.day:%m-%d}", Ink.QUIET, 13))
        if not each.halves:
            shapes.append(Words(_LABELS + 8, y + 28, words("advice.plan_none"), Ink.QUIET, 15))
        for half in each.halves:
            x = _LABELS + starts.index(half.start) * wide
            shapes += _box(x, y, wide, half.counters, most)
    told = words("advice.plan_told", hours=f"{sum(each.hours for each in plan):.1f}")
    return Drawing(_WIDTH, 30 + _DAY_ROW * len(plan), tuple(shapes), words("advice.plan"), told)


def _box(x: float, y: float, wide: float, counters: int, most: int) -> Iterator[Shape]:
    # The figure says it; the shade lets the peak be seen from afar.
    heavy, some = counters == most and most > 1, counters * 2 > most
    ink = Ink.JADE if heavy else Ink.JADE_TINT if some else Ink.PRESSED
    yield Bar(x + 2, y, wide - 4, _DAY_ROW - 8, ink, 8)
    words_ink = Ink.CARD if heavy else Ink.INK
    yield Words(x + wide / 2, y + 30, str(counters), words_ink, 18, "middle", bold=True)
