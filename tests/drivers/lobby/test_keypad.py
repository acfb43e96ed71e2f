"""Keys: what counts as a press, what each does, and what happens when the store cannot take it."""

from __future__ import annotations

import itertools
import threading
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from config.frames import Field
from config.lobby_devices import Unit
from config.unit_profile import Key, load_unit_profile
from drivers.framing import Heard
from drivers.keypad.debounce import Debounce
from drivers.keypad.deeds import TellerKeys
from drivers.keypad.key_room import KeyRoom
from drivers.unit_state import UnitState
from drivers.wires.station import Station
from kiosk.errors import LobbyError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import StoreBusy, open_store
from kiosk.ticket import TicketState
from tests.drivers.benches import eventually
from tests.drivers.shop import MovableClock, a_branch

PROFILE = load_unit_profile("keypad-485")
CODES = {key: bytes.fromhex(code) for code, key in PROFILE.keys.items()}


def unit(*transfer_to: str) -> Unit:
    return Unit(id="k", profile="keypad-485", wire="w", counter="1", transfer_to=transfer_to)


@pytest.fixture
def lobby(tmp_path):
    with closing(open_store(tmp_path)) as store:
        lobby = Lobby(store, a_branch(), MovableClock())
        for number in range(3):
            lobby.issue(IssueRequest(("cash",), f"r{number}"))
        yield lobby


def state(lobby, label):
    return lobby.find(label).state


def test_a_bounce_a_repeat_and_a_key_held_down_are_one_press():
    presses = Debounce(0.3)
    assert [presses.counts(Key.RECALL, at_s) for at_s in (0.0, 0.1, 0.35, 0.6)] == [True, False, False, False]
    assert presses.counts(Key.RECALL, 0.95)
    assert presses.counts(Key.MISS, 0.96)


def test_next_counts_again_only_after_somebody_could_have_been_served():
    presses = Debounce(0.3)
    assert [presses.counts(Key.NEXT, at_s) for at_s in (0.0, 1.0, 1.9, 2.4)] == [True, False, False, True]


def test_next_calls_and_at_the_next_press_finishes_and_calls(lobby):
    keys = TellerKeys(unit())
    keys.press(Key.NEXT, lobby)
    assert state(lobby, "A001") is TicketState.CALLED
    keys.press(Key.NEXT, lobby)
    assert (state(lobby, "A001"), state(lobby, "A002")) == (TicketState.FINISHED, TicketState.CALLED)


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([Key.NEXT, Key.RECALL], TicketState.CALLED),
        ([Key.NEXT, Key.START], TicketState.SERVING),
        ([Key.NEXT, Key.FINISH], TicketState.FINISHED),
        ([Key.NEXT, Key.MISS], TicketState.MISSED),
        ([Key.NEXT, Key.PARK], TicketState.PARKED),
    ],
)
def test_each_key_is_a_deed(lobby, keys, wanted):
    pad = TellerKeys(unit())
    for key in keys:
        pad.press(key, lobby)
    assert state(lobby, "A001") is wanted


def test_pause_pauses_and_opens_again(lobby):
    pad = TellerKeys(unit())
    pad.press(Key.PAUSE, lobby)
    assert (lobby.desks()["1"].is_open, lobby.desks()["1"].reason) == (False, "break")
    pad.press(Key.PAUSE, lobby)
    assert lobby.desks()["1"].is_open


def test_transfer_goes_to_its_one_place_or_waits_for_a_choice(lobby):
    TellerKeys(unit()).press(Key.NEXT, lobby)
    pad = TellerKeys(unit("2", "3"))
    pad.press(Key.TRANSFER, lobby)
    assert state(lobby, "A001") is TicketState.CALLED
    pad.press(Key.CHOOSE_2, lobby)
    assert lobby.find("A001").only_at == "3"


@pytest.mark.parametrize("pressed", [Key.TRANSFER, Key.CHOOSE_1, Key.RECALL])
def test_what_the_lobby_cannot_do_is_a_sentence_and_changes_nothing(lobby, pressed):
    with pytest.raises(LobbyError, match=r"\.$"):
        TellerKeys(unit()).press(pressed, lobby)
    assert lobby.board().calls == ()


