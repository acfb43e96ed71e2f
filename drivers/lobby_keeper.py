"""Keeps the other devices at work as `lobby.toml` describes them, and takes it up anew when it changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from config.files import LOBBY
from config.lobby_devices import LobbyDevices
from config.lobby_file import LobbyFile, Plugged
from drivers.floor_follower import STOPPED
from drivers.store_loop import keep_at
from drivers.unit_state import UnitHealth, UnitState
from drivers.voice.announcer import DEVICE
from kiosk.devices import own_devices, report
from kiosk.site import Site

LOOK_S = 1.0
"""The files are looked at so often."""
_GONE = "It is not plugged in any more."
_TOLD = 3
"""Faults on the tablet; `kiosk config check` tells all."""
_log = logging.getLogger(__name__)


class AtWork(Protocol):
    """Devices that were set to work."""

    def stop(self) -> None: ...


Begin = Callable[[Plugged], AtWork | None]


class LobbyKeeper:
    """One thread: a faulty file is told, and what was at work before stays at it."""

    def __init__(
        self,
        file: LobbyFile,
        begin: Begin,
        open_site: Callable[[], Site],
        on_broken: Callable[[], None] = lambda: None,
        look_s: float = LOOK_S,
    ) -> None:
        self._file = file
        self._begin = begin
        self._open_site = open_site
        self._on_broken = on_broken
        self._look_s = look_s
        self._wanted: Plugged | None = None
        self._at_work: Plugged | None = None
        self._running: AtWork | None = None
        self._untold: dict[str, UnitHealth] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._live, name="lobby keeper")

    def start(self) -> None:
        """Set to work what can be."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of everything."""
        self._ended.set()
        self._thread.join()

    def _live(self) -> None:
        try:
            keep_at(self._keep, self._open_site, self._ended, self._on_broken, "The devices of lobby.toml")
        finally:
            self._let_go()

    def _keep(self, site: Site) -> None:
        while not self._ended.is_set():
            if self._file.changed:
                self._read()
            if self._wanted != self._at_work and self._wanted is not None:
                self._exchange(site, self._wanted)
            self._report(site)
            self._ended.wait(self._look_s)

    def _read(self) -> None:
        """A file that cannot be used leaves in force what was read before."""
        found = self._file.read()
        self._note(LOBBY, "" if found else " ".join(map(str, self._file.faults[:_TOLD])))
        if found:
            self._wanted = found
        else:
            _log.error("%s is not used as it stands: %s", LOBBY, self._untold[LOBBY].detail)

    def _exchange(self, site: Site, wanted: Plugged) -> None:
        before = _names(self._at_work)
        self._let_go()
        self._running = self._begin(wanted)
        self._at_work = wanted
        for device in (before | _left_by_others(site)) - _names(wanted):
            self._untold[device] = UnitHealth(device, UnitState.OFF, _GONE)
        for unit, why in wanted.left_out.items():
            self._note(unit, why)

    def _let_go(self) -> None:
        running, self._running, self._at_work = self._running, None, None
        if running:
            running.stop()

    def _note(self, device: str, fault: str) -> None:
        state = UnitState.FAILED if fault else UnitState.OK
        self._untold[device] = UnitHealth(device, state, fault)

    def _report(self, site: Site) -> None:
        """What the store did not take is told again; that nothing was ever wrong is not worth a word."""
        if not self._untold:
            return
        with site.store.read() as cursor:
            known = own_devices(site, cursor)
        for news in list(self._untold.values()):
            if news.state is UnitState.FAILED or news.device in known:
                report(site, news.device, news.state, news.detail)
            del self._untold[news.device]


def _names(plugged: Plugged | None) -> frozenset[str]:
    """What the tablet calls the devices, those among them that cannot be used."""
    devices = plugged.devices if plugged else LobbyDevices()
    names = [unit.id for unit in devices.units]
    names += [devices.scanner.id] if devices.scanner else []
    names += [DEVICE] if devices.voice else []
    return frozenset(names) | frozenset(plugged.left_out if plugged else ())


def _left_by_others(site: Site) -> frozenset[str]:
    """The devices that a process before this one reported last when it was stopped."""
    with site.store.read() as cursor:
        return frozenset(each.id for each in own_devices(site, cursor).values() if each.detail == STOPPED)
