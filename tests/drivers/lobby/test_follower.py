"""The follower when the store is away or broken."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from config.lobby_devices import Unit
from drivers.floor_follower import FloorFollower, ShownAt
from drivers.keypad.key_room import KeyRoom
from drivers.unit_state import UnitHealth, UnitState
from drivers.voice.announcement import Sentence
from drivers.wires.station import Station
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreBusy, open_store
from tests.drivers.benches import eventually
from tests.drivers.lobby.hall import quick
from tests.drivers.shop import MovableClock, a_branch, phrases_of


class Notebook:
    """An announcer that only writes down."""

    def __init__(self) -> None:
        self.said = []
        self.withdrawn = []

    def say(self, announcement) -> None:
        self.said.append(announcement.sentence)

    def withdraw(self, ticket_id) -> None:
        self.withdrawn.append(ticket_id)


@contextmanager
def following(open_site, announcer=None, **more):
    follower = FloorFollower(open_site, announcer, phrases_of, **more)
    station = Station("board", quick("led-modbus"), 1, lambda: 0.0)
    follower.boards = [ShownAt(Unit(id="board", profile="led-modbus", wire="w", counter="1"), station)]
    follower.start()
    try:
        yield follower, station
    finally:
        follower.stop()


def test_a_store_that_is_away_for_a_moment_costs_no_call(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr("drivers.store_loop._REOPEN_S", 0.01)
    clock, away, notebook = MovableClock(), [True], Notebook()

    def open_site() -> Site:
        if away[0]:
            raise StoreBusy("The store is busy.")
        return Site(open_store(tmp_path), a_branch(), clock)

    store = open_store(tmp_path)
    lobby = Lobby(store, a_branch(), clock)
    with following(open_site, notebook) as (follower, station):
        follower.tell(UnitHealth("board", UnitState.OK))
        eventually(lambda: "no store" in caplog.text)
        away[0] = False
        eventually(lambda: "board" in lobby.overview().devices)
        ticket = lobby.issue(IssueRequest(("cash",), "r"))
        lobby.call_next("1")
        eventually(lambda: notebook.said)
        lobby.start("1")
        eventually(lambda: ticket.id in notebook.withdrawn)
        eventually(lambda: station._wanted["show"].text == "A001")
    assert notebook.said == [Sentence.CALL]
    assert lobby.overview().devices["board"].state == "absent"
    store.close()


def test_a_broken_store_ends_the_process_instead_of_being_opened_again(tmp_path, caplog):
    broken, opened = threading.Event(), []

    def open_site() -> Site:
        opened.append(1)
        raise StoreBroken("The disk failed.")

    with following(open_site, on_broken=broken.set):
        eventually(broken.is_set)
    broken.clear()
    room = KeyRoom(open_site, {}, lambda _: None, on_broken=broken.set)
    room.start()
    eventually(broken.is_set)
    room.stop()
    assert len(opened) == 2
    assert "The disk failed" in caplog.text
