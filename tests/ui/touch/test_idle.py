"""Nobody is hurried, and the next customer finds nothing of the last one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.print_job import PrintState
from tests.ui.touch.person import Person


def stands_as_new(person: Person) -> bool:
    return person.screen.lobby.reception.visit.is_untouched("zh_CN")


def test_a_screen_nobody_touched_asks_nothing(person: Person) -> None:
    person.waits(3600)
    assert not person.sees("continue")


def test_after_a_while_the_screen_asks_and_counts_down(person: Person) -> None:
    person.tap("card-cash")
    person.waits(29)
    assert not person.sees("continue")
    person.waits(1)
    assert "还需要时间吗？" in person.reads()
    assert "30秒后回到首页" in person.reads()
    person.waits(1)
    assert "29秒后回到首页" in person.reads()


def test_whoever_continues_keeps_the_basket(person: Person) -> None:
    person.tap("card-cash")
    person.waits(31)
    person.tap("continue")
    person.until_gone("continue")
    person.waits(29)
    assert not person.sees("continue")
    assert person.screen.lobby.basket.count == 1


def test_whoever_ends_leaves_nothing(person: Person) -> None:
    person.tap("card-cash")
    person.waits(31)
    person.tap("end")
    person.until_gone("end")
    assert stands_as_new(person)


def test_nobody_there_resets_basket_language_size_height_and_care(person: Person) -> None:
    for control in ("language", "large", "low", "care", "card-cash"):
        person.tap(control)
    assert not stands_as_new(person)
    person.waits(60)
    person.until_gone("continue")
    assert stands_as_new(person)
    assert "欢迎光临，请选择要办理的业务" in person.reads()


@pytest.mark.parametrize("control", ["language", "large", "low", "care", "help", "card-exchange"])
def test_every_change_alone_is_undone_for_the_next_customer(person: Person, control: str) -> None:
    before = person.reads()
    person.tap(control)
    person.until(lambda: person.reads() != before)
    person.waits(60)
    person.until(lambda: person.reads().replace("9:43", "9:42") == before)


def test_a_touch_anywhere_starts_the_waiting_anew(person: Person) -> None:
    person.tap("card-cash")
    person.waits(20)
    person.tap("branch")
    person.waits(20)
    assert not person.sees("continue")


def test_the_panel_goes_by_itself_once_the_paper_is_out(person: Person) -> None:
    person.takes()
    person.tap("large")
    person.is_printed(PrintState.SENT, PrintState.PRINTED)
    person.until(lambda: "请取走您的号票" in person.reads())
    person.waits(19)
    assert person.sees("panel")
    person.waits(1)
    person.until_gone("panel")
    assert stands_as_new(person)


@pytest.mark.parametrize("how", ["touch", "key"])
def test_the_panel_says_that_it_goes_and_a_touch_or_a_key_keeps_it(person: Person, how: str) -> None:
    person.takes()
    assert "秒后回到首页" not in person.find("leaving").property("text")
    person.is_printed(PrintState.SENT, PrintState.PRINTED)
    person.until(lambda: "20秒后回到首页 · 轻触此处或按任意键" in person.find("leaving").property("text"))
    person.waits(15)
    assert "5秒后回到首页" in person.find("leaving").property("text")
    person.tap("leaving") if how == "touch" else person.type(Qt.Key.Key_Down)
    person.waits(1)
    assert "19秒后回到首页" in person.find("leaving").property("text")
    person.waits(18)
    assert person.sees("panel")


def test_a_number_that_is_on_no_paper_stays_much_longer(person: Person) -> None:
    person.core.report_device("printer", "paper_out")
    person.takes()
    person.until(lambda: "打印机缺纸，请记下号码" in person.reads())
    person.waits(99)
    assert person.sees("panel")
    person.waits(1)
    person.until_gone("panel")


def test_a_panel_that_still_prints_does_not_go(person: Person) -> None:
    person.takes()
    person.waits(9)
    assert person.sees("panel")
    person.waits(61)
    assert "打印要多等一会儿" in person.reads()


def test_a_tap_beside_the_panel_closes_it_and_ends_the_visit(person: Person) -> None:
    person.tap("language")
    person.takes()
    person.waits(1)
    person.tap("panel")
    assert person.sees("panel")
    person.tap_at(540, 20)
    person.until_gone("panel")
    assert stands_as_new(person)


def test_the_clock_moves_by_the_minute(person: Person) -> None:
    assert person.find("clock").property("text") == "9:42"
    person.waits(60)
    assert person.find("clock").property("text") == "9:43"


def test_an_idle_screen_has_nothing_to_do_before_the_next_look(person: Person) -> None:
    assert person.screen.lobby.reception.next_tick_s() == 30
