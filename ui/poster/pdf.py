"""A sheet as a PDF."""

from __future__ import annotations

from datetime import datetime

from ui.paper.ink import Ink
from ui.paper.page import FONT, blank
from ui.poster.sheet import TALL, WIDE, Align, Letters

_POINTS_PER_MM = 72 / 25.4
_LINE_MM = 0.4


class PdfSheet:
    """An A3 page."""

    def __init__(self, title: str, language: str, at: datetime) -> None:
        self._page = blank(title, WIDE, TALL, at)
        self._page.set_lang(language.replace("_", "-"))

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
        self._page.set_fill_color(*fill.rgb)
        self._page.set_line_width(_LINE_MM)
        if line:
            self._page.set_draw_color(*line.rgb)
        style = "DF" if line else "F"
        self._page.rect(left, top, wide, tall, style, round_corners=radius > 0, corner_radius=radius)

    def text(self, left: float, ground: float, text: str, letters: Letters) -> None:
        shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[letters.align]
        wide = self.width(text, letters)
        self._page.set_text_color(*letters.ink.rgb)
        self._page.text(left - shift * wide, ground, text)

    def width(self, text: str, letters: Letters) -> float:
        self._page.set_font(FONT, "B" if letters.bold else "", letters.size * _POINTS_PER_MM)
        return self._page.get_string_width(text)

    def bytes(self) -> bytes:
        """The whole file."""
        return bytes(self._page.output())
