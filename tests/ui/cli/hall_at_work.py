"""A lobby.toml of twins, and the devices process's part that works them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager

from config.lobby_devices import LobbyDevices
from config.reader import read
from drivers.virtual.hall import VirtualHall
from ui.cli.hall import _profiles, besides
from ui.cli.setting import Setting

LOBBY = """
[[wires]]
id = "hall"
link = "{folder}/hall"
[[units]]
id = "keypad-1"
profile = "keypad-lines"
wire = "hall"
address = 1
counter = "1"
"""
BOARD = """
[[wires]]
id = "boards"
link = "{folder}/boards"
[[units]]
id = "board-1"
profile = "led-modbus"
wire = "boards"
address = 1
counter = "1"
"""
SCANNER = """
[scanner]
kind = "serial"
link = "{folder}/scanner"
"""


@contextmanager
def at_work(here: Setting, lobby: str = "") -> Iterator[VirtualHall]:
    """The virtual hall, by this lobby.toml, and the devices process's part that works it."""
    table = tomllib.loads(lobby or (here.config / "lobby.toml").read_text())
    devices = read(LobbyDevices, table, "lobby.toml", [])
    with VirtualHall(devices, _profiles(here, devices)) as hall:
        running = besides(here)(lambda: None)
        try:
            yield hall
        finally:
            running.stop()


def state_of(here: Setting, device: str) -> str | None:
    with closing(here.store()) as store:
        known = here.lobby(store).overview().devices.get(device)
    return known and known.state
