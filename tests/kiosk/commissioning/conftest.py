"""A box as it was delivered, and what sets it up."""

from __future__ import annotations

import shutil

import pytest

from config.branch import SAMPLE
from kiosk.commissioning.gate import is_fresh
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.setting_up import SettingUp
from kiosk.commissioning.wishes import answer_to, ask
from kiosk.site import Site
from kiosk.store import open_store

LINKS = ("/dev/lobby/serial-TM0001", "usb:/dev/lobby/usblp")


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


@pytest.fixture
def rooms(tmp_path):
    made = Rooms(tmp_path / "lobby")
    made.setup.mkdir()
    return made


@pytest.fixture
def own_store(rooms):
    store = open_store(rooms.data)
    yield store
    store.close()


@pytest.fixture
def site(own_store, branch, clock):
    return Site(own_store, branch, clock)


@pytest.fixture
def config(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "etc")


@pytest.fixture
def box():
    return PlainBox()


@pytest.fixture
def changed():
    return []


@pytest.fixture
def setting_up(rooms, config, box, own_store, changed, tmp_path):
    return SettingUp(
        rooms,
        config,
        box,
        lambda: is_fresh(own_store),
        tmp_path / "stick",
        lambda: {"generic-80": "80 mm", "xprinter-80": "another"},
        changed.append,
    )


@pytest.fixture
def asked(rooms, setting_up):
    """Ask, let it be done, and have the answer."""

    def ask_and_wait(want, content=b"", **facts):
        wish = ask(rooms, want, content, **facts)
        assert setting_up.work() == 1
        return answer_to(rooms, wish)

    return ask_and_wait
