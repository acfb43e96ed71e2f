"""Whole visits, by finger and by keyboard, from the home page to the paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kiosk.issuing import IssueRequest
from kiosk.print_job import PrintState
from tests.ui.touch.person import Person

QUEUE = 8
SIZES = [(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_two_taps_lead_from_home_to_a_ticket(
    somebody: Callable[..., Person], size: tuple[int, int], language: str
) -> None:
    person = somebody(size)
    if language == "en":
        person.tap("language")
    person.takes("card-consult")
    assert person.find("number").property("text") == "E001"
    [ticket] = person.tickets()
    assert (ticket.label, ticket.services, ticket.language) == ("E001", ("consult",), language)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("press", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_keyboard_alone_leads_to_a_ticket(
    somebody: Callable[..., Person], size: tuple[int, int], press: Qt.Key
) -> None:
    person = somebody(size)
    person.steer_to("card-cash")
    person.type(press)
    person.steer_to("take")
    person.type(press)
    person.until_sees("panel")
    person.waits(1)
    person.type(press)
    person.until_gone("panel")
    assert [ticket.label for ticket in person.tickets()] == ["A001"]


def test_arrow_keys_find_their_way_from_card_to_card_and_to_the_ticket(person: Person) -> None:
    window = person.screen.window
    person.type(Qt.Key.Key_Down)
    assert window.activeFocusItem().objectName() == "card-cash"
    walk = [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up]
    seen = []
    for key in walk:
        person.type(key)
        seen.append(window.activeFocusItem().objectName())
    assert seen == ["card-noncash", "card-wealth", "card-corporate", "card-cash"]
    person.type(Qt.Key.Key_Return, *[Qt.Key.Key_Down] * 4)
    assert window.activeFocusItem().objectName() in {"clear", "machine", "take"}
    assert window.activeFocusItem().property("visualFocus") is True


def test_a_finger_shows_no_keyboard_focus(person: Person) -> None:
    person.tap("card-cash")
    assert not any(item.property("visualFocus") for item in person.items())


def test_a_double_tap_on_take_gives_one_ticket_and_leaves_it_in_sight(person: Person) -> None:
    person.tap("card-cash")
    person.tap("take")
    person.tap("take")
    person.until_sees("panel")
    person.tap("done")
    assert person.sees("panel")
    assert [ticket.label for ticket in person.tickets()] == ["A001"]


def test_several_picks_are_one_ticket_with_every_step_and_paper_told(person: Person) -> None:
    for card in ("card-cash", "card-corporate"):
        person.tap(card)
    person.until(lambda: "分2步办理" in person.reads())
    assert "办理共约17分钟" in person.reads()
    assert "营业执照" in person.reads()
    person.tap("take")
    person.until_sees("panel")
    assert "然后到非现金服务区，号码不变" in person.reads()
    assert [ticket.services for ticket in person.tickets()] == [("cash", "corporate")]


def test_a_second_tap_on_a_card_leaves_it_out(person: Person) -> None:
    person.tap("card-cash")
    person.tap("card-consult")
    person.takes()
    assert [ticket.services for ticket in person.tickets()] == [("consult",)]


def test_choosing_again_empties_the_basket(person: Person) -> None:
    person.tap("card-wealth")
    person.tap("clear")
    assert person.find("take").property("ready") is False
    person.tap("take")
    assert person.tickets() == []


def test_no_more_services_than_the_branch_allows_are_picked(person: Person) -> None:
    for card in ("cash", "noncash", "corporate", "wealth"):
        person.tap(f"card-{card}")
    person.tap("card-consult")
    assert "一次最多选4项，其余的请告诉工作人员" in person.reads()
    person.tap("take")
    person.until_sees("panel")
    assert person.tickets()[0].services == ("cash", "noncash", "corporate", "wealth")


def test_a_card_says_how_many_wait_and_how_long(person: Person) -> None:
    assert "无人等候" in person.reads()
    person.takes("card-wealth")
    person.waits(1)
    person.tap("done")
    person.until(lambda: "1人等候" in person.reads())


def test_a_pick_shows_papers_wait_and_what_it_is_before_the_ticket_is_taken(person: Person) -> None:
    person.tap("card-cash")
    shown = person.reads()
    assert "存钱、取钱、换零钱" in shown
    assert "请备：身份证、银行卡或存折" in shown
    assert "马上可以办理" in shown


def test_care_asks_no_reason_and_makes_a_care_ticket(person: Person) -> None:
    person.core.report_device("cash-machine", "ok")
    person.tap("care")
    person.until(lambda: person.helps() == ["care"])
    person.tap("card-cash")
    person.until(lambda: person.screen.lobby.reception.route is not None)
    assert not person.sees("machine")
    person.tap("take")
    person.until_sees("panel")
    assert [(ticket.label, ticket.ticket_class) for ticket in person.tickets()] == [("A001", "care")]


def test_care_can_be_undone(person: Person) -> None:
    person.tap("care")
    person.tap("care")
    person.takes()
    assert person.tickets()[0].ticket_class == "ordinary"


def queues_for_noncash(person: Person) -> None:
    """So many that the machine is the better word."""
    for number in range(QUEUE):
        person.core.issue(IssueRequest(("noncash",), f"before-{number}"))


def test_a_machine_that_works_is_offered_and_shown_the_way_to(person: Person) -> None:
    queues_for_noncash(person)
    person.core.report_device("terminal", "ok")
    person.tap("card-noncash")
    person.until_sees("machine")
    assert "去智能终端，约3分钟" in person.reads()
    person.tap("machine")
    person.until_sees("answerClose")
    assert "智能终端在自助服务区" in person.reads()
    person.waits(1)
    person.tap("answerClose")
    person.until_gone("answerClose")
    assert len(person.tickets()) == QUEUE


def test_whoever_keeps_the_window_needs_no_further_tap(person: Person) -> None:
    queues_for_noncash(person)
    person.core.report_device("terminal", "ok")
    person.tap("card-noncash")
    person.until_sees("machine")
    person.tap("take")
    person.until_sees("panel")
    assert len(person.tickets()) == QUEUE + 1


def test_nobody_is_offered_a_machine_where_a_counter_is_free(person: Person) -> None:
    person.core.report_device("terminal", "ok")
    person.tap("card-noncash")
    person.until(lambda: person.screen.lobby.reception.route is not None)
    assert not person.sees("machine")


def test_a_machine_that_stops_working_is_no_longer_offered(person: Person) -> None:
    queues_for_noncash(person)
    person.core.report_device("terminal", "ok")
    person.tap("card-noncash")
    person.until_sees("machine")
    person.core.report_device("terminal", "offline")
    person.until_gone("machine")


def test_a_service_that_is_not_offered_here_names_where_it_is(person: Person) -> None:
    person.tap("card-exchange")
    person.until_sees("answerClose")
    assert "滨江支行" in person.reads()
    person.tap("answerHelp")
    person.until(lambda: person.helps() == ["help"])


def test_help_is_told_to_staff_before_the_customer_is_told_so(person: Person) -> None:
    person.tap("help")
    person.until_sees("answerCancel")
    assert "已通知工作人员，请在这里稍等" in person.reads()
    assert person.helps() == ["help"]
    person.tap("answerCancel")
    person.until(lambda: person.helps() == ["help", "cancelled"])
    assert not person.sees("answerCancel")


def test_help_can_be_asked_for_over_the_ticket(person: Person) -> None:
    person.takes()
    person.tap("help")
    person.until_sees("answerClose")
    person.waits(1)
    person.tap("answerClose")
    person.until_gone("answerClose")
    assert person.sees("panel")


def test_the_panel_tells_the_way_the_wait_and_then_that_the_paper_is_there(person: Person) -> None:
    person.takes()
    shown = person.reads()
    for words in ("A001", "请到现金服务区", "1-3号窗口", "往前走，左手边", "前面没有人，下一位就是您"):
        assert words in shown
    assert person.find("arrow").property("name") == "arrow-ahead-left"
    assert "正在打印，请稍候" in shown
    person.is_printed(PrintState.SENT, PrintState.PRINTED)
    person.until(lambda: "请取走您的号票" in person.reads())
    assert not person.sees("reprint")


def test_large_text_shows_three_services_a_page(person: Person) -> None:
    person.tap("large")
    assert {name for name in person.controls() if name.startswith("card-")} == {
        "card-cash",
        "card-noncash",
        "card-corporate",
    }
    person.tap("next")
    assert "card-exchange" in person.controls()
    person.takes("card-wealth")
    assert person.tickets()[0].large


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)], ids=str)
@pytest.mark.parametrize("large", [False, True])
def test_lowered_every_control_stands_in_the_lower_half(
    somebody: Callable[..., Person], size: tuple[int, int], large: bool
) -> None:
    person = somebody(size)
    person.tap("low")
    if large:
        person.tap("large")
    person.tap("card-cash")
    person.picture()
    tops = {
        name: item.mapToScene(item.boundingRect().topLeft()).y() for name, item in person.controls().items()
    }
    assert {name: top for name, top in tops.items() if top < 0.5 * size[1]} == {}


def test_the_language_switches_while_the_ticket_is_shown(person: Person) -> None:
    person.takes()
    person.tap("language")
    assert "Nobody ahead: you are next" in person.reads()
    assert "Windows 1-3" in person.reads()


def test_the_screen_without_a_printer_asks_to_remember_the_number(somebody: Callable[..., Person]) -> None:
    person = somebody(printer=None)
    person.tap("card-cash")
    person.tap("take")
    person.until(lambda: "请记住您的号码：A001" in person.reads())


def test_a_double_tap_picks_a_card_once(person: Person) -> None:
    person.tap("card-cash")
    person.steady.now += 0.12
    person.tap("card-cash")
    assert person.screen.lobby.reception.visit.picks == ("cash",)
    person.steady.now += 0.4
    person.tap("card-cash")
    assert person.screen.lobby.reception.visit.picks == ()


def test_two_cards_may_be_tapped_one_right_after_the_other(person: Person) -> None:
    person.tap("card-cash")
    person.tap("card-corporate")
    assert person.screen.lobby.reception.visit.picks == ("cash", "corporate")
