"""A sheet as a PDF: letters stay letters, with the few that are used of the installed font inside."""

from __future__ import annotations

import logging
from datetime import datetime

from fpdf import FPDF

from ui.poster.fonts import face
from ui.poster.sheet import TALL, WIDE, Align, Ink, Letters

_POINTS_PER_MM = 72 / 25.4
_FAMILY = "house"
_LINE_MM = 0.4


class PdfSheet:
    """An A3 page."""

    def __init__(self, title: str, language: str, at: datetime) -> None:
        # It tells of each table it leaves out of a subset.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._page = FPDF(unit="mm", format=(WIDE, TALL))
        self._page.set_auto_page_break(False)
        self._page.set_title(title)
        self._page.set_lang(language.replace("_", "-"))
        self._page.set_creation_date(at)
        for bold, style in ((False, ""), (True, "B")):
            found = face(bold=bold)
            self._page.add_font(_FAMILY, style, found.path, collection_font_number=found.number)
        self._page.add_page()

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
        self._page.set_fill_color(*_rgb(fill))
        self._page.set_line_width(_LINE_MM)
        if line:
            self._page.set_draw_color(*_rgb(line))
        style = "DF" if line else "F"
        self._page.rect(left, top, wide, tall, style, round_corners=radius > 0, corner_radius=radius)

    def text(self, left: float, ground: float, text: str, letters: Letters) -> None:
        shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[letters.align]
        wide = self.width(text, letters)
        self._page.set_text_color(*_rgb(letters.ink))
        self._page.text(left - shift * wide, ground, text)

    def width(self, text: str, letters: Letters) -> float:
        self._page.set_font(_FAMILY, "B" if letters.bold else "", letters.size * _POINTS_PER_MM)
        return self._page.get_string_width(text)

    def bytes(self) -> bytes:
        """The whole file."""
        return bytes(self._page.output())


def _rgb(ink: Ink) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(ink.removeprefix("#"))
    return red, green, blue
