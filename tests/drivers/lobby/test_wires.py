"""A line and its units: turns, silence, noise, and what a unit is told again."""

from __future__ import annotations

import os
import re
import termios
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from config.unit_profile import Parity, UnitProfile, load_unit_profile
from drivers.deadline import Deadline
from drivers.link import LinkGone
from drivers.unit_state import UnitState
from drivers.virtual.line import VirtualLine
from drivers.virtual.units import VirtualUnit
from drivers.virtual.wire import PtyWire
from drivers.wires.bus import Bus
from drivers.wires.message import Message
from drivers.wires.station import Station
from drivers.wires.unit_link import UnitLink
from tests.drivers.benches import eventually
from tests.drivers.lobby.hall import quick

BOARDS = Path(config.__file__).parent / "boards"
SHOWN = {"show": Message("show", "A001", "A", 1)}


class Now:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def now():
    return Now()


def station(now, profile_id="led-modbus", **changes) -> Station:
    made = Station("unit", quick(profile_id, **changes), 7, now)
    made.arrived()
    return made


def test_a_unit_that_answers_is_told_once_and_again_after_its_refresh(now):
    board = station(now)
    board.show(SHOWN)
    words = board.words()
    board.answered(words)
    assert (words.message, board.state) == (SHOWN["show"], UnitState.OK)
    assert board.due_s() == 1.0
    now.s = 1.0
    assert board.words().message == SHOWN["show"]


def test_three_unanswered_messages_are_silence_and_then_it_is_asked_less_often(now):
    board = station(now)
    board.show(SHOWN)
    for _ in range(3):
        assert board.state is not UnitState.SILENT
        assert board.due_s() == 0.0
        assert board.words() is not None
        board.unanswered()
    assert (board.state, board.due_s()) == (UnitState.SILENT, 2.0)


def test_a_unit_that_comes_back_is_told_all_it_should_show(now):
    hall = station(now, "led-hall")
    rows = {f"row {at}": Message("row", f"r{at}", row=at) for at in (1, 2)}
    hall.show(rows)
    for _ in rows:
        hall.answered(hall.words())
    for _ in range(3):
        hall.unanswered()
    now.s = 0.5
    hall.alive()
    told = []
    for _ in rows:
        words = hall.words()
        told.append(words.message.text)
        hall.answered(words)
    assert told == ["r1", "r2"]


def with_its_question(folder: Path) -> UnitProfile:
    """The shipped board as its comments say that it can be asked."""
    text = (BOARDS / "led-modbus.toml").read_text()
    (folder / "boards").mkdir()
    (folder / "boards" / "led-modbus.toml").write_text(re.sub(r"^#(?! |$)", "", text, flags=re.MULTILINE))
    return load_unit_profile("led-modbus", folder)


def test_a_board_that_can_be_asked_and_has_nothing_to_show_is_known_to_be_dead_within_two_seconds(
    now, tmp_path
):
    profile = with_its_question(tmp_path)
    board = Station("board", profile, 1, now)
    board.arrived()
    alive = VirtualUnit("board", profile, 1)
    board.show(SHOWN)
    board.answered(board.words())
    board.words()
    dies_s = now.s = board.due_s()
    asked = board.words()
    assert asked.message.name == "poll"
    assert [heard.name for heard in board.parser.feed(alive.receive(asked.data))] == ["idle"]
    board.answered(asked)
    while board.state is UnitState.OK:
        now.s = board.due_s()
        assert board.words().message.name == "poll"
        now.s += profile.answer_ms / 1_000
        board.unanswered()
    assert now.s - dies_s < 2.5


def test_words_for_once_are_not_kept_for_one_who_is_away(now):
    keypad = station(now, "keypad-485")
    keypad.tell(Message("refuse"))
    keypad.alive()
    keypad.tell(Message("accept"))
    assert keypad.words().message.name == "poll"
    keypad.tell(Message("refuse"))
    assert keypad.words().message.name == "refuse"


def test_a_silent_unit_with_nothing_to_be_told_is_not_asked_without_end(now):
    board = station(now)
    board.show(SHOWN)
    for _ in range(3):
        board.words()
        board.unanswered()
    board.show({})
    now.s = 2.0
    assert board.words() is None
    assert board.due_s() == 4.0


@pytest.mark.parametrize(
    ("parity", "flags"),
    [(Parity.NONE, 0), (Parity.EVEN, termios.PARENB), (Parity.ODD, termios.PARENB | termios.PARODD)],
)
def test_a_line_has_the_parity_that_its_units_want(tmp_path, parity, flags, monkeypatch):
    asked = []
    monkeypatch.setattr(termios, "tcsetattr", lambda _fd, _when, settings: asked.append(settings[2]))
    wire = PtyWire(tmp_path / "port")
    wire.plug()
    link = UnitLink(str(wire.link), 9_600, parity=parity)
    link.open()
    link.close()
    wire.unplug()
    assert asked[-1] & (termios.PARENB | termios.PARODD) == flags


