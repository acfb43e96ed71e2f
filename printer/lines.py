"""What stands on paper, line by line, before any printer is chosen. Measures are dots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from printer.logo import Logo

LETTER = 12
"""Width of a Latin letter of font A; it is 24 high, and so are Chinese characters, which are 24 wide."""
SMALL_LETTER = 9
"""Width of a Latin letter of font B."""
HANZI = 24
PITCH = 28
"""From one line of ordinary letters to the next; a taller line takes at least its own height."""
SMALL_HEIGHT = 17


class Align(StrEnum):
    """To which side a line stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look. `small` is font B, which Chinese characters do not have."""

    wide: int = 1
    tall: int = 1
    small: bool = False
    bold: bool = False
    inverted: bool = False

    @property
    def letter(self) -> int:
        """Width of a Latin letter."""
        return (SMALL_LETTER if self.small else LETTER) * self.wide

    @property
    def hanzi(self) -> int:
        """Width of a Chinese character."""
        return HANZI * self.wide

    @property
    def height(self) -> int:
        """Of a Latin letter."""
        return (SMALL_HEIGHT if self.small else HANZI) * self.tall


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    look: Look = PLAIN

    @property
    def height(self) -> int:
        """Of its letters; Chinese has no small font."""
        return self.look.height if self.text.isascii() else HANZI * self.look.tall


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of letters; it must fit the paper."""

    runs: tuple[Run, ...]
    align: Align = Align.LEFT
    pitch: int = PITCH
    """To the next line, at least."""

    @property
    def text(self) -> str:
        """The letters of all runs."""
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> int:
        """Of its highest letters."""
        return max((run.height for run in self.runs), default=0)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A thin rule from edge to edge, with some white below."""

    below: int = 16


@dataclass(frozen=True, slots=True)
class QrLine:
    """A QR code in the middle, error correction M, so many dots a module."""

    content: str
    module: int = 4


@dataclass(frozen=True, slots=True)
class LogoLine:
    """The logo that the printer has stored, in the middle."""

    logo: Logo


@dataclass(frozen=True, slots=True)
class FeedLine:
    """White paper."""

    dots: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """Here the paper is parted."""


Line = TextLine | RuleLine | QrLine | LogoLine | FeedLine | CutLine
