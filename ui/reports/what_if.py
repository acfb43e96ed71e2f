"""Pictures of the advice: a day beside itself under a change, and the counters of a week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from config.phrases import Phrases
from kiosk.advice.plan import Planned
from kiosk.advice.what_if import WhatIf
from ui.paper.ink import Ink
from ui.reports.axis import Axis
from ui.reports.drawing import Bar, Drawing, Shape, Words
from ui.reports.table import Column, Table, Unit

_WIDTH, _HEIGHT = 1_120.0, 320.0
_LEFT, _TOP, _LOW = 56.0, 44.0, 280.0
_RED_MIN = 20.0
_LINES = 5
_DAY_ROW, _LABELS = 54.0, 84.0


def beside(found: WhatIf, words: Phrases) -> Drawing:
    """Mean waits by half hour: pale as it was, full as it would have been."""
    slots = sorted({*found.was.by_slot, *found.would_be.by_slot})
    most = max([*found.was.by_slot.values(), *found.would_be.by_slot.values(), 300.0]) / 60
    axis = Axis.holding(most, _LOW, _TOP, _LINES)
    shapes = [*axis.upwards(_LEFT, _WIDTH), *_legend(words)]
    wide = (_WIDTH - _LEFT) / max(1, len(slots))
    for place, slot in enumerate(slots):
        x = _LEFT + place * wide
        was, would = found.was.by_slot.get(slot, 0.0) / 60, found.would_be.by_slot.get(slot, 0.0) / 60
        shapes += _bar(x + wide * 0.12, wide * 0.34, axis.at(was), Ink.HAIRLINE)
        shapes += _bar(
            x + wide * 0.5, wide * 0.34, axis.at(would), Ink.RED if would >= _RED_MIN else Ink.JADE
        )
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


def _bar(x: float, width: float, top: float, ink: Ink) -> Iterator[Shape]:
    if top < _LOW:
        yield Bar(x, top, width, max(2.0, _LOW - top), ink, 4)


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


def plan_table(plan: Sequence[Planned], words: Phrases) -> Table:
    """The same plan, a row a half hour."""
    columns = [
        Column(words(f"advice.plan_{name}"), unit)
        for name, unit in (
            ("day", Unit.TEXT),
            ("start", Unit.TEXT),
            ("people", Unit.COUNT),
            ("counters", Unit.COUNT),
            ("wait", Unit.MINUTES),
        )
    ]
    rows = [
        (
            each.day.isoformat(),
            f"{half.start:%H:%M}",
            round(half.people, 1),
            half.counters,
            round(half.minutes, 1),
        )
        for each in plan
        for half in each.halves
    ]
    return Table("plan", words("advice.plan"), tuple(columns), tuple(rows))


def _box(x: float, y: float, wide: float, counters: int, most: int) -> Iterator[Shape]:
    # The figure says it; the shade lets the peak be seen from afar.
    heavy, some = counters == most and most > 1, counters * 2 > most
    ink = Ink.JADE if heavy else Ink.JADE_TINT if some else Ink.PRESSED
    yield Bar(x + 2, y, wide - 4, _DAY_ROW - 8, ink, 8)
    words_ink = Ink.CARD if heavy else Ink.INK
    yield Words(x + wide / 2, y + 30, str(counters), words_ink, 18, "middle", bold=True)
