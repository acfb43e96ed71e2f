"""A sheet as a picture of 300 dots an inch, for screens and for printers' shops that want one."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from ui.paper.fonts import face
from ui.paper.ink import Ink
from ui.poster.sheet import TALL, WIDE, Align, Letters

_DOTS_PER_INCH = 300
_SCALE = _DOTS_PER_INCH / 25.4
_LINE_DOTS = 5
_ANCHORS = {Align.LEFT: "ls", Align.CENTRE: "ms", Align.RIGHT: "rs"}


class PictureSheet:
    """An A3 picture."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (_dots(WIDE), _dots(TALL)), Ink.GROUND.value)
        self._draw = ImageDraw.Draw(self._image)

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
        corners = (_dots(left), _dots(top), _dots(left + wide), _dots(top + tall))
        outline, width = (line.value, _LINE_DOTS) if line else (None, 0)
        self._draw.rounded_rectangle(corners, _dots(radius), fill.value, outline, width)

    def text(self, left: float, ground: float, text: str, letters: Letters) -> None:
        font = _font(_dots(letters.size), bold=letters.bold)
        at = (left * _SCALE, ground * _SCALE)
        self._draw.text(at, text, letters.ink.value, font, _ANCHORS[letters.align])

    def width(self, text: str, letters: Letters) -> float:
        return _font(_dots(letters.size), bold=letters.bold).getlength(text) / _SCALE

    def bytes(self) -> bytes:
        """The whole file."""
        kept = io.BytesIO()
        self._image.save(kept, "PNG", dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH), optimize=True)
        return kept.getvalue()


def _dots(millimetres: float) -> int:
    return round(millimetres * _SCALE)


@lru_cache(maxsize=64)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    found = face(bold=bold)
    return ImageFont.truetype(found.path, size, found.number, layout_engine=ImageFont.Layout.BASIC)
