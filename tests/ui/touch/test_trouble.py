"""What goes wrong behind the screen is told calmly, and the number stands."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from kiosk import papers
from kiosk.print_job import PrintState
from kiosk.store import StoreBroken, StoreFull
from tests.ui.touch.person import Person


def takes_a_ticket(person: Person) -> None:
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("panel")


def marks(person: Person, *states: PrintState) -> None:
    job = person.core.print_job(person.screen.lobby.reception.given.ticket.id)
    for state in states:
        papers.mark(person.core.site, job.id, state)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("paper_out", "打印机缺纸，请记下号码：A001，已通知工作人员"),
        ("cover_open", "打印机的盖子没有关好，请记下号码：A001，已通知工作人员"),
        ("offline", "打印机暂时不能用，请记下号码：A001，已通知工作人员"),
        ("error", "打印机暂时不能用，请记下号码：A001，已通知工作人员"),
    ],
)
def test_a_printer_in_trouble_leaves_the_number_on_the_screen(person: Person, state: str, words: str) -> None:
    takes_a_ticket(person)
    person.core.report_device("printer", state)
    person.until(lambda: words in person.reads())


def test_a_printer_that_recovers_is_told_as_well(person: Person) -> None:
    takes_a_ticket(person)
    person.core.report_device("printer", "paper_out")
    person.until(lambda: "打印机缺纸" in person.reads())
    person.core.report_device("printer", "ok")
    marks(person, PrintState.SENT, PrintState.PRINTED)
    person.until(lambda: "请取走您的号票" in person.reads())


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([PrintState.SENT, PrintState.UNKNOWN], "号票可能没有打印出来"),
        ([PrintState.FAILED], "号票没有打印出来，请记下号码：A001，一样有效"),
        ([PrintState.EXPIRED], "号票没有打印出来，请记下号码：A001，一样有效"),
        ([PrintState.SENT, PrintState.PARTIAL], "号票没有打印出来，请记下号码：A001，一样有效"),
    ],
)
def test_paper_that_may_not_be_there_can_be_printed_again(
    person: Person, states: list[PrintState], words: str
) -> None:
    takes_a_ticket(person)
    marks(person, *states)
    person.until(lambda: words in person.reads())
    person.tap("reprint")
    person.until(lambda: "正在打印，请稍候" in person.reads())
    assert person.core.print_job(person.screen.lobby.reception.given.ticket.id).copy == 1
    assert not person.sees("reprint")


def test_a_slow_printer_is_not_waited_for_in_silence(person: Person) -> None:
    takes_a_ticket(person)
    person.waits(10)
    person.until(lambda: "打印要多等一会儿。您的号码是A001，已经排上了" in person.reads())


def test_whoever_comes_while_the_paper_is_out_is_told_before_choosing(person: Person) -> None:
    person.core.report_device("printer", "paper_out")
    person.until(lambda: "打印机缺纸：可以照常取号，号码会显示在屏幕上" in person.reads())
    person.core.report_device("printer", "offline")
    person.until(lambda: "打印机暂时不能用：可以照常取号，号码会显示在屏幕上" in person.reads())


class Faulty:
    """The lobby, with a store that fails for a while."""

    def __init__(self, person: Person, **failing: Exception) -> None:
        self._around = person.screen.lobby.reception._around
        self._failing = failing
        self._send = self._around.send
        object.__setattr__(self._around, "send", self.send)

    def send(self, errand: Callable, then: Callable) -> None:
        self._send(lambda desk: errand(_Refusing(desk, self._failing)), then)

    def recover(self) -> None:
        self._failing.clear()


class _Refusing:
    def __init__(self, desk: object, failing: dict[str, Exception]) -> None:
        self._desk = desk
        self._failing = failing

    def __getattr__(self, deed: str) -> object:
        if deed in self._failing:
            raise self._failing[deed]
        return getattr(self._desk, deed)


@pytest.mark.warns
def test_a_full_store_sends_the_customer_to_staff_and_trying_again_gives_the_same_basket(person: Person) -> None:
    store = Faulty(person, issue=StoreFull("The disk is full."))
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("troubleTitle")
    assert "请联系工作人员" in person.reads()
    assert "Please see our staff" in person.reads()
    store.recover()
    person.tap("again")
    person.until_sees("panel")
    assert person.find("number").property("text") == "A001"


@pytest.mark.warns
def test_a_store_that_cannot_be_read_is_looked_at_again_by_itself(person: Person) -> None:
    store = Faulty(person, overview=StoreFull("The disk is full."))
    person.lets_the_screen_look()
    person.until_sees("troubleTitle")
    store.recover()
    person.lets_the_screen_look()
    person.until_gone("troubleTitle")


@pytest.mark.warns
def test_staff_who_cannot_be_told_are_not_said_to_be(person: Person) -> None:
    Faulty(person, ask_help=StoreFull("The disk is full."))
    person.tap("help")
    person.until_sees("troubleTitle")
    assert "已通知工作人员" not in person.reads()


@pytest.mark.warns
def test_the_next_customer_after_a_refusal_finds_the_home_page(person: Person) -> None:
    Faulty(person, issue=StoreFull("The disk is full."))
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("troubleTitle")
    person.waits(60)
    person.until_gone("troubleTitle")
    assert person.screen.lobby.basket.count == 0


def test_a_store_that_keeps_silent_sends_the_customer_to_staff_and_shows_the_number_later(
    person: Person,
) -> None:
    reception = person.screen.lobby.reception
    kept: list[Callable] = []
    send = reception._around.send
    object.__setattr__(reception._around, "send", lambda errand, then: kept.append(lambda: send(errand, then)))
    person.tap("card-cash")
    person.tap("take")
    person.tap("card-consult")
    person.waits(5)
    person.until_sees("troubleTitle")
    object.__setattr__(reception._around, "send", send)
    for errand in kept:
        errand()
    person.until_sees("panel")
    assert person.find("number").property("text") == "A001"


def test_a_broken_store_is_told_to_the_process(
    person: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("ui.touch.app.AFRESH_S", 0)
    monkeypatch.setattr("ui.touch.app.QGuiApplication.exit", ended.append)
    Faulty(person, issue=StoreBroken("fsync failed."))
    person.tap("card-cash")
    with caplog.at_level(logging.WARNING):
        person.tap("take")
        person.until(lambda: ended == [1])
    assert "No ticket could be given: fsync failed." in caplog.text
