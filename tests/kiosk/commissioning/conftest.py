"""A box as it was delivered, and what sets it up."""

from __future__ import annotations

import shutil

import pytest

from config.branch import SAMPLE
from kiosk.commissioning.wishes import answer_to, ask
from kiosk.site import Site
from kiosk.store import open_store
from tests.kiosk.commissioning.delivered import PlainBox, hands, rooms_in


@pytest.fixture
def rooms(tmp_path):
    return rooms_in(tmp_path)


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
def setting_up(rooms, config, box, own_store, changed):
    return hands(rooms, config, own_store, box, changed.append)


@pytest.fixture
def asked(rooms, setting_up):
    """Ask, let it be done, and have the answer."""

    def ask_and_wait(want, content=b"", **facts):
        wish = ask(rooms, want, content, **facts)
        assert setting_up.work() == 1
        return answer_to(rooms, wish)

    return ask_and_wait
