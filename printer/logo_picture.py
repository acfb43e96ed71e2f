"""A picture file as a logo: small, black on white, and as wide as the paper at most."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from printer.logo import TALLEST, WIDEST, Logo

MOST_BYTES = 1_000_000
_LEAST = 16
_BLACK, _WHITE = 0, 255


class NoLogo(ValueError):
    """A picture that can't be a logo; the sentence says why."""


def logo_of(content: bytes, dots: int) -> Logo:
    """The logo for a print head of so many dots; NoLogo."""
    if len(content) > MOST_BYTES:
        raise NoLogo(f"The file has {len(content)} bytes; a logo has at most {MOST_BYTES}.")
    # White at its edges up to whole bytes, the same on both sides.
    picture = _black_and_white(_opened(content, min(dots, WIDEST)))
    ink = ImageOps.invert(picture.convert("L")).convert("1")
    wide, tall = (-(-length // 8) * 8 for length in ink.size)
    sheet = Image.new("1", (wide, tall))
    sheet.paste(ink, ((wide - ink.width) // 2, (tall - ink.height) // 2))
    return Logo(wide, tall, sheet.tobytes())


def _opened(content: bytes, widest: int) -> Image.Image:
    """The picture, of which the size is known before a dot of it is drawn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("PNG",))
            _measure(picture, widest)
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        if isinstance(fault, NoLogo):
            raise
        raise NoLogo("The file can't be read as a PNG picture.") from fault
    return picture


def _measure(picture: Image.Image, widest: int) -> None:
    wide, tall = picture.size
    if not (_LEAST <= wide <= widest and _LEAST <= tall <= TALLEST):
        raise NoLogo(
            f"The picture has {wide} x {tall} dots; a logo for this printer is {_LEAST} to {widest} dots wide"
            f" and {_LEAST} to {TALLEST} high, one dot of the picture for one of the paper."
        )


def _black_and_white(picture: Image.Image) -> Image.Image:
    """Of mode L with two shades; whatever is transparent is white."""
    upon = Image.new("RGBA", picture.size, "white")
    upon.alpha_composite(picture.convert("RGBA"))
    colours = upon.getcolors(2)
    shades = {colour for _, colour in colours or ()}
    if colours is None or not shades <= {(_BLACK,) * 3 + (_WHITE,), (_WHITE,) * 4}:
        raise NoLogo(
            "The picture has greys or colours, and paper has none: save it in black and white alone (1 bit)."
        )
    if (_BLACK,) * 3 + (_WHITE,) not in shades:
        raise NoLogo("There is nothing black in the picture.")
    return upon.convert("L")
