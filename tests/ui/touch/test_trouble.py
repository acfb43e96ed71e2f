"""What goes wrong behind the screen is told calmly, and the number stands."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import NoReturn

import pytest

from kiosk.island.desk import OverviewAlone
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby as Core
from kiosk.print_job import PrintState
from kiosk.store import StoreAway, StoreBroken, StoreFull
from kiosk.ticket import Ticket
from tests.ui.touch.person import Person


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("paper_out", "打印机缺纸，请记下号码：A001，已通知工作人员"),
        ("cover_open", "打印机的盖子没有关好，请记下号码：A001，已通知工作人员"),
        ("offline", "打印机暂时不能用，请记下号码：A001，已通知工作人员"),
        ("cutter", "号票卡住了，请不要用力拉。您的号码是A001，已通知工作人员"),
        ("absent", "打印机暂时不能打印，请记下号码：A001，已通知工作人员"),
        ("silent", "打印机暂时不能打印，请记下号码：A001，已通知工作人员"),
    ],
)
def test_a_printer_in_trouble_leaves_the_number_on_the_screen(person: Person, state: str, words: str) -> None:
    person.takes()
    person.core.report_device("printer", state)
    person.until(lambda: words in person.reads())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("paper_out", "打印机缺纸，请记下号码：A001，并告诉工作人员"),
        ("cover_open", "打印机暂时不能打印，请记下号码：A001，并告诉工作人员"),
        ("cutter", "号票卡住了，请不要用力拉。您的号码是A001，请告诉工作人员"),
    ],
)
def test_a_box_that_is_cut_off_does_not_say_that_staff_were_told(
    person: Person, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    overview = Core.overview

    def alone(core: Core) -> OverviewAlone:
        seen = overview(core)
        return OverviewAlone(seen.services, seen.machines_up, seen.devices)

    monkeypatch.setattr(Core, "overview", alone)
    person.takes()
    person.core.report_device("printer", state)
    person.until(lambda: words in person.reads())
    assert "已通知工作人员" not in person.reads()


def test_a_printer_that_recovers_is_told_as_well(person: Person) -> None:
    person.takes()
    person.core.report_device("printer", "paper_out")
    person.until(lambda: "打印机缺纸" in person.reads())
    person.core.report_device("printer", "ok")
    person.is_printed(PrintState.SENT, PrintState.PRINTED)
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
    person.takes()
    person.is_printed(*states)
    person.until(lambda: words in person.reads())
    person.tap("reprint")
    person.until(lambda: "正在打印，请稍候" in person.reads())
    assert person.core.print_job(person.screen.lobby.reception.given.ticket.id).copy == 1
    assert not person.sees("reprint")


def test_a_slow_printer_is_not_waited_for_in_silence(person: Person) -> None:
    person.takes()
    person.waits(10)
    person.until(lambda: "打印要多等一会儿。您的号码是A001，已经排上了" in person.reads())


def test_whoever_comes_while_the_paper_is_out_is_told_before_choosing(person: Person) -> None:
    person.core.report_device("printer", "paper_out")
    person.until(lambda: "打印机缺纸：可以照常取号，号码会显示在屏幕上" in person.reads())
    for state in ("offline", "cutter", "absent", "silent"):
        person.core.report_device("printer", "ok")
        person.until(lambda: "可以照常取号" not in person.reads())
        person.core.report_device("printer", state)
        person.until(lambda: "打印机暂时不能用：可以照常取号，号码会显示在屏幕上" in person.reads())


def test_a_word_about_the_printer_that_nobody_knows_is_no_trouble(person: Person) -> None:
    person.core.report_device("printer", "error")
    person.takes()
    person.until(lambda: "正在打印，请稍候" in person.reads())


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Exception], None]:
    """Lets the lobby fail at one deed, until the patch is undone."""

    def refuse_from_now(deed: str, error: Exception) -> None:
        def fail(*_: object) -> NoReturn:
            raise error

        monkeypatch.setattr(Core, deed, fail)

    return refuse_from_now


@pytest.mark.warns
def test_a_full_store_sends_the_customer_to_staff_and_trying_again_gives_the_same_basket(
    person: Person, refuse: Callable[[str, Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse("issue", StoreFull("The disk is full."))
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("troubleTitle")
    assert "请联系工作人员" in person.reads()
    assert "Please see our staff" in person.reads()
    monkeypatch.undo()
    person.tap("again")
    person.until_sees("panel")
    assert person.find("number").property("text") == "A001"


@pytest.mark.warns
def test_a_store_that_cannot_be_read_is_looked_at_again_by_itself(
    person: Person, refuse: Callable[[str, Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse("overview", StoreFull("The disk is full."))
    person.lets_the_screen_look()
    person.until_sees("troubleTitle")
    monkeypatch.undo()
    person.lets_the_screen_look()
    person.until_gone("troubleTitle")


@pytest.mark.warns
def test_staff_who_cannot_be_told_are_not_said_to_be(
    person: Person, refuse: Callable[[str, Exception], None]
) -> None:
    refuse("ask_help", StoreFull("The disk is full."))
    person.tap("help")
    person.until_sees("troubleTitle")
    assert "已通知工作人员" not in person.reads()


@pytest.mark.warns
def test_the_next_customer_after_a_refusal_finds_the_home_page(
    person: Person, refuse: Callable[[str, Exception], None]
) -> None:
    refuse("issue", StoreFull("The disk is full."))
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("troubleTitle")
    person.waits(60)
    person.until_gone("troubleTitle")
    assert person.screen.lobby.basket.count == 0


@pytest.mark.warns
def test_paper_whose_fate_cannot_be_read_is_called_slow_and_the_number_stands(
    person: Person, refuse: Callable[[str, Exception], None]
) -> None:
    refuse("print_state", StoreFull("The disk is full."))
    person.takes()
    person.waits(10)
    assert "打印要多等一会儿。您的号码是A001，已经排上了" in person.reads()


@pytest.mark.warns
def test_where_the_picks_lead_is_no_reason_to_give_no_ticket(
    person: Person, refuse: Callable[[str, Exception], None]
) -> None:
    refuse("check", StoreFull("The disk is full."))
    person.tap("card-cash")
    person.tap("card-corporate")
    assert "办理共约17分钟" in person.reads()
    person.tap("take")
    person.until_sees("panel")


def test_a_store_that_keeps_silent_sends_the_customer_to_staff_and_shows_the_number_later(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, issue = Event(), Core.issue

    def issue_when_the_disk_answers(core: Core, request: IssueRequest) -> Ticket:
        disk.wait(10)
        return issue(core, request)

    monkeypatch.setattr(Core, "issue", issue_when_the_disk_answers)
    person.tap("card-cash")
    person.tap("take")
    for control in ("card-consult", "care", "clear"):
        person.tap(control)
    person.waits(5)
    person.until_sees("troubleTitle")
    disk.set()
    person.until_sees("panel")
    assert person.find("number").property("text") == "A001"
    assert [ticket.services for ticket in person.tickets()] == [("cash",)]


def test_a_broken_store_is_told_to_the_process(
    person: Person,
    refuse: Callable[[str, Exception], None],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("ui.touch.app.AFRESH_S", 0)
    monkeypatch.setattr("ui.touch.app.QGuiApplication.exit", ended.append)
    refuse("issue", StoreBroken("fsync failed."))
    person.tap("card-cash")
    person.tap("take")
    person.until(lambda: ended == [1])
    person.screen.lobby.leave()
    person.until_sees("troubleTitle")
    assert person.screen.window.isVisible()
    assert "No ticket could be given: fsync failed." in caplog.text


@pytest.mark.warns
def test_trying_again_after_help_was_refused_asks_for_help_and_takes_no_ticket(
    person: Person, refuse: Callable[[str, Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    person.tap("card-cash")
    refuse("ask_help", StoreFull("The disk is full."))
    person.tap("help")
    person.until_sees("troubleTitle")
    monkeypatch.undo()
    person.tap("again")
    person.until_sees("answerCancel")
    assert person.helps() == ["help"]
    assert person.tickets() == []


@pytest.mark.warns
def test_trying_again_after_a_look_failed_only_looks(
    person: Person, refuse: Callable[[str, Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    person.tap("card-cash")
    refuse("overview", StoreFull("The disk is full."))
    person.lets_the_screen_look()
    person.until_sees("troubleTitle")
    monkeypatch.undo()
    person.tap("again")
    person.until_gone("troubleTitle")
    assert person.tickets() == []


@pytest.mark.warns
def test_a_store_that_was_away_is_back_without_a_touch_and_the_basket_stands(
    person: Person, refuse: Callable[[str, Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for deed in ("issue", "overview"):
        refuse(deed, StoreAway("The database is out of reach."))
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("troubleTitle")
    assert person.screen.window.isVisible()
    # The look that follows a refusal has failed as well: only time brings the next one.
    person.until(lambda: person.screen.lobby.reception.next_tick_s() == 5)
    monkeypatch.undo()
    person.waits(5)
    person.until_gone("troubleTitle")
    assert person.tickets() == []
    person.tap("take")
    person.until_sees("panel")
    assert [ticket.label for ticket in person.tickets()] == ["A001"]


def test_help_pressed_twice_is_asked_for_once(person: Person) -> None:
    person.tap("help")
    person.until_sees("answerCancel")
    person.tap("help")
    person.until_sees("answerCancel")
    assert person.helps() == ["help"]
    person.tap("answerCancel")
    person.until_gone("answerCancel")
    person.tap("help")
    person.until_sees("answerCancel")
    assert person.helps() == ["help", "cancelled", "help"]


def test_the_next_customer_may_ask_for_help_as_well(person: Person) -> None:
    person.tap("help")
    person.until_sees("answerClose")
    person.waits(1)
    person.tap("answerClose")
    person.until_gone("answerClose")
    person.waits(60)
    person.tap("help")
    person.until(lambda: person.helps() == ["help", "help"])


def test_care_asked_for_and_left_and_asked_for_again_is_told_once(person: Person) -> None:
    for _ in range(3):
        person.tap("care")
    person.takes()
    assert person.helps() == ["care"]
