"""The touch screen of a box as it was delivered: the first start, until it is over."""

from __future__ import annotations

import os
import sys

from config.fault import ConfigError
from config.theme import Theme, load_theme
from kiosk.commissioning.gate import is_open
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES
from ui.cli.setting import Setting


def first_start(here: Setting, window: str, *, plain: bool = False) -> int | None:
    """How it ended; None where the box has it behind it. Once it is over, this process starts anew.

    The pages of a demonstration are `plain`: http, and for this machine alone.
    """
    rooms = Rooms(here.data)
    if not is_open(rooms, here.store):
        return None
    from ui.touch.first_start.app import AFRESH, Delivery, main

    phrases = {language: here.phrases(language) for language in LANGUAGES}
    pages = f"http://127.0.0.1:{here.branch.pages.staff_port}" if plain else ""
    box = Delivery(rooms, here.branch, phrases, here.store, here.clock, _theme(here), here.config, pages)
    code = main(box, window=window)
    if code == AFRESH:
        # The same process, so that nobody has to notice and start it again: the ordinary screen, or the
        # next page with another branch.
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own words again
    return code


def _theme(here: Setting) -> Theme:
    try:
        return load_theme(here.config)
    except ConfigError:
        return Theme()
