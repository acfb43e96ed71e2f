"""A figure beside its goal, and the table that they are printed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_WIDTHS = (56, 4, 24, 10, 10, 10, 8)
_HEADINGS = ("figure", "", "goal", "p50", "p99", "most", "")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in one unit, and what it may come to at most, by quantile."""

    name: str
    unit: str
    values: Sequence[float]
    goals: Mapping[str, float] = field(default_factory=dict)
    """By `p50`, `p99` and `most`; without any it only helps to read the others."""

    def at(self, quantile: str) -> float:
        """The value at a quantile: `p50`, `p99` or `most`."""
        ordered = sorted(self.values)
        share = {"p50": 0.50, "p99": 0.99, "most": 1.0}[quantile]
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def missed(self) -> list[str]:
        """The quantiles at which it is above its goal."""
        return [quantile for quantile, most in self.goals.items() if self.at(quantile) > most]

    @property
    def cells(self) -> tuple[str, ...]:
        goal = ", ".join(f"{quantile} ≤ {most:g}" for quantile, most in self.goals.items())
        word = "" if not self.goals else "missed" if self.missed else "ok"
        return (
            self.name,
            self.unit,
            goal,
            *(f"{self.at(each):.2f}" for each in ("p50", "p99", "most")),
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
