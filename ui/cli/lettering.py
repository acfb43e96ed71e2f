"""Files with letters in them: what draws them takes a font of the box."""

from __future__ import annotations

from collections.abc import Callable

from ui.cli.setting import SettingError


def lettered(draw: Callable[[], bytes]) -> bytes:
    """What was drawn; SettingError where the font is not installed."""
    # Only who draws pays for the import.
    from printer.glyphs import FontMissingError

    try:
        return draw()
    except FontMissingError as error:
        raise SettingError(str(error)) from error
