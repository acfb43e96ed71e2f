"""`kiosk first-start apply` and `serve`: what may change the box, and does so only during a first start."""

from __future__ import annotations

import os
import signal
import threading
from argparse import Namespace
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import FrameType

from config.adoption import adopt, files_of
from config.fault import ConfigError
from config.profile import load_profile, profiles
from drivers.box import LinuxBox
from kiosk.commissioning.gate import is_fresh
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.setting_up import SettingUp
from kiosk.island.identity import FOLDER
from kiosk.store import Store, StoreAway, StoreError, open_store
from ui.cli.processes import log_to_the_journal
from ui.cli.setting import Setting, setting

_LOOK_S = 0.3
_FOR_ALL = frozenset({"branch", "printer"})
"""After these every process reads the branch's folder anew."""

_SEEN = "wishes-seen"
"""Left by what lays the stick ready: see systemd/root/usr/lib/lobby/setup-box."""


def apply(given: Namespace) -> int:
    """Once: a unit of systemd's runs this whenever somebody asks."""
    log_to_the_journal("first start")
    setting_up(setting(given), given.stick, given.news).work()
    return 0


def serve(given: Namespace) -> int:
    """Again and again, for a demonstration; the household takes anew what changed."""
    log_to_the_journal("first start")
    here, over = setting(given), threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        over.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    parent = os.getppid()
    changed: list[str] = []
    making = setting_up(here, given.stick, given.news, changed)
    making.rooms.setup.mkdir(parents=True, exist_ok=True)
    while not over.wait(_LOOK_S):
        making.work()
        if _FOR_ALL.intersection(changed) and os.getppid() == parent:
            os.kill(parent, signal.SIGUSR1)
        changed.clear()
    return 0


def as_delivered(here: Setting) -> Setting:
    """A box to try the first start with: the branch's folder is a copy, kept with the state."""
    rooms, own = Rooms(here.data), here.data / "branch"
    rooms.setup.mkdir(parents=True, exist_ok=True)
    if rooms.is_over:
        return replace(here, config=own if own.is_dir() else here.config)
    rooms.begun.touch()
    if not own.is_dir():
        adopt(own, files_of(here.config))
    return replace(here, config=own)


def setting_up(
    here: Setting, stick: Path | None, news: Path | None, changed: list[str] | None = None
) -> SettingUp:
    """What sets this box up."""

    def note(word: str) -> None:
        if changed is not None:
            changed.append(word)
        if news is not None:
            (news / word).touch()

    return SettingUp(
        Rooms(here.data),
        here.config,
        LinuxBox(news),
        lambda: _fresh(here),
        stick,
        lambda: _profiles(here.config),
        _prepared(news),
        note,
    )


def _prepared(news: Path | None) -> list[str] | None:
    """For which wishes the box looked for a stick just before this, if it says so; read once."""
    if news is None:
        return None
    try:
        said = (news / _SEEN).read_text("ascii", "replace").split()
        (news / _SEEN).unlink()
    except OSError:
        return None
    return said


def _fresh(here: Setting) -> bool | None:
    """As far as anybody can say: a database that is away says nothing."""
    try:
        with closing(_store(here)) as store:
            return is_fresh(store)
    except StoreError:
        return None


def _store(here: Setting) -> Store:
    """Of a branch with faults, which a first start may mend, the box's own store is all that is known."""
    try:
        return here.store()
    except ConfigError:
        if (here.data / FOLDER).exists():
            raise StoreAway("The branch's files do not say where the shared store is.") from None
        return open_store(here.data)


def _profiles(folder: Path) -> dict[str, str]:
    found = {}
    for each in profiles(folder):
        try:
            found[each] = load_profile(each, folder).name
        except ConfigError:
            continue
    return found