def test_a_choice_out_of_reach_is_refused_and_the_choice_is_over(lobby):
    TellerKeys(unit()).press(Key.NEXT, lobby)
    pad = TellerKeys(unit("2", "3"))
    pad.press(Key.TRANSFER, lobby)
    for key in (Key.CHOOSE_3, Key.CHOOSE_1):
        with pytest.raises(LobbyError, match="chooses nothing"):
            pad.press(key, lobby)


@dataclass
class Room:
    """A key room over a store of its own, with a keypad before it."""

    room: KeyRoom
    station: Station
    told: list[str]
    ratings: list = field(default_factory=list)
    at_s: float = 0.0

    def press(self, key: Key) -> None:
        self.at_s += 3.0
        self.room.take(self.station, Heard("key", {Field.KEY: bytearray(CODES[key])}))


@pytest.fixture
def keypad(lobby):
    return Station("k", PROFILE, 31, lambda: 0.0, state=UnitState.OK)


def room_of(open_site, keypad, clock=None, on_rating=lambda _: None) -> Room:
    told: list[str] = []
    keypad.tell = lambda message: told.append(message.name)
    seconds = itertools.count()
    room = KeyRoom(open_site, {"k": unit()}, on_rating, clock or (lambda: float(next(seconds))))
    return Room(room, keypad, told)


def test_presses_that_waited_for_a_store_that_stood_still_are_left_undone(lobby, keypad, tmp_path):
    now_s, opened = [0.0], threading.Event()

    def open_site() -> Site:
        opened.wait(5.0)
        return Site(open_store(tmp_path), lobby.branch, lobby.site.clock)

    ratings = []
    bench = room_of(open_site, keypad, lambda: now_s[0], ratings.append)
    bench.room.start()
    bench.press(Key.NEXT)
    now_s[0] = 6.0
    bench.press(Key.RATE_4)
    opened.set()
    eventually(lambda: ratings)
    bench.room.stop()
    assert (ratings[0].score, ratings[0].ticket_id) == (4, None)
    assert lobby.board().calls == ()


def test_a_store_that_is_busy_refuses_the_press_and_the_next_one_is_worked(lobby, keypad, tmp_path, caplog):
    store = open_store(tmp_path)
    whole, failing = store.write, [True]

    def write(*args, **more):
        if failing.pop() if failing else False:
            raise StoreBusy("The store is busy.")
        return whole(*args, **more)

    store.write = write
    bench = room_of(lambda: Site(store, lobby.branch, lobby.site.clock), keypad)
    bench.room.start()
    bench.press(Key.NEXT)
    eventually(lambda: "refuse" in bench.told)
    bench.press(Key.NEXT)
    eventually(lambda: state(lobby, "A001") is TicketState.CALLED)
    bench.room.stop()
    assert "The store is busy" in caplog.text


def test_one_press_that_fails_leaves_the_keypad_alive(lobby, keypad, tmp_path, caplog):
    def fails(_):
        raise ValueError("no room for ratings")

    bench = room_of(
        lambda: Site(open_store(tmp_path), lobby.branch, lobby.site.clock), keypad, on_rating=fails
    )
    bench.room.start()
    bench.press(Key.RATE_1)
    bench.press(Key.NEXT)
    eventually(lambda: state(lobby, "A001") is TicketState.CALLED)
    bench.room.stop()
    assert "no room for ratings" in caplog.text


def test_a_code_that_is_no_key_does_nothing(lobby, keypad, tmp_path):
    bench = room_of(lambda: Site(open_store(tmp_path), lobby.branch, lobby.site.clock), keypad)
    bench.room.take(keypad, Heard("key", {Field.KEY: bytearray(b"\xee")}))
    bench.room.take(keypad, Heard("idle", {}))
    bench.room.start()
    bench.room.stop()
    assert bench.told == ["accept"]
    assert lobby.board().calls == ()
