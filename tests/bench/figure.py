"""A figure beside its goal, and the table that they are printed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99, "most": 1.0}
_WIDTHS = (56, 4, 24, 10, 10, 10, 10, 8)
_HEADINGS = ("figure", "", "goal", *_SHARES, "")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in one unit, and what it may come to at most or has to come to, by quantile."""

    name: str
    unit: str
    values: Sequence[float]
    goals: Mapping[str, float] = field(default_factory=dict)
    """At most so much, by `p50`, `p95`, `p99` and `most`; without any it only helps to read the others."""
    floors: Mapping[str, float] = field(default_factory=dict)
    """At least so much, likewise."""

    def at(self, quantile: str) -> float:
        """The value at a quantile: `p50`, `p95`, `p99` or `most`."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(_SHARES[quantile] * len(ordered)))]

    @property
    def missed(self) -> list[str]:
        """The quantiles at which it is above its goal, or below its floor."""
        above = [quantile for quantile, most in self.goals.items() if self.at(quantile) > most]
        return above + [quantile for quantile, least in self.floors.items() if self.at(quantile) < least]

    @property
    def cells(self) -> tuple[str, ...]:
        bounds = [f"{quantile} ≤ {most:g}" for quantile, most in self.goals.items()]
        bounds += [f"{quantile} ≥ {least:g}" for quantile, least in self.floors.items()]
        word = "" if not bounds else "missed" if self.missed else "ok"
        return (
            self.name,
            self.unit,
            ", ".join(bounds),
            *(f"{self.at(each):.2f}" for each in _SHARES),
            word,
        )


def table(figures: Iterable[Figure]) -> str:
    """One line a figure."""
    rows = [_HEADINGS, *(figure.cells for figure in figures)]
    return "\n".join(_line(row) for row in rows)


def _line(cells: tuple[str, ...]) -> str:
    left = [cell.ljust(width) for cell, width in zip(cells[:3], _WIDTHS[:3], strict=True)]
    right = [cell.rjust(width) for cell, width in zip(cells[3:], _WIDTHS[3:], strict=True)]
    return "".join([*left, *right]).rstrip()
