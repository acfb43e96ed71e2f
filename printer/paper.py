"""A roll of paper under a virtual print head: operations become dots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

from config.profile import PrinterProfile
from printer.glyphs import glyph
from printer.head import Head
from printer.operations import (
    Barcode,
    Columns,
    Cut,
    Feed,
    LineFeed,
    Move,
    Operation,
    Qr,
    Raster,
    Reset,
    Set,
    Setting,
    Tab,
    Tabs,
    Text,
)
from printer.symbols import barcode_picture, qr_picture

_LONGEST = 24_000
"""Dots; whatever is printed below three metres of one ticket runs off the roll."""
_STOPS = tuple(range(8, 256, 8))
"""Tab stops of a printer that was told none."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Dots on the line being built, `left` of its own left edge."""

    left: int
    dots: Image.Image


class Paper:
    """What stands on the roll since the last cut. Pictures are of mode 1, black on white."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._dots = profile.dots
        self._head = Head(profile)
        self._stops = _STOPS
        self._line: list[_Placed] = []
        self._pen = 0
        self._strips: list[tuple[int, Image.Image]] = []
        self._fed = 0
        self._deeds: dict[type[Any], Callable[[Any], None]] = {
            Barcode: self._barcode,
            Columns: self._columns,
            Feed: self._feed,
            LineFeed: self._line_feed,
            Move: self._move,
            Qr: self._qr,
            Raster: self._raster,
            Reset: self._reset,
            Tab: self._tab,
            Tabs: self._tabs,
            Text: self._text,
        }

    @property
    def blank(self) -> bool:
        """Whether nothing was printed since the last cut, not even white lines."""
        return not (self._fed or self._line)

    def take(self, operation: Operation) -> Image.Image | None:
        """Do what is asked; a cut gives the picture of what was cut off."""
        if isinstance(operation, Set):
            self._head.set(operation)
        elif self._head[Setting.PERIPHERAL]:
            if isinstance(operation, Cut):
                return self._cut(operation)
            deed = self._deeds.get(type(operation))
            if deed is not None:
                deed(operation)
        return None

    def torn(self) -> Image.Image:
        """The picture of what stands on the paper; the roll begins anew."""
        self._flush(0)
        sheet = Image.new("1", (self._dots, max(self._fed, 1)))
        for top, strip in self._strips:
            sheet.paste(strip, (0, top))
        self._strips.clear()
        self._fed = 0
        return ImageChops.invert(sheet)

    def _cut(self, cut: Cut) -> Image.Image:
        self._flush(0)
        self._advance(self._head.down(cut.feed or 0))
        return self.torn()

    def _reset(self, _operation: Reset) -> None:
        self._head.reset()
        self._stops = _STOPS
        self._line.clear()
        self._pen = 0

    def _tabs(self, tabs: Tabs) -> None:
        self._stops = tabs.stops

    def _tab(self, _operation: Tab) -> None:
        letter = self._head.style(hanzi=False).size[0] + self._head.spacing(hanzi=False)[1]
        self._pen = next((stop * letter for stop in self._stops if stop * letter > self._pen), self._pen)

    def _move(self, move: Move) -> None:
        self._pen = max(0, (self._pen if move.relative else 0) + self._head.across(move.units))

    def _text(self, text: Text) -> None:
        style = self._head.style(hanzi=text.hanzi)
        before, after = self._head.spacing(hanzi=text.hanzi)
        dress = self._head.dress(hanzi=text.hanzi)
        area = self._head.area
        for letter in text.text:
            dots = dress(glyph(letter, style))
            if self._pen + before + dots.width > area:
                self._flush(self._head.line_spacing)
            self._line.append(_Placed(self._pen + before, dots))
            self._pen += before + dots.width + after

    def _columns(self, columns: Columns) -> None:
        count = len(columns.data) * 8 // columns.height
        if count:
            turned = Image.frombytes("1", (columns.height, count), columns.data)
            upright = turned.transpose(Image.Transpose.TRANSPOSE)
            self._place(_enlarged(upright, columns.across, columns.down))

    def _barcode(self, barcode: Barcode) -> None:
        self._block(barcode_picture(barcode, self._head.area))

    def _qr(self, qr: Qr) -> None:
        picture = qr_picture(qr.content, qr.module, qr.level)
        # A printer prints nothing at all of a symbol that is wider than its paper.
        if picture is not None and picture.width <= self._head.area:
            self._block(picture)

    def _raster(self, raster: Raster) -> None:
        rows = len(raster.data) // raster.row_bytes
        if rows:
            size = raster.row_bytes * 8, rows
            picture = Image.frombytes("1", size, raster.data[: raster.row_bytes * rows])
            self._block(_enlarged(picture, raster.across, raster.down))

    def _place(self, dots: Image.Image) -> None:
        self._line.append(_Placed(self._pen, dots))
        self._pen += dots.width

    def _block(self, dots: Image.Image) -> None:
        """A picture that stands alone and feeds exactly its own height."""
        if self._line:
            self._flush(self._head.line_spacing)
        self._place(dots)
        self._flush(0)

    def _line_feed(self, feed: LineFeed) -> None:
        spacing = self._head.line_spacing
        self._flush(min(feed.lines, 1) * spacing)
        self._advance(max(feed.lines - 1, 0) * spacing)

    def _feed(self, feed: Feed) -> None:
        self._flush(self._head.down(feed.units))

    def _flush(self, least: int) -> None:
        """Put the line on paper and feed its height, at least so much."""
        height = max((placed.dots.height for placed in self._line), default=0)
        if height and self._fed + height <= _LONGEST:
            self._strips.append((self._fed, self._strip(height)))
        self._advance(max(height, least))
        self._line.clear()
        self._pen = 0

    def _advance(self, dots: int) -> None:
        self._fed = min(self._fed + dots, _LONGEST)

    def _strip(self, height: int) -> Image.Image:
        """The line as it lies on the paper: letters stand on one ground line."""
        room = self._head.area
        area = Image.new("1", (room, height))
        width = max(placed.left + placed.dots.width for placed in self._line)
        left = max(0, room - width) * (0, 1, 2, 0)[self._head[Setting.ALIGN]] // 2
        for placed in self._line:
            area.paste(placed.dots, (left + placed.left, height - placed.dots.height))
        if self._head[Setting.UPSIDE_DOWN]:
            area = area.transpose(Image.Transpose.ROTATE_180)
        strip = Image.new("1", (self._dots, height))
        strip.paste(area, (self._head.margin, 0))
        return strip


def _enlarged(picture: Image.Image, across: int, down: int) -> Image.Image:
    if across == down == 1:
        return picture
    return picture.resize((picture.width * across, picture.height * down), Image.Resampling.NEAREST)
