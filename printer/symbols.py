"""QR codes and barcodes as dots."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from PIL import Image
from qrcode import constants
from qrcode.exceptions import DataOverflowError

from printer.bars import bars
from printer.glyphs import FONT_A, FONT_B, Cell, Style, glyph
from printer.operations import Barcode

_LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}


@lru_cache(maxsize=64)
def qr_picture(content: bytes, module: int, level: str) -> Image.Image | None:
    """The QR code without a border, so many dots a module; None if no QR code holds the content."""
    # A fixed mask is as readable, and spares the library from drawing all eight to compare them.
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=3)
    try:
        code.add_data(content)
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    modules = code.get_matrix()
    picture = Image.new("1", (len(modules), len(modules)))
    picture.putdata([255 * dark for row in modules for dark in row])
    return picture.resize((len(modules) * module,) * 2, Image.Resampling.NEAREST)


def barcode_picture(barcode: Barcode) -> Image.Image | None:
    """The bars, and their content in letters where it is asked for; None if it cannot be coded."""
    code = bars(barcode.kind, barcode.content)
    if code is None:
        return None
    module, wide = max(1, barcode.module), sum(code.widths)
    row = bytearray()
    for place, width in enumerate(code.widths):
        row += bytes((0 if place % 2 else 255,)) * width
    strip = Image.frombytes("L", (wide, 1), bytes(row)).convert("1")
    lines = strip.resize((wide * module, max(1, barcode.height)), Image.Resampling.NEAREST)
    return _labelled(lines, barcode, code.label)


def _labelled(lines: Image.Image, barcode: Barcode, label: str) -> Image.Image:
    above, below = barcode.letters & 1, barcode.letters >> 1 & 1
    if not (above or below):
        return lines
    written = _written(label, FONT_B if barcode.small else FONT_A)
    wide = max(lines.width, written.width)
    picture = Image.new("1", (wide, lines.height + (above + below) * written.height))
    picture.paste(lines, ((wide - lines.width) // 2, above * written.height))
    for top in (0,) * above + (picture.height - written.height,) * below:
        picture.paste(written, ((wide - written.width) // 2, top))
    return picture


def _written(label: str, cell: Cell) -> Image.Image:
    picture = Image.new("1", (cell.wide * len(label), cell.tall))
    for place, letter in enumerate(label):
        picture.paste(glyph(letter, Style(cell)), (place * cell.wide, 0))
    return picture
