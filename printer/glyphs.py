"""The letters of a virtual print head: Noto Sans Mono CJK drawn into the cells of a ticket printer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

_FILE = "NotoSansCJK-Regular.ttc"
_FACE = "Noto Sans Mono CJK SC"
_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-sans-cjk-fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)
_SECOND = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
    Path("/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono.ttf"),
    Path("/usr/share/fonts/TTF/DejaVuSansMono.ttf"),
)
"""For the letters of other people's code pages that a Chinese font lacks: č, ş, ї."""
_NOWHERE = "\ue000"
"""No font has it: it is drawn as whatever stands for a letter that is missing."""
_FACES = 20
_SOFT = Image.Resampling.BICUBIC
_TABLE_SIGNS = frozenset(map(chr, range(0x2500, 0x2580)))
_INK = 120
"""From this darkness on a dot is burnt."""


class FontMissingError(Exception):
    """The font that draws Chinese characters is not installed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box that letters of a font stand in, and where the font is put into it."""

    wide: int
    tall: int
    size: int
    baseline: int


FONT_A = Cell(12, 24, 24, 20)
FONT_B = Cell(9, 17, 17, 13)
FONT_HANZI = Cell(24, 24, 24, 21)


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter of a cell is drawn."""

    cell: Cell
    wide: int = 1
    tall: int = 1
    bold: bool = False
    smooth: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Dots across and down."""
        return self.cell.wide * self.wide, self.cell.tall * self.tall


@lru_cache(maxsize=2048)
def glyph(letter: str, style: Style) -> Image.Image:
    """The letter as dots, ink set; never change it, it is shared."""
    if style.wide == style.tall == 1:
        drawn = _drawn(letter, style.cell, 1)
    elif style.smooth:
        drawn = _stretched(_outline(letter, style.cell, style.tall), style.size)
    else:
        drawn = _drawn(letter, style.cell, 1).resize(style.size, Image.Resampling.NEAREST)
    return _embolden(drawn, style.wide) if style.bold else drawn


def _drawn(letter: str, cell: Cell, scale: int) -> Image.Image:
    return _burnt(_outline(letter, cell, scale))


def _outline(letter: str, cell: Cell, scale: int) -> Image.Image:
    """The letter in grey, as large as its cell times the scale."""
    box, ground = (cell.wide * scale, cell.tall * scale), cell.baseline * scale
    font = _font_with(letter, cell.size * scale)
    wide = max(1, round(font.getlength(letter)))
    above = max(0, -ground - round(font.getbbox(letter, anchor="ls")[1]))
    picture = Image.new("L", (max(wide, box[0]), box[1] + above))
    place = (max(0, box[0] - wide) // 2, ground + above)
    ImageDraw.Draw(picture).text(place, letter, font=font, fill=255, anchor="ls")
    return _narrowed(_lowered(picture, above, ground), letter, box)


def _lowered(picture: Image.Image, above: int, ground: int) -> Image.Image:
    """An accent that would stand above its cell presses its letter down; the ground line stays."""
    if not above:
        return picture
    body = picture.resize((picture.width, ground), _SOFT, (0, 0, picture.width, ground + above))
    lowered = picture.crop((0, above, *picture.size))
    lowered.paste(body, (0, 0))
    return lowered


def _narrowed(picture: Image.Image, letter: str, box: tuple[int, int]) -> Image.Image:
    """A Chinese sign in a Latin cell is squeezed; the signs of tables are the middle of the Chinese ones."""
    if picture.size == box:
        return picture
    if letter not in _TABLE_SIGNS:
        return picture.resize(box, _SOFT)
    left = (picture.width - box[0]) // 2
    return picture.crop((left, 0, left + box[0], box[1]))


def _stretched(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return _burnt(picture if picture.size == size else picture.resize(size, _SOFT))


def _burnt(picture: Image.Image) -> Image.Image:
    return picture.point(lambda grey: 255 * (grey >= _INK), "1")


def _embolden(picture: Image.Image, dots: int) -> Image.Image:
    """Struck twice, one dot of the unscaled letter apart."""
    shifted = Image.new("1", picture.size)
    shifted.paste(picture, (dots, 0))
    return ImageChops.logical_or(picture, shifted)


def _font_with(letter: str, size: int) -> ImageFont.FreeTypeFont:
    """Our font, or the second one for a letter that ours lacks."""
    if letter.isascii() or letter in _TABLE_SIGNS or not _lacks(letter):
        return _font(size)
    return _second_font(size) or _font(size)


@lru_cache(maxsize=8192)
def _lacks(letter: str) -> bool:
    font = _font(FONT_A.size)
    return letter != _NOWHERE and bytes(font.getmask(letter)) == bytes(font.getmask(_NOWHERE))


@lru_cache(maxsize=64)
def _second_font(size: int) -> ImageFont.FreeTypeFont | None:
    path = next((path for path in _SECOND if path.exists()), None)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC) if path else None


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    path, index = _face()
    return ImageFont.truetype(path, size, index, layout_engine=ImageFont.Layout.BASIC)


@cache
def _face() -> tuple[str, int]:
    """The font file, and the number of the face within it."""
    path = font_file(_FILE)
    return str(path), _index(path)


def font_file(name: str) -> Path:
    """Where a file of the installed fonts lies."""
    for folder in _FOLDERS:
        path = folder.expanduser() / name
        if path.exists():
            return path
    places = ", ".join(map(str, _FOLDERS))
    message = f"{name} is in none of {places}: Chinese cannot be drawn. Install the package fonts-noto-cjk."
    raise FontMissingError(message)


def _index(path: Path) -> int:
    for index in range(_FACES):
        try:
            found = ImageFont.truetype(path, FONT_HANZI.size, index)
        except OSError:
            break
        if found.getname()[0] == _FACE:
            return index
    message = f"{path} has no face {_FACE}. Install the package fonts-noto-cjk afresh."
    raise FontMissingError(message)
