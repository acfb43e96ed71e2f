"""A forecast in words people act on: the busy window of a day, and a quiet one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from math import ceil

from kiosk.clock import minutes_on
from kiosk.peaks.forecast import Forecast

WINDOW_MINUTES = 90
"""Even the true rates seldom name the busiest 90 minutes to the half hour: no narrower window is told."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of a day, and who is expected in it."""

    start: time
    end: time
    expected: float


@dataclass(frozen=True, slots=True)
class Hint:
    """The busiest and the quietest window; None where nothing honest can be told."""

    busy: Window | None
    quiet: Window | None


def hint(known: Forecast, *, chosen: bool = False) -> Hint:
    """What to tell of a day; `chosen` where the branch picked a shape, which needs no days."""
    width = ceil(WINDOW_MINUTES / known.slot_minutes)
    if not (known.is_known or chosen) or len(known.slots) <= width or sum(known.expected) <= 0:
        return Hint(None, None)
    sums = [sum(known.expected[place : place + width]) for place in range(len(known.slots) - width + 1)]
    busiest = sums.index(max(sums))
    apart = [place for place in range(len(sums)) if abs(place - busiest) >= width]
    quiet = min(apart, key=lambda place: sums[place], default=None)
    return Hint(
        _window(known, busiest, width, sums), None if quiet is None else _window(known, quiet, width, sums)
    )


def _window(known: Forecast, place: int, width: int, sums: Sequence[float]) -> Window:
    end = minutes_on(known.slots[place + width - 1], known.slot_minutes)
    return Window(known.slots[place], end, sums[place])
