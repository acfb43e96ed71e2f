"""A box as it was delivered, and the hands that set it up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from config.adoption import files_of
from config.branch import SAMPLE
from kiosk.commissioning.gate import is_fresh
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.setting_up import SettingUp
from kiosk.store import Store

LINKS = ("/dev/lobby/serial-TM0001", "usb:/dev/lobby/usblp")
PROFILES = {"generic-80": "80 mm", "latin-80": "Latin"}


class PlainBox:
    """A machine that remembers what was done to it."""

    def __init__(self) -> None:
        self.networks, self.moments = [], []

    def facts(self, server):
        network = {"addresses": ["10.2.3.4/16"], "cable": True, "gateway": "10.2.0.1", "fixed": False}
        clock = {"time": "2026-11-25T01:30:00+00:00", "synchronised": False}
        return {"name": "box", "server": server, "reached": None, **network, **clock}

    def links(self):
        return list(LINKS)

    def set_network(self, network):
        self.networks.append(network)

    def set_clock(self, moment):
        self.moments.append(moment)


def rooms_in(folder: Path) -> Rooms:
    """Of a box that knows a first start."""
    made = Rooms(folder / "lobby")
    made.setup.mkdir()
    return made


def another() -> dict[str, bytes]:
    """The files of a branch that is not the sample."""
    files = files_of(SAMPLE)
    return {**files, "branch.toml": files["branch.toml"].replace(b'id = "wutong"', b'id = "jiangan"')}


def hands(
    rooms: Rooms, config: Path, store: Store, box: PlainBox, told: Callable[[str], None] = str
) -> SettingUp:
    """What sets the box up; a stick lies beside the branch's folder."""
    stick = config.with_name("stick")
    return SettingUp(rooms, config, box, lambda: is_fresh(store), stick, lambda: PROFILES, changed=told)
