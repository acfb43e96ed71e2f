"""Which branch, which state and which clock a verb works with."""

from __future__ import annotations

import json
import os
import platform
from argparse import Namespace
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from config.branch import SAMPLE, load
from config.phrases import Phrases
from config.phrases import load as load_phrases
from config.schema import Branch, Printer
from kiosk.clock import Clock, branch_clock, shift_to
from kiosk.hours import Holidays, no_holidays
from kiosk.island.identity import box_of
from kiosk.island.shared import Shared
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import Store, StoreAway, open_store

_SHIFT = "clock.json"
_EARLIEST, _LATEST = 1970, 2100


class SettingError(Exception):
    """What was set up can't be used."""


class MisusedError(SettingError):
    """A word on the command line that can't be used."""


@dataclass(frozen=True)
class Setting:
    """The branch's folder, the folder of its state, and how far its clock is moved."""

    config: Path
    data: Path
    start: datetime | None = None

    @cached_property
    def branch(self) -> Branch:
        """The branch, checked."""
        return load(self.config)

    @property
    def clock(self) -> Clock:
        """The branch's clock, moved as this verb or the demonstration that runs asks for."""
        return branch_clock(self.branch.timezone, self.shift)

    @cached_property
    def asked_shift(self) -> timedelta:
        """How far this verb was asked to move the clock."""
        return shift_to(self.start, self.branch.timezone) if self.start else timedelta()

    @property
    def shift(self) -> timedelta:
        """How far the clock is moved: as asked for, else as the processes on this data folder have it."""
        if self.start:
            return self.asked_shift
        return _kept_shift(self.data / _SHIFT)

    @contextmanager
    def shifted(self, shift: timedelta) -> Iterator[None]:
        """Let every process on this data folder live in the same time, as long as this one lives."""
        file = self.data / _SHIFT
        if shift:
            self.data.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"shift_s": shift.total_seconds(), "pid": os.getpid()}))
        try:
            yield
        finally:
            file.unlink(missing_ok=True)

    @property
    def kiosk(self) -> str:
        """Which of the branch's kiosks this box is: what its scanner reads is answered on its own screen."""
        return self.shared.box.name if self.shared else platform.node()

    @cached_property
    def shared(self) -> Shared | None:
        """This box and the store that it shares with others; None where its store is its own."""
        address = self.branch.store
        if not address:
            return None
        return Shared(self.data, address, self.branch, self.clock, box_of(self.data), self.holidays())

    def printer_at(self, link: str | None) -> Printer:
        """The branch's printer, at another link if one is given."""
        printer = self.branch.printer
        if printer is None:
            raise SettingError("This branch has no printer: add [printer] to its devices.toml.")
        return replace(printer, link=link) if link else printer

    def store(self) -> Store:
        """The lobby's memory, opened."""
        whose = self.shared.box.common if self.shared else None
        return open_store(self.data, self.branch.store, whose=whose)

    def store_at_need(self) -> Store:
        """The same for a process that goes on while a store it shares is away."""
        return self.shared.common() if self.shared else self.store()

    @contextmanager
    def lobby_at_hand(self) -> Iterator[Lobby]:
        """The lobby; of a box that is cut off, what it knows by itself."""
        try:
            store = self.store()
        except StoreAway:
            if self.shared is None:
                raise
            store = self.shared.island()
        with closing(store):
            yield self.lobby(store)

    def site(self, store: Store) -> Site:
        return Site(store, self.branch, self.clock, self.holidays())

    def lobby(self, store: Store) -> Lobby:
        return Lobby(store, self.branch, self.clock, self.holidays())

    def holidays(self) -> Holidays:
        """The branch's calendar of public holidays, imported only where one is named."""
        country = self.branch.hours.holiday_calendar
        if not country:
            return no_holidays

        @cache
        def of_year(year: int) -> Collection[date]:
            from config.holiday import public_holidays

            return public_holidays(country, year)

        return of_year

    def phrases(self, language: str) -> Phrases:
        return load_phrases(language, self.config)


def setting(given: Namespace) -> Setting:
    """From the words given, else the environment, else the shipped sample and the user's data folder."""
    clock = given.clock or os.environ.get("KIOSK_CLOCK")
    return Setting(
        config=given.config or Path(os.environ.get("KIOSK_CONFIG") or SAMPLE),
        data=given.data or Path(os.environ.get("KIOSK_DATA") or _users_data()),
        start=_moment(clock) if clock else None,
    )


def credential(name: str) -> Path | None:
    """A secret that systemd handed to this service (LoadCredential=), if it did."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    file = Path(folder) / name
    return file if folder and file.is_file() else None


def _kept_shift(file: Path) -> timedelta:
    """The shift that a living `kiosk run` keeps; none of one that was killed."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        os.kill(int(kept["pid"]), 0)
        return timedelta(seconds=float(kept["shift_s"]))
    except PermissionError:
        raise SettingError(f"{file} can't be read: run this as the user of the kiosk.") from None
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return timedelta()


def _users_data() -> Path:
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "lobby-kiosk"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise MisusedError(f"{text!r} is no time; write it as 2026-11-25T09:30.") from None
    if not _EARLIEST <= moment.year <= _LATEST:
        raise MisusedError(f"A clock starts in a year from {_EARLIEST} to {_LATEST}; {text} does not.")
    return moment
