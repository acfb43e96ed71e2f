"""How the print head is set: the letters, spacings and margins that hold until they are changed."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw

from config.profile import HanziSize, PrinterProfile
from printer.glyphs import FONT_A, FONT_B, FONT_HANZI, Style
from printer.operations import DEFAULTS, Set, Setting

_OWN_SPACING = 30
"""Line spacing of a printer that was told nothing, dots."""
_INCH = 203
_TWINS = {Setting.WIDE: Setting.HANZI_WIDE, Setting.TALL: Setting.HANZI_TALL}

Dress = Callable[[Image.Image], Image.Image]
"""What is done to each letter: underlined, white on black, turned."""


class Head:
    """The settings of a printer, read in dots."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._dots = profile.dots
        self._scales_hanzi = HanziSize.GS in profile.hanzi_size
        self._state = dict(DEFAULTS)

    def reset(self) -> None:
        """As after switching on."""
        self._state = dict(DEFAULTS)

    def set(self, change: Set) -> None:
        """One setting; GS ! enlarges Chinese too, on printers where it does."""
        self._state[change.setting] = change.value
        if self._scales_hanzi and change.setting in _TWINS:
            self._state[_TWINS[change.setting]] = change.value

    def __getitem__(self, setting: Setting) -> int:
        return self._state[setting]

    def style(self, *, hanzi: bool) -> Style:
        """How letters are drawn."""
        state = self._state
        return Style(
            FONT_HANZI if hanzi else (FONT_A, FONT_B)[state[Setting.FONT]],
            state[Setting.HANZI_WIDE if hanzi else Setting.WIDE],
            state[Setting.HANZI_TALL if hanzi else Setting.TALL],
            bold=bool(state[Setting.BOLD]),
            smooth=bool(state[Setting.SMOOTH]),
        )

    def spacing(self, *, hanzi: bool) -> tuple[int, int]:
        """White left and right of a letter."""
        state = self._state
        if hanzi:
            wide = state[Setting.HANZI_WIDE]
            left, right = state[Setting.HANZI_LEFT], state[Setting.HANZI_RIGHT]
            return self.across(left) * wide, self.across(right) * wide
        return 0, self.across(state[Setting.LETTER_SPACING]) * state[Setting.WIDE]

    def dress(self, *, hanzi: bool) -> Dress:
        """What is done to each letter."""
        state = self._state
        thick = min(state[Setting.HANZI_UNDERLINE if hanzi else Setting.UNDERLINE], 2)
        inverted, turned = state[Setting.INVERTED], state[Setting.ROTATED]
        if not (thick or inverted or turned):
            return lambda dots: dots

        def dress(dots: Image.Image) -> Image.Image:
            if inverted:
                dots = ImageChops.invert(dots)
            elif thick:
                dots = dots.copy()
                ImageDraw.Draw(dots).rectangle((0, dots.height - thick, dots.width, dots.height), fill=255)
            return dots.transpose(Image.Transpose.ROTATE_270) if turned else dots

        return dress

    @property
    def margin(self) -> int:
        """White on the left of every line."""
        return min(self.across(self._state[Setting.LEFT_MARGIN]), self._dots - FONT_A.wide)

    @property
    def area(self) -> int:
        """Printable width right of the margin."""
        room = self._dots - self.margin
        asked = self._state[Setting.AREA_WIDTH]
        return room if asked < 0 else min(max(self.across(asked), FONT_A.wide), room)

    @property
    def line_spacing(self) -> int:
        asked = self._state[Setting.LINE_SPACING]
        return _OWN_SPACING if asked < 0 else self.down(asked)

    def across(self, units: int) -> int:
        """Horizontal units in dots."""
        return _dots(units, self._state[Setting.UNIT_ACROSS])

    def down(self, units: int) -> int:
        """Vertical units in dots."""
        return _dots(units, self._state[Setting.UNIT_DOWN])


def _dots(units: int, per_inch: int) -> int:
    return units * _INCH // per_inch if per_inch else units
