"""A roll of paper under a virtual print head: operations become dots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

from config.profile import PrinterProfile
from printer.glyphs import glyph
from printer.head import Head
from printer.kept import KeptPictures
from printer.operations import (
    Barcode,
    Columns,
    Cut,
    Feed,
    Forget,
    LineFeed,
    Move,
    Operation,
    PageArea,
    PageBegin,
    PageDown,
    PageEnd,
    PageTurn,
    PrintKept,
    Qr,
    Raster,
    Reset,
    Set,
    Setting,
    Store,
    Tab,
    Tabs,
    Text,
)
from printer.page import Page
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
        self._kept = KeptPictures()
        self._dots = profile.dots
        self._head = Head(profile)
        self._stops = _STOPS
        self._line: list[_Placed] = []
        self._pen = 0
        self._strips: list[tuple[int, Image.Image]] = []
        self._fed = 0
        self._page: Page | None = None
        self._deeds: dict[type[Any], Callable[[Any], None]] = {
            Barcode: self._barcode,
            Columns: self._columns,
            Feed: self._feed,
            Forget: self._kept.forget,
            LineFeed: self._line_feed,
            Move: self._move,
            PageArea: self._page_area,
            PageBegin: self._page_begin,
            PageDown: self._page_down,
            PageEnd: self._page_end,
            PageTurn: self._page_turn,
            PrintKept: self._print_kept,
            Qr: self._qr,
            Raster: self._raster,
            Reset: self._reset,
            Store: self._kept.store,
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
        self._page = None
        self._line.clear()
        self._pen = 0

    def _page_begin(self, _operation: PageBegin) -> None:
        self._flush(0)
        self._page = self._page or Page(self._dots)

    def _page_area(self, area: PageArea) -> None:
        if self._page:
            self._flush(0)
            across, down = self._head.across, self._head.down
            self._page.choose(PageArea(across(area.left), down(area.top), across(area.wide), down(area.tall)))

    def _page_turn(self, turn: PageTurn) -> None:
        if self._page:
            self._flush(0)
            self._page.turn(turn.direction)

    def _page_down(self, down: PageDown) -> None:
        if self._page:
            pen = self._pen
            self._flush(0)
            self._pen = pen
            self._page.go(self._head.down(down.units), relative=down.relative)

    def _page_end(self, end: PageEnd) -> None:
        page = self._page
        if page is None:
            return
        self._flush(0)
        self._page = None
        if end.printed:
            self._print(0, page.image())
        if not end.leave:
            self._page = page if end.printed else Page(self._dots)

    def _print(self, left: int, dots: Image.Image) -> None:
        """Dots on the roll, and the roll fed by their height."""
        if dots.height and self._fed + dots.height <= _LONGEST:
            strip = Image.new("1", (self._dots, dots.height))
            strip.paste(dots, (left, 0))
            self._strips.append((self._fed, strip))
        self._advance(dots.height)

    @property
    def _room(self) -> int:
        """How long a line may be."""
        return self._page.wide if self._page else self._head.area

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
        area = self._room
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
        picture = barcode_picture(barcode)
        if picture is not None and picture.width <= self._room:
            self._block(picture)

    def _qr(self, qr: Qr) -> None:
        picture = qr_picture(qr.content, qr.module, qr.level)
        # A printer prints nothing at all of a symbol that is wider than its paper.
        if picture is not None and picture.width <= self._room:
            self._block(picture)

    def _raster(self, raster: Raster) -> None:
        # What is wider than the paper is not printed; nor is it worth the memory.
        rows = min(len(raster.data) // raster.row_bytes, _LONGEST)
        wide = min(raster.row_bytes * 8 - raster.spare, self._dots)
        if rows:
            data = raster.data[: raster.row_bytes * rows]
            picture = Image.frombytes("1", (wide, rows), data, "raw", "1", raster.row_bytes)
            enlarged = _enlarged(picture, raster.across, raster.down)
            # ESC { turns letters and symbols, never a picture: those who send one turn it themselves.
            upside_down = self._head[Setting.UPSIDE_DOWN] and not self._page
            self._block(enlarged.transpose(Image.Transpose.ROTATE_180) if upside_down else enlarged)

    def _print_kept(self, kept: PrintKept) -> None:
        picture = self._kept.found(kept)
        # What was never stored prints nothing.
        if picture is not None:
            self._raster(picture)

    def _place(self, dots: Image.Image) -> None:
        self._line.append(_Placed(self._pen, dots))
        self._pen += dots.width

    def _block(self, dots: Image.Image) -> None:
        """A picture that stands alone and feeds exactly its own height; on a page it stands in its line."""
        if self._page:
            self._place(dots)
            return
        if self._line:
            self._flush(self._head.line_spacing)
        self._place(dots)
        self._flush(0)

    def _line_feed(self, feed: LineFeed) -> None:
        spacing = self._head.line_spacing
        self._flush(min(feed.lines, 1) * spacing)
        more = max(feed.lines - 1, 0) * spacing
        if self._page:
            self._page.go(more, relative=True)
        else:
            self._advance(more)

    def _feed(self, feed: Feed) -> None:
        self._flush(self._head.down(feed.units))

    def _flush(self, least: int) -> None:
        """Put the line on paper and feed its height, at least so much."""
        height = max((placed.dots.height for placed in self._line), default=0)
        if self._page:
            self._write(self._page, least)
        else:
            if height:
                self._print(self._head.margin, self._strip(height))
            self._advance(max(0, least - height))
        self._line.clear()
        self._pen = 0

    def _write(self, page: Page, least: int) -> None:
        for placed in self._line:
            page.write(placed.left, placed.dots)
        page.go(least, relative=True)

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
        return area


def _enlarged(picture: Image.Image, across: int, down: int) -> Image.Image:
    if across == down == 1:
        return picture
    return picture.resize((picture.width * across, picture.height * down), Image.Resampling.NEAREST)
