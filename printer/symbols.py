"""QR codes and barcodes as dots."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from PIL import Image, ImageDraw
from qrcode import constants
from qrcode.exceptions import DataOverflowError

from printer.glyphs import FONT_A, Style, glyph
from printer.operations import Barcode

_LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
_MODULES_PER_LETTER = 11
_MODULES_AROUND = 35


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


def barcode_picture(barcode: Barcode, most: int) -> Image.Image:
    """A box as large as the barcode, with its content in letters: ours are never scanned."""
    modules = len(barcode.content) * _MODULES_PER_LETTER + _MODULES_AROUND
    width = min(modules * barcode.module, most)
    picture = Image.new("1", (width, max(barcode.height, FONT_A.tall + 8)))
    ImageDraw.Draw(picture).rectangle((0, 0, width - 1, picture.height - 1), outline=255)
    label = barcode.content.decode("latin-1")
    top = (picture.height - FONT_A.tall) // 2
    for place, letter in enumerate(label[: width // FONT_A.wide - 1]):
        picture.paste(glyph(letter, Style(FONT_A)), (6 + place * FONT_A.wide, top))
    return picture
