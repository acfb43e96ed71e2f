"""The other devices are kept at work as their file says, whatever becomes of the file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field

import pytest

from config.fault import Fault
from config.lobby_devices import LobbyDevices, Unit
from config.lobby_file import Plugged
from drivers.floor_follower import STOPPED
from drivers.lobby_keeper import LobbyKeeper
from kiosk import devices as reports
from kiosk import rows
from kiosk.site import Site
from kiosk.store import StoreBusy, open_store
from tests.drivers.benches import eventually
from tests.drivers.shop import MovableClock, a_branch


def plugged(*names: str, **left_out: str) -> Plugged:
    units = tuple(Unit(id=name, profile="led-plain", wire="hall", counter="1") for name in names)
    return Plugged(LobbyDevices(units=units), {}, left_out)


@dataclass
class File:
    """What a test has written, read as the real file is."""

    found: Plugged | None
    faults: list[Fault] = field(default_factory=list)
    changed: bool = True

    def read(self) -> Plugged | None:
        self.changed = False
        return self.found

    def write(self, found: Plugged | None, *faults: Fault) -> None:
        self.found, self.faults, self.changed = found, list(faults), True


@dataclass
class Kept:
    """A keeper, and what it has set to work and let go."""

    site: Site
    file: File
    deeds: list[str] = field(default_factory=list)
    busy: bool = False

    def begin(self, found: Plugged) -> Kept:
        if self.busy:
            self.busy = False
            raise StoreBusy("The store is busy.")
        self.deeds.append(" ".join(unit.id for unit in found.devices.units))
        return self

    def stop(self) -> None:
        self.deeds.append("stop")

    def known(self, device: str) -> tuple[str, str] | None:
        with self.site.store.read() as cursor:
            found = rows.devices(cursor).get(device)
        return found and (found.state, found.detail)

    def await_deeds(self, *deeds: str) -> None:
        eventually(lambda: self.deeds == list(deeds))


@pytest.fixture
def kept(tmp_path):
    with closing(open_store(tmp_path)) as store:
        kept = Kept(Site(store, a_branch(), MovableClock()), File(plugged("board-1", "board-2")))

        def open_site() -> Site:
            return Site(open_store(tmp_path), a_branch(), kept.site.clock)

        keeper = LobbyKeeper(kept.file, kept.begin, open_site, look_s=0.01)
        yield kept, keeper
        keeper.stop()


def test_a_faulty_file_is_told_and_what_was_at_work_stays_at_it(kept, caplog):
    kept, keeper = kept
    keeper.start()
    kept.await_deeds("board-1 board-2")
    kept.file.write(None, Fault("lobby.toml", "wires.hall.link", "x", "a path"))
    eventually(lambda: kept.known("lobby.toml") is not None)
    assert kept.known("lobby.toml") == ("failed", 'lobby.toml: wires.hall.link is "x"; it must be a path.')
    assert kept.deeds == ["board-1 board-2"]
    assert "is not used as it stands" in caplog.text
    kept.file.write(plugged("board-1"))
    kept.await_deeds("board-1 board-2", "stop", "board-1")
    eventually(lambda: kept.known("lobby.toml") == ("ok", ""))


def test_a_start_with_a_faulty_file_works_once_it_is_mended(kept, caplog):
    kept, keeper = kept
    kept.file.write(None, Fault("lobby.toml", "", None, says="is not valid TOML"))
    keeper.start()
    eventually(lambda: kept.known("lobby.toml") is not None)
    assert kept.deeds == []
    kept.file.write(plugged("board-1"))
    kept.await_deeds("board-1")
    assert "not valid TOML" in caplog.text


def test_nothing_is_said_of_a_file_that_was_never_wrong(kept):
    kept, keeper = kept
    keeper.start()
    kept.await_deeds("board-1 board-2")
    kept.file.write(plugged("board-1"))
    kept.await_deeds("board-1 board-2", "stop", "board-1")
    assert kept.known("lobby.toml") is None


def test_a_unit_that_is_left_out_is_told_with_the_reason(kept):
    kept, keeper = kept
    kept.file.write(plugged("board-1", **{"board-2": "boards/own.toml: rows is 99."}))
    keeper.start()
    eventually(lambda: kept.known("board-2") == ("failed", "boards/own.toml: rows is 99."))
    assert kept.deeds == ["board-1"]


def test_what_is_plugged_in_no_more_is_no_alarm(kept):
    kept, keeper = kept
    for device in ("board-2", "board-9"):
        reports.report(kept.site, device, "absent", STOPPED)
    reports.report(kept.site, "board-1", "absent", "/dev/lobby/hall is not there.")
    kept.file.write(plugged("board-2"))
    keeper.start()
    eventually(lambda: kept.known("board-9") == ("off", "It is not plugged in any more."))
    assert kept.known("board-2") == ("absent", STOPPED)
    assert kept.known("board-1")[0] == "absent"


def test_devices_that_could_not_begin_begin_once_the_store_is_free(kept, caplog):
    kept, keeper = kept
    kept.busy = True
    keeper.start()
    kept.await_deeds("board-1 board-2")
    assert "The store is busy" in caplog.text
