"""A line as a picture: for letters that a printer lacks, drawn as the same line would look in its font."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PIL import Image, ImageChops

from config.profile import PrinterProfile
from printer.columns import printable
from printer.letters import cells, in_two_columns
from printer.lines import Align, Look, QrLine, TextLine
from printer.operations import LineFeed, Operation, Qr, Set, Setting
from printer.paper import Paper
from printer.realtime import harmless
from printer.white import feed

_MOST_ROWS = 64
"""Rows of a band: a printer with a small buffer prints one while the next arrives."""
_PARTS = 4
"""...and so many bands fit into its buffer: none is torn where the paper ends."""
_HEADER_BYTES = 11
"""What it costs to end one band, feed, and begin another."""
_UNBOUNDED = 1 << 20
_ALIGN = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}


@lru_cache(maxsize=1024)
def bands(line: TextLine | QrLine, profile: PrinterProfile) -> bytes:
    """GS v 0 for what is black, ESC J for what is white."""
    return banded(_dots(line, profile), profile.buffer_bytes // _PARTS)


def banded(dots: Image.Image, most: int = _UNBOUNDED) -> bytes:
    """A picture (mode 1, ink set) in bands of so many bytes, without its white rows and white right side."""
    box = dots.getbbox()
    if box is None:
        return feed(dots.height)
    row_bytes = (box[2] + 7) // 8
    rows = dots.crop((0, 0, row_bytes * 8, dots.height)).tobytes()
    parts, done = [], 0
    for top, bottom in _spans(rows, row_bytes, max(1, min(_MOST_ROWS, most // row_bytes))):
        data = harmless(rows[top * row_bytes : bottom * row_bytes])
        parts += [feed(top - done), b"\x1dv0\x00", _word(row_bytes), _word(bottom - top), data]
        done = bottom
    return b"".join([*parts, feed(dots.height - done)])


def _dots(line: TextLine | QrLine, profile: PrinterProfile) -> Image.Image:
    paper = Paper(profile)
    for operation in _operations(line, profile):
        paper.take(operation)
    return ImageChops.invert(paper.torn())


def _operations(line: TextLine | QrLine, profile: PrinterProfile) -> Iterator[Operation]:
    if isinstance(line, QrLine):
        yield Set(Setting.ALIGN, _ALIGN[Align.CENTRE])
        yield Qr(printable(line.content).encode(), line.module, "M")
        return
    yield Set(Setting.SMOOTH, profile.smoothing)
    yield Set(Setting.LINE_SPACING, line.pitch)
    yield Set(Setting.ALIGN, _ALIGN[line.align])
    for run in line.runs:
        yield from _settings(run.look)
        yield from cells(printable(run.text), in_two_columns)
    yield LineFeed()


def _settings(look: Look) -> Iterator[Operation]:
    yield Set(Setting.FONT, look.small)
    yield Set(Setting.BOLD, look.bold)
    yield Set(Setting.INVERTED, look.inverted)
    for wide in (Setting.WIDE, Setting.HANZI_WIDE):
        yield Set(wide, look.wide)
    for tall in (Setting.TALL, Setting.HANZI_TALL):
        yield Set(tall, look.tall)


def _spans(rows: bytes, row_bytes: int, most_rows: int) -> Iterator[tuple[int, int]]:
    """From and to which row there is ink; a gap that costs less to print than to skip is ink too."""
    spans: list[list[int]] = []
    for number in range(len(rows) // row_bytes):
        if not any(rows[number * row_bytes : (number + 1) * row_bytes]):
            continue
        if spans and (number - spans[-1][1]) * row_bytes <= _HEADER_BYTES:
            spans[-1][1] = number + 1
        else:
            spans.append([number, number + 1])
    for top, bottom in spans:
        for start in range(top, bottom, most_rows):
            yield start, min(start + most_rows, bottom)


def _word(number: int) -> bytes:
    return number.to_bytes(2, "little")
