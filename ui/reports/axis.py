"""An axis of minutes, as every chart draws it: a line at each even step, and its figure. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ui.paper.ink import Ink
from ui.reports.drawing import Shape, Stroke, Words

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240)
_LINE, _SIZE = 1.5, 16


@dataclass(frozen=True, slots=True)
class Axis:
    """From no minutes at `start` to `end` of them at `stop`; upwards where `stop` is above."""

    start: float
    stop: float
    end: float
    step: float

    @classmethod
    def holding(cls, most: float, start: float, stop: float, lines: int = 4) -> Axis:
        """Long enough for `most` minutes, in about so many steps."""
        step = next((each for each in _STEPS if most <= each * lines), math.ceil(most / lines))
        return cls(start, stop, max(step * math.ceil(most / step), step), step)

    def at(self, minutes: float) -> float:
        """Where they stand."""
        return self.start + (self.stop - self.start) * minutes / self.end

    def upwards(self, left: float, right: float) -> Iterator[Shape]:
        """Lines from left to right, their figures before them."""
        for value, y in self._lines():
            yield Stroke(left, y, right, y, Ink.HAIRLINE, _LINE)
            yield Words(left - 10, y + 5, f"{value:.0f}", Ink.QUIET, _SIZE, "end")

    def across(self, top: float, low: float, right: float, unit: str) -> Iterator[Shape]:
        """Lines from top to low, their figures below, and at the right what these are."""
        for value, x in self._lines():
            yield Stroke(x, top, x, low, Ink.HAIRLINE, _LINE)
            yield Words(x, low + 20, f"{value:.0f}", Ink.QUIET, _SIZE, "middle")
        yield Words(right, low + 20, unit, Ink.QUIET, _SIZE, "end")

    def _lines(self) -> Iterator[tuple[float, float]]:
        value = 0.0
        while value <= self.end + 1e-9:
            yield value, self.at(value)
            value += self.step