def test_bytes_are_read_into_memory_of_ours_until_the_port_is_pulled(tmp_path):
    wire = PtyWire(tmp_path / "port")
    wire.plug()
    link = UnitLink(str(wire.link), 9_600)
    link.open()
    room = bytearray(8)
    assert link.read_into(room) == 0
    os.write(wire._far, b"secret")
    eventually(lambda: link.read_into(room) == 6)
    assert room == b"secret\0\0"
    link.write(b"x", Deadline.after(1.0))
    wire.unplug()
    with pytest.raises(LinkGone, match="pulled out"):
        link.read_into(room)
    link.close()


def test_noise_between_messages_costs_no_message(tmp_path, now):
    heard, told = [], []
    profile = quick("keypad-lines")
    keypad = Station("keypad", profile, 3, time.monotonic, on_heard=lambda _, one: heard.append(one))
    bus = Bus(UnitLink(str(tmp_path / "port"), 9_600), [keypad], told.append)
    with VirtualLine(tmp_path / "port") as line:
        bus.start()
        eventually(lambda: keypad.state is UnitState.OK)
        line.send(b"K0\xff\x00K0" + b"K03N\r" + b"K99N\rK03R\rK03")
        eventually(lambda: len(heard) == 2)
        line.send(b"M\r")
        eventually(lambda: len(heard) == 3)
        bus.stop()
    assert [bytes(one.data("key")) for one in heard] == [b"N", b"R", b"M"]


def test_a_unit_at_another_address_is_silence_until_its_line_is_pulled(tmp_path):
    profile = quick("led-modbus")
    board = Station("board", profile, 1, time.monotonic)
    board.show(SHOWN)
    told = []
    bus = Bus(UnitLink(str(tmp_path / "port"), 9_600), [board], told.append)
    unit = VirtualUnit("board", profile, 2)
    with VirtualLine(tmp_path / "port", [unit]) as line:
        bus.start()
        eventually(lambda: board.state is UnitState.SILENT)
        line.unplug()
        eventually(lambda: board.state is UnitState.ABSENT)
        bus.stop()
    assert [news.state for news in told] == [UnitState.ABSENT, UnitState.SILENT, UnitState.ABSENT]
    assert "address 1" in told[1].detail


def test_a_line_that_is_not_there_is_told_with_its_path(tmp_path):
    told = []
    bus = Bus(
        UnitLink(str(tmp_path / "none"), 9_600), [Station("b", quick("led-modbus"), 1, Now())], told.append
    )
    bus.start()
    eventually(lambda: told)
    bus.stop()
    assert "none cannot be opened: nothing is plugged in there" in told[0].detail


def test_a_unit_may_be_told_something_after_its_line_was_let_go_of(tmp_path):
    board = Station("b", quick("led-modbus"), 1, Now())
    bus = Bus(UnitLink(str(tmp_path / "none"), 9_600), [board], lambda _: None)
    bus.start()
    bus.stop()
    read, write = os.pipe()
    board.show(SHOWN)
    os.close(write)
    assert os.read(read, 1) == b""
    os.close(read)


def test_a_driver_that_fails_is_told_and_starts_again(tmp_path, caplog):
    def fails(_station, _heard):
        raise ValueError("no such thing")

    keypad = Station("keypad", quick("keypad-lines"), 3, time.monotonic, on_heard=fails)
    told = []
    bus = Bus(UnitLink(str(tmp_path / "port"), 9_600), [keypad], told.append)
    with VirtualLine(tmp_path / "port") as line:
        bus.start()
        eventually(lambda: keypad.state is UnitState.OK)
        line.send(b"K03N\r")
        eventually(lambda: len(told) == 3)
        bus.stop()
    assert [news.state for news in told] == [UnitState.OK, UnitState.ABSENT, UnitState.OK]
    assert "no such thing" in told[1].detail
    assert "no such thing" in caplog.text


@given(st.lists(st.binary(max_size=60), max_size=10))
def test_no_bytes_of_a_host_stop_a_virtual_unit(pieces):
    for name in ("led-modbus", "led-plain", "led-hall", "keypad-485", "lamp-modbus", "identity-sdt"):
        unit = VirtualUnit("unit", quick(name), 1)
        for piece in pieces:
            assert isinstance(unit.receive(piece), bytes)
