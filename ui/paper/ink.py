"""The colours of the house, as `lobby.css` has them and paper needs them."""

from __future__ import annotations

from enum import StrEnum


class Ink(StrEnum):
    """Each as a picture takes it."""

    GROUND = "#fafaf7"
    CARD = "#ffffff"
    PRESSED = "#eceeea"
    HAIRLINE = "#dfe3df"
    INK = "#14201b"
    QUIET = "#55615b"
    JADE = "#0b6e4f"
    JADE_TINT = "#e7f2ed"
    AMBER = "#8a5200"
    AMBER_TINT = "#fdf3e1"
    AMBER_MIDDLE = "#f6d9a4"
    AMBER_STRONG = "#e5a845"
    RED = "#a3241a"
    RED_TINT = "#fcecea"

    @property
    def rgb(self) -> tuple[int, int, int]:
        """As a PDF takes it."""
        red, green, blue = bytes.fromhex(self.value.removeprefix("#"))
        return red, green, blue

    @property
    def css(self) -> str:
        """What a style sheet calls it."""
        return self.name.lower().replace("_", "-")
