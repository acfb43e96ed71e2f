"""What the bytes of a print job ask a printer to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Setting(StrEnum):
    """A state of the printer that stays until it is changed or the printer is reset."""

    FONT = "font"
    BOLD = "bold"
    UNDERLINE = "underline"
    INVERTED = "inverted"
    WIDE = "wide"
    TALL = "tall"
    HANZI_WIDE = "hanzi wide"
    HANZI_TALL = "hanzi tall"
    HANZI_UNDERLINE = "hanzi underline"
    SMOOTH = "smooth"
    ROTATED = "rotated"
    UPSIDE_DOWN = "upside down"
    ALIGN = "align"
    LINE_SPACING = "line spacing"
    """In units; -1 is the printer's own."""
    LETTER_SPACING = "letter spacing"
    HANZI_LEFT = "hanzi left"
    HANZI_RIGHT = "hanzi right"
    LEFT_MARGIN = "left margin"
    AREA_WIDTH = "area width"
    """In units; -1 is the whole paper."""
    UNIT_ACROSS = "unit across"
    """Units of one inch; 0 is the printer's own, one dot."""
    UNIT_DOWN = "unit down"
    PERIPHERAL = "peripheral"


DEFAULTS = dict.fromkeys(Setting, 0) | {
    Setting.WIDE: 1,
    Setting.TALL: 1,
    Setting.HANZI_WIDE: 1,
    Setting.HANZI_TALL: 1,
    Setting.LINE_SPACING: -1,
    Setting.AREA_WIDTH: -1,
    Setting.PERIPHERAL: 1,
}


@dataclass(frozen=True, slots=True)
class Text:
    """Letters of one width: `hanzi` are two-byte characters, in cells of 24 x 24 dots."""

    text: str
    hanzi: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """A state changes."""

    setting: Setting
    value: int


@dataclass(frozen=True, slots=True)
class Reset:
    """ESC @: every state as after switching on."""


@dataclass(frozen=True, slots=True)
class LineFeed:
    """Print the line and go to the next; `lines` of them."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Feed:
    """Print the line and feed exactly so many units."""

    units: int


@dataclass(frozen=True, slots=True)
class Return:
    """Carriage return: nothing, unless a column image is built of overlaid lines."""


@dataclass(frozen=True, slots=True)
class Tabs:
    """New tab stops, in letters from the left."""

    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """Go to the next tab stop."""


@dataclass(frozen=True, slots=True)
class Move:
    """Go so many units to the right: of the left margin, or of the pen if `relative`."""

    units: int
    relative: bool


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture in rows of whole bytes, each dot `across` x `down` dots large."""

    row_bytes: int
    data: bytes
    across: int = 1
    down: int = 1
    spare: int = 0
    """Dots at the end of each row that do not belong to the picture."""


@dataclass(frozen=True, slots=True)
class Store:
    """Keep pictures, by name, where they outlive the power; `afresh`: in place of others of their kind."""

    pictures: tuple[tuple[bytes, Raster], ...]
    afresh: bool = False


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete the kept picture of that name, or all of them."""

    key: bytes = b""


@dataclass(frozen=True, slots=True)
class PrintKept:
    """Print the kept picture of that name, each dot `across` x `down` dots large."""

    key: bytes
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """Tell the names of the pictures that are kept."""


@dataclass(frozen=True, slots=True)
class Columns:
    """ESC *: a picture within a line, in columns of `height` dots."""

    height: int
    data: bytes
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code; `level` is its error correction, L M Q or H."""

    content: bytes
    module: int
    level: str


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode by its number in GS k."""

    kind: int
    content: bytes
    height: int
    module: int
    letters: int = 0
    """Where its content stands in letters: 1 above, 2 below, 3 both."""
    small: bool = False
    """Whether those letters are of the smaller font."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Part the paper here. `feed` units are fed first; None cuts on the spot."""

    full: bool
    feed: int | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """A pulse on a connector: a cash drawer, a lamp, a buzzer."""

    pin: int


@dataclass(frozen=True, slots=True)
class Fence:
    """GS ( H: repeat these four letters once everything before them is on paper."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class AutoStatus:
    """GS a: tell by yourself whatever changes; 0 is nothing."""

    kinds: int


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """GS r: tell paper (1) or drawer (2) when everything before this was worked off."""

    kind: int


@dataclass(frozen=True, slots=True)
class IdentityRequest:
    """GS I: who are you."""

    kind: int


@dataclass(frozen=True, slots=True)
class CounterRequest:
    """Custom's GS E1h to E5h: paper left, cuts, paper fed, tickets retracted, times switched on."""

    kind: int


@dataclass(frozen=True, slots=True)
class Eject:
    """Custom's GS e: what the presenter does with the ticket in its mouth; `steps` if it is presented."""

    deed: int
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Star's ETB: count one up once everything before it is on paper."""


@dataclass(frozen=True, slots=True)
class PageBegin:
    """ESC L: what follows is laid out on a page and printed as a whole."""


@dataclass(frozen=True, slots=True)
class PageArea:
    """ESC W: the part of the page that is written on, in units."""

    left: int
    top: int
    wide: int
    tall: int


@dataclass(frozen=True, slots=True)
class PageTurn:
    """ESC T: which way is right: 0 right, 1 up, 2 left, 3 down."""

    direction: int


@dataclass(frozen=True, slots=True)
class PageDown:
    """GS $ and GS backslash: go so many units down the page: of its area, or of the line if `relative`."""

    units: int
    relative: bool


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Print the page, or forget it; `leave` goes back to lines, else the page is kept or begun anew."""

    printed: bool
    leave: bool


@dataclass(frozen=True, slots=True)
class RealTime:
    """A command that is obeyed the moment it arrives, wherever it stands in the stream."""

    command: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A command that is known, and changes nothing that could be seen here."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Unknown:
    """Bytes that mean nothing here; they print nothing."""

    data: bytes


Operation = (
    Text | Set | Reset | LineFeed | Feed | Return | Tabs | Tab | Move | Raster | Columns | Qr | Barcode
    | Cut | Pulse | Fence | AutoStatus | StatusRequest | IdentityRequest | CounterRequest | Eject | Mark
    | Store | Forget | PrintKept | StoredRequest | PageBegin | PageArea | PageTurn | PageDown | PageEnd
    | RealTime | Skipped | Unknown
)  # fmt: skip
