"""`kiosk touch`, `kiosk devices` and `kiosk virtual printer`: one process each."""

from __future__ import annotations

import logging
import re
import signal
import sys
from argparse import Namespace
from contextlib import closing
from functools import cache
from pathlib import Path

from config.advice import usable_advice
from config.calendar import BranchCalendar, load_calendar
from config.fault import ConfigError
from config.front import load_front
from config.lobby_devices import load_lobby_devices
from config.speech import load_speech
from config.theme import load_theme
from ui.cli.first_screen import first_start
from ui.cli.setting import MisusedError, SettingError, setting


def touch(given: Namespace) -> int:
    from ui.touch.app import Place, main
    from ui.touch.sounding import speaks_with

    here = setting(given)
    speech = load_speech(here.config)
    if given.windowed and not re.fullmatch(r"\d{3,4}x\d{3,4}", given.windowed):
        raise MisusedError(f"{given.windowed!r} is no window size; write it as 1080x1920.")
    log_to_the_journal("touch")
    if (left := first_start(here, given.windowed or "", plain=given.plain_pages)) is not None:
        return left
    phrases = {language: here.phrases(language) for language in here.branch.languages}
    place = Place(
        here.branch,
        phrases,
        here.store,
        here.clock,
        here.holidays(),
        here.kiosk,
        load_theme(here.config),
        here.config,
        load_front(here.config),
        _calendar(here.config),
        speech,
        speaks_with(speech, given.voice_out) if given.voice_out else None,
        _scans(here.config),
        usable_advice(here.config),
        here.shared,
    )
    return main(place, window=given.windowed or "")


def _calendar(folder: Path) -> BranchCalendar:
    """The branch's calendar; a screen that cannot read it goes without, and gives numbers."""
    try:
        return load_calendar(folder)
    except ConfigError:
        return BranchCalendar()


def _scans(folder: Path) -> bool:
    """Whether a scanner is plugged in; a screen that cannot tell offers none."""
    try:
        return load_lobby_devices(folder).scanner is not None
    except ConfigError:
        return False


def devices(given: Namespace) -> int:
    from config.profile import load_profile
    from config.template_file import Templates
    from drivers.devices import Gear, main
    from ui.cli.hall import besides

    here = setting(given)
    printer = here.printer_at(given.printer) if given.printer else here.branch.printer
    log_to_the_journal("devices")
    with closing(here.store_at_need()) as store:
        gear = Gear(
            printer,
            load_profile(printer.profile, here.config) if printer else None,
            cache(here.phrases),
            Templates(here.config),
            besides(here, given.voice_out),
            load_calendar(here.config),
            here.shared,
        )
        return main(here.site(store), gear, here.data)


def virtual_printer(given: Namespace) -> int:
    from config.profile import load_profile
    from drivers.virtual.command import BadWishError, run, wishes

    here = setting(given)
    try:
        wire, faults = wishes(given.link, given.tcp, given.baud, given.fault)
    except BadWishError as error:
        raise MisusedError(str(error)) from None
    log_to_the_journal("virtual printer")
    ends = {signal.SIGINT, signal.SIGTERM}
    # Before any thread is there, so that none of them is interrupted: this one waits for them.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    profile = load_profile(given.profile, here.config)

    def until() -> None:
        print(f"The printer {profile.id} is at {wire.name}; its tickets land in {given.out}.", flush=True)
        signal.sigwait(ends)

    try:
        run(wire, given.out, profile, given.baud, faults, until, _printed)
    except OSError as error:
        raise SettingError(str(error)) from None
    return 0


def _printed(picture: Path) -> None:
    print(f"A ticket was printed: {picture}", flush=True)


def log_to_the_journal(name: str) -> None:
    """Sentences on standard error; systemd's journal adds the time."""
    logging.basicConfig(level=logging.INFO, format=f"{name}: %(message)s", stream=sys.stderr)
