"""A picture of the paper, dot for dot, from the very bytes a printer would get."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw

from config.profile import CutKind, Hanzi, PrinterProfile
from printer.decoder import Decoder
from printer.escpos import compile_ticket
from printer.lines import Line, LogoLine
from printer.logo import storing
from printer.operations import Operation
from printer.paper import Paper

_TOOTH = 8


def picture(lines: Iterable[Line], profile: PrinterProfile) -> Image.Image:
    """The sheet that comes out for these lines, as wide as the print head; mode 1."""
    set_lines = tuple(lines)
    stored = b"".join(storing(line.logo, profile.logo) for line in set_lines if isinstance(line, LogoLine))
    return sheets(stored + compile_ticket(set_lines, profile), profile)[0]


def sheets(data: bytes, profile: PrinterProfile) -> list[Image.Image]:
    """One picture for each sheet that a stream of bytes cuts off, and one for what still hangs out."""
    decoder = Decoder(hanzi=profile.hanzi is not Hanzi.NONE)
    return draw([*decoder.feed(data), *decoder.finish()], profile)


def draw(operations: Iterable[Operation], profile: PrinterProfile) -> list[Image.Image]:
    """One picture for each sheet."""
    paper = Paper(profile)
    drawn = [sheet for operation in operations if (sheet := paper.take(operation))]
    return drawn if paper.blank and drawn else [*drawn, paper.torn()]


def on_paper(sheet: Image.Image, profile: PrinterProfile) -> Image.Image:
    """The sheet with the white edges of its paper, and the mark of the cutter below; mode L."""
    side = max(0, profile.paper_mm * profile.dots_per_mm - sheet.width) // 2
    top = profile.head_to_cutter_mm * profile.dots_per_mm
    paper = Image.new("L", (sheet.width + 2 * side, sheet.height + top + _TOOTH), 255)
    paper.paste(sheet, (side, top))
    if profile.cut is not CutKind.NONE:
        _mark_cut(paper)
    return paper


def _mark_cut(paper: Image.Image) -> None:
    """A row of small teeth, as a cutter's blade leaves them."""
    edge = paper.height - 1
    teeth = [(x, edge - (_TOOTH - 1) * (x // _TOOTH % 2)) for x in range(0, paper.width + _TOOTH, _TOOTH)]
    ImageDraw.Draw(paper).polygon([(0, edge), *teeth, (paper.width, edge)], fill=200)
