"""Page mode: lines laid out in areas of a page, in any of four directions, and printed as a whole."""

from __future__ import annotations

from PIL import Image

from printer.operations import PageArea

_TALLEST = 2_400
"""Dots; a page is no longer than 30 cm."""
_GROUND = 24
"""Where the ground of the first line is, dots from the top of its area."""
_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


class Page:
    """A page being laid out; pictures are of mode 1, ink set."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._areas = [(0, 0, dots, _TALLEST)]
        self._direction = 0
        self._sheet = Image.new("1", (dots, _TALLEST))
        self._canvas = self._sheet.copy()
        self._down = _GROUND

    @property
    def wide(self) -> int:
        """How long a line may be."""
        return self._canvas.width

    def choose(self, area: PageArea) -> None:
        """Write on this part of the page from now on; its figures are dots."""
        self._settle()
        left, top = min(area.left, self._dots - 1), min(area.top, _TALLEST - 1)
        wide, tall = min(area.wide, self._dots - left), min(area.tall, _TALLEST - top)
        self._areas.append((left, top, max(wide, 1), max(tall, 1)))
        self._begin()

    def turn(self, direction: int) -> None:
        """Write in this direction from now on, from the first line."""
        self._settle()
        self._direction = direction
        self._begin()

    def go(self, dots: int, *, relative: bool) -> None:
        """Go down, in the direction of the lines."""
        self._down = min(max(dots + (self._down if relative else 0), 0), _TALLEST)

    def write(self, left: int, dots: Image.Image) -> None:
        """Something on the line: it stands on its ground."""
        ink = Image.new("1", dots.size, 255)
        self._canvas.paste(ink, (left, self._down - dots.height), dots)

    def image(self) -> Image.Image:
        """The page as it stands, as tall as its areas reach."""
        self._settle()
        bottoms = [top + tall for _, top, _, tall in self._areas[1:]]
        box = self._sheet.getbbox()
        return self._sheet.crop((0, 0, self._dots, max(bottoms or [box[3] if box else 0])))

    def _begin(self) -> None:
        _, _, wide, tall = self._areas[-1]
        self._canvas = Image.new("1", (tall, wide) if self._direction & 1 else (wide, tall))
        self._down = _GROUND

    def _settle(self) -> None:
        """Put on the page what was written on its area."""
        left, top, _, _ = self._areas[-1]
        turn = _TURNS.get(self._direction)
        written = self._canvas if turn is None else self._canvas.transpose(turn)
        self._sheet.paste(Image.new("1", written.size, 255), (left, top), written)
