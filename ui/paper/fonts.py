"""Where a sheet's letters come from: Noto Sans CJK SC, in a collection of faces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from printer.glyphs import FontMissingError, font_file

_FACE = "Noto Sans CJK SC"
_FACES = 20
_FILES = {False: "NotoSansCJK-Regular.ttc", True: "NotoSansCJK-Bold.ttc"}


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, and the number of the face within it."""

    path: Path
    number: int


@cache
def face(*, bold: bool) -> Face:
    """The face of one weight; FontMissingError where the package is not installed."""
    path = font_file(_FILES[bold])
    for number in range(_FACES):
        try:
            found = ImageFont.truetype(path, 10, number)
        except OSError:
            break
        if found.getname()[0] == _FACE:
            return Face(path, number)
    raise FontMissingError(f"{path} has no face {_FACE}. Install the package fonts-noto-cjk afresh.")
