"""A picture of an LED board, dot for dot, for people without one."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from printer.glyphs import FONT_A, FONT_HANZI, Style, glyph

_PITCH = 4
_LAMP = 3
_MARGIN = 4
_GAP = 4
_DARK, _OFF, _ON = (16, 16, 16), (40, 26, 22), (255, 72, 32)
_NARROW = "\x7f"


def led_picture(rows: list[str], columns: int) -> bytes:
    """The PNG of a board with rows of so many narrow characters; what is longer would scroll."""
    dots = _dots(rows, columns)
    size = dots.width * _PITCH, dots.height * _PITCH
    colours = Image.composite(
        Image.new("RGB", size, _ON), Image.new("RGB", size, _OFF), dots.resize(size, Image.Resampling.NEAREST)
    )
    picture = Image.composite(colours, Image.new("RGB", size, _DARK), _lamps(size))
    file = io.BytesIO()
    picture.quantize(8).save(file, "PNG")
    return file.getvalue()


def _dots(rows: list[str], columns: int) -> Image.Image:
    tall = FONT_HANZI.tall + _GAP
    dots = Image.new("1", (columns * FONT_A.wide + 2 * _MARGIN, len(rows) * tall + _GAP))
    for at, row in enumerate(rows):
        across = _MARGIN
        for letter in row:
            shape = glyph(letter, Style(FONT_A if letter <= _NARROW else FONT_HANZI, bold=True))
            dots.paste(shape, (across, _GAP + at * tall))
            across += shape.width
    return dots


def _lamps(size: tuple[int, int]) -> Image.Image:
    """Where light comes through: a round lamp each few pixels."""
    lamp = Image.new("1", (_PITCH, _PITCH))
    ImageDraw.Draw(lamp).ellipse((0, 0, _LAMP - 1, _LAMP - 1), fill=1)
    row = Image.new("1", (size[0], _PITCH))
    for across in range(0, size[0], _PITCH):
        row.paste(lamp, (across, 0))
    lamps = Image.new("1", size)
    for down in range(0, size[1], _PITCH):
        lamps.paste(row, (0, down))
    return lamps
