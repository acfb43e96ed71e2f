"""Whole visits: a key, a call, a board, a voice, a scan, and devices that die on the way; all on wires."""

from __future__ import annotations

from contextlib import closing

import pytest

from config.unit_profile import Key
from kiosk import rows
from kiosk.store import open_store
from kiosk.ticket import TicketState
from tests.drivers.benches import eventually
from tests.drivers.lobby.hall import opened_hall

WINDOW_1 = "A001  1号窗口"
NOBODY = "暂时没有叫号"


def test_a_key_calls_the_next_and_boards_lamp_and_voice_tell_it(hall):
    ticket = hall.issue()
    hall.await_device("keypad-1", "ok")
    hall.twins.press("keypad-1", Key.NEXT)
    eventually(lambda: hall.lobby.find("A001").state is TicketState.CALLED)
    hall.await_row("board-1", "A001")
    assert hall.twins.display("board-1").flashing
    hall.await_row("main", WINDOW_1)
    hall.await_row("keypad-1", "A001")
    eventually(lambda: hall.twins.display("lamp").lit)
    hall.await_said("A 零 零 一")
    hall.await_said("Ticket A, zero zero one, please go to window 1")
    hall.twins.scan("T:1:abc")
    eventually(lambda: hall.scanned == ["T:1:abc"])
    assert hall.lobby.find("A001").id == ticket.id
    assert hall.rows("board-2").get(1, "") == ""


def test_who_does_not_come_is_called_again_though_no_page_is_served(hall):
    hall.issue()
    hall.lobby.call_next("1")
    hall.await_said("A 零 零 一")
    hall.clock.push(21)
    eventually(lambda: hall.lobby.find("A001").recalled == 1)
    eventually(lambda: sum("A 零 零 一" in words for words in hall.listener.said) == 2)


def test_the_keys_of_a_teller_carry_a_customer_through_the_visit(hall):
    first, second = hall.issue(), hall.issue()
    hall.await_device("keypad-1", "ok")
    for key, state in ((Key.NEXT, TicketState.CALLED), (Key.START, TicketState.SERVING)):
        hall.twins.press("keypad-1", key)
        eventually(lambda wanted=state: hall.lobby.find("A001").state is wanted)
    hall.twins.press("keypad-1", Key.RATE_5)
    eventually(lambda: [(press.counter, press.score) for press in hall.ratings] == [("1", 5)])
    assert hall.ratings[0].ticket_id == first.id
    hall.twins.press("keypad-1", Key.TRANSFER)
    eventually(lambda: hall.lobby.find("A001").only_at == "3")
    hall.twins.press("keypad-1", Key.PAUSE)
    eventually(lambda: not hall.lobby.desks()["1"].is_open)
    hall.await_row("board-1", "暂停")
    assert hall.lobby.find(second.label).state is TicketState.WAITING


def test_who_waits_is_told_on_the_keypads_display(hall):
    for _ in range(3):
        hall.issue()
    eventually(lambda: hall.twins.display("keypad-1").count == 3)
    hall.twins.press("keypad-1", Key.NEXT)
    eventually(lambda: hall.twins.display("keypad-1").count == 2)


def test_a_keypad_on_a_line_of_its_own_calls_and_misses(hall):
    hall.issue()
    hall.await_device("keypad-2", "ok")
    hall.twins.press("keypad-2", Key.NEXT)
    hall.await_row("board-2", "A001")
    hall.twins.press("keypad-2", Key.MISS)
    eventually(lambda: hall.lobby.find("A001").state is TicketState.MISSED)
    hall.await_row("board-2", "")
    hall.await_said("A 零 零 一 号已过号")


def test_a_press_that_cannot_be_done_is_refused_on_the_keypad_and_changes_nothing(hall):
    hall.await_device("keypad-1", "ok")
    hall.twins.press("keypad-1", Key.RECALL)
    eventually(lambda: hall.twins.display("keypad-1").refusals == 1)
    assert hall.lobby.board().calls == ()


def test_next_pressed_twice_in_a_hurry_calls_one(hall):
    hall.issue()
    hall.issue()
    hall.await_device("keypad-2", "ok")
    hall.twins.press("keypad-2", Key.NEXT)
    hall.twins.press("keypad-2", Key.NEXT)
    hall.twins.press("keypad-2", Key.RATE_1)
    eventually(lambda: hall.ratings)
    assert [hall.lobby.find(label).state for label in ("A001", "A002")] == [
        TicketState.CALLED,
        TicketState.WAITING,
    ]


def test_a_dead_board_is_a_state_and_shows_the_number_once_it_is_back(hall):
    hall.issue()
    hall.await_device("board-1", "ok")
    hall.twins.line_of("board-1").switch_off("board-1")
    hall.await_device("board-1", "silent")
    hall.lobby.call_next("1")
    hall.await_row("main", WINDOW_1)
    assert hall.rows("board-1") == {}
    hall.twins.line_of("board-1").switch_on("board-1")
    hall.await_row("board-1", "A001")
    hall.await_device("board-1", "ok")


def test_a_board_that_never_answers_is_told_again_what_it_shows_after_it_was_off(hall):
    hall.issue()
    hall.lobby.call_next("2")
    hall.await_row("board-2", "A001")
    line = hall.twins.line_of("board-2")
    line.switch_off("board-2")
    line.switch_on("board-2")
    hall.await_row("board-2", "A001")


def test_a_line_that_is_pulled_is_absent_and_comes_back_by_itself(hall):
    hall.await_device("main", "ok")
    line = hall.twins.lines["hall"]
    line.unplug()
    hall.await_device("main", "absent")
    hall.issue()
    hall.lobby.call_next("1")
    line.replug()
    hall.await_device("main", "ok")
    hall.await_row("main", WINDOW_1)


def test_an_outage_stands_on_the_main_board_and_is_said(hall):
    hall.await_row("main", NOBODY)
    words = {"zh_CN": "系统故障", "en": "System down"}
    hall.lobby.tell_outage(words, 10, "Li")
    eventually(lambda: "系统故障" in hall.rows("main").get(4, ""))
    hall.await_said("预计延迟 10 分钟")
    assert not any("Li" in said or "系统故障" in said for said in hall.listener.said)


def test_stopped_the_devices_are_told_as_absent(tmp_path):
    devices = ("voice", "scanner", "main", "keypad-2")
    with opened_hall(tmp_path) as hall:
        for device in devices:
            hall.await_device(device, "ok")
    with closing(open_store(tmp_path / "data")) as store, store.read() as cursor:
        states = {name: device.state for name, device in rows.devices(cursor).items()}
    assert {states[name] for name in devices} == {"absent"}


@pytest.mark.parametrize(
    ("born", "offered"), [("19500101", "care"), ("19900101", "ordinary"), ("20261301", "ordinary")]
)
def test_of_an_identity_card_only_a_class_comes_out(hall, caplog, born, offered):
    caplog.set_level("DEBUG")
    hall.await_device("identity", "ok")
    hall.twins.line_of("identity").lay_down("identity", born.encode("utf-16-le"))
    eventually(lambda: hall.classes)
    assert hall.classes == [offered]
    assert born not in caplog.text
