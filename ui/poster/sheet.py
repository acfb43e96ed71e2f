"""What a poster is drawn with: boxes and letters on an A3 sheet. Measures are millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ui.paper.ink import Ink

WIDE, TALL = 297.0, 420.0


class Align(StrEnum):
    """On which side of its point a text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text looks; the size is that of a Chinese character, in millimetres."""

    size: float
    ink: Ink = Ink.INK
    bold: bool = False
    align: Align = Align.LEFT


class Sheet(Protocol):
    """A sheet that is drawn on from the top left corner."""

    def box(
        self,
        left: float,
        top: float,
        wide: float,
        tall: float,
        fill: Ink,
        *,
        line: Ink | None = None,
        radius: float = 0,
    ) -> None:
        """A box, its corners rounded where asked."""

    def text(self, left: float, ground: float, text: str, letters: Letters) -> None:
        """A line of letters that stand on `ground`."""

    def width(self, text: str, letters: Letters) -> float:
        """How wide a text is."""
        ...
