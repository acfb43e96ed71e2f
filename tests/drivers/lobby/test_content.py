"""What boards show of a scene: no board, no wire, only the lobby."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from config.lobby_devices import Unit
from config.unit_profile import Charset, load_unit_profile
from drivers.boards.content import contents_of, fitting, view_of
from drivers.wires.message import Message, encoded, text_bytes
from kiosk.green import Reason
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.drivers.shop import MovableClock, a_branch, phrases_of


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def lobby(tmp_path, clock):
    with closing(open_store(tmp_path)) as store:
        yield Lobby(store, a_branch(), clock)


def issue(lobby, request="r1", service="cash"):
    return lobby.issue(IssueRequest((service,), request))


def shown(lobby, profile_id, counter=""):
    unit = Unit(id="u", profile=profile_id, wire="w", counter=counter)
    return contents_of(view_of(lobby.scene()), unit, load_unit_profile(profile_id), phrases_of)


def test_a_call_flashes_while_it_is_fresh_and_then_stands(lobby, clock):
    issue(lobby)
    lobby.call_next("1")
    assert shown(lobby, "led-modbus", "1") == {"show": Message("call", "A001", "A", 1)}
    assert shown(lobby, "led-modbus", "2") == {"show": Message("show")}
    clock.push(13)
    assert shown(lobby, "led-modbus", "1") == {"show": Message("show", "A001", "A", 1)}


def test_a_board_that_can_be_blank_is_blank_and_another_says_that_its_counter_pauses(lobby):
    lobby.pause_counter("1", "break")
    assert shown(lobby, "led-modbus", "1")["show"].text == "暂停"
    assert shown(lobby, "led-plain", "1") == {"show": Message("blank")}


def test_the_main_board_tells_the_latest_calls_and_has_a_row_for_an_outage(lobby):
    for number in range(5):
        issue(lobby, f"r{number}")
    assert [row.text for row in shown(lobby, "led-hall").values()] == ["暂时没有叫号", "", "", ""]
    for counter in ("1", "2", "3"):
        lobby.call_next(counter)
    assert [row.text for row in shown(lobby, "led-hall").values()] == [
        "A003  3号窗口",
        "A002  2号窗口",
        "A001  1号窗口",
        "",
    ]
    lobby.tell_outage({"zh_CN": "系统慢", "en": "Slow"}, 10, "Li")
    rows = [row.text for row in shown(lobby, "led-hall").values()]
    assert rows[:3] == ["A003  3号窗口", "A002  2号窗口", "A001  1号窗口"]
    assert rows[3] == "系统慢 约10分钟  Slow about 10 min"


def test_no_board_tells_who_or_why(lobby):
    ticket = issue(lobby)
    lobby.lift(ticket.id, "Wang", Reason.CARE)
    lobby.call_next("1")
    told = "".join(
        f"{message.text}{message.letter}"
        for profile in ("led-modbus", "led-hall", "keypad-485", "lamp-modbus")
        for message in shown(lobby, profile, "1").values()
    )
    assert told == "A001AA001  1号窗口A001A"


def test_a_keypad_tells_how_many_wait_for_its_own_counter(lobby):
    issue(lobby, "a")
    issue(lobby, "b", "noncash")
    assert shown(lobby, "keypad-485", "1")["show"].count == 1
    assert shown(lobby, "keypad-485", "3")["show"].count == 2
    assert shown(lobby, "keypad-lines", "1") == {}


def test_a_lamp_is_lit_by_a_call_for_a_while(lobby, clock):
    issue(lobby)
    lobby.call_next("1")
    assert [shown(lobby, "lamp-modbus", counter)["show"].name for counter in ("", "1", "2")] == [
        "on",
        "on",
        "off",
    ]
    clock.push(13)
    assert shown(lobby, "lamp-modbus")["show"].name == "off"


def test_a_card_reader_shows_nothing(lobby):
    assert shown(lobby, "identity-sdt") == {}


@pytest.mark.parametrize(
    ("label", "room", "fits"),
    [("A001", 4, "A001"), ("A1000", 4, "1000"), ("A1000", 8, "A1000"), ("A1000", 3, "")],
)
def test_a_number_is_shown_whole_or_without_its_letter_but_never_cut(label, room, fits):
    assert fitting(label, room) == fits


def test_a_text_ends_with_a_whole_character():
    assert text_bytes("3号窗口", Charset.GB2312, 4) == "3号".encode("gb2312")
    assert text_bytes("㐂A", Charset.GB2312, 4) == b"?A"


def test_a_message_becomes_the_bytes_of_its_profile():
    plain = replace(load_unit_profile("led-plain"))
    assert encoded(Message("show", "A023", "A", 23), plain, 2) == bytes.fromhex("AA 02 01 41 00 23 67 55")
