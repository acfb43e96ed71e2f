"""The window gives nothing but the kiosk: nothing closes it, and every control can be heard and reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.print_job import PrintState
from tests.ui.touch.person import Person

BAR = {"help", "large", "strong", "low", "language"}
HOME = {
    "card-cash", "card-noncash", "card-corporate", "card-wealth", "card-consult", "card-exchange",
    "care", "revisit", *BAR,
}  # fmt: skip


def spoken(name: str, person: Person) -> tuple[str, str, QAccessible.Role]:
    """What a listener is told of a control: name, description, role."""
    heard = QAccessible.queryAccessibleInterface(person.find(name))
    return heard.text(QAccessible.Text.Name), heard.text(QAccessible.Text.Description), heard.role()


def test_home_has_these_controls_and_no_others(person: Person) -> None:
    assert set(person.controls()) == HOME


def test_every_control_has_a_name_for_those_who_listen(person: Person) -> None:
    person.tap("card-cash")
    named = {name: spoken(name, person)[0] for name in person.controls()}
    assert all(named.values()), named
    assert "" not in named


@pytest.mark.parametrize(
    ("control", "name", "description", "role"),
    [
        ("help", "我需要帮助", "I need help, 请工作人员过来", QAccessible.Role.Button),
        ("language", "English", "语言", QAccessible.Role.Button),
        (
            "card-cash",
            "个人现金",
            "Personal cash, 存钱、取钱、换零钱, 无人等候, 马上可以办理, 请备：身份证、银行卡或存折",
            QAccessible.Role.CheckBox,
        ),
        ("care", "需要照顾的客户请按这里", "Need extra care? Press here", QAccessible.Role.Button),
    ],
)
def test_a_control_says_what_it_is_in_both_languages(
    person: Person, control: str, name: str, description: str, role: QAccessible.Role
) -> None:
    assert spoken(control, person) == (name, description, role)


def test_a_picked_card_is_heard_as_checked(person: Person) -> None:
    person.tap("card-cash")
    assert QAccessible.queryAccessibleInterface(person.find("card-cash")).state().checked


def test_the_ticket_is_heard_as_a_whole(person: Person) -> None:
    person.tap("card-cash")
    person.tap("take")
    person.until_sees("panel")
    name, _, role = spoken("panel", person)
    assert name == "A001, 请到现金服务区, 正在打印，请稍候"
    assert role is QAccessible.Role.AlertMessage


def test_alt_f4_and_every_other_request_to_close_are_refused(person: Person) -> None:
    QCoreApplication.sendEvent(person.screen.window, QCloseEvent())
    person.screen.window.close()
    assert person.screen.window.isVisible()


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Back, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_no_key_gives_anything_but_the_kiosk(person: Person, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    before = person.reads()
    QTest.keyClick(person.screen.window, key, held)
    assert person.screen.window.isVisible()
    assert person.reads() == before


def test_a_right_click_and_a_long_press_open_no_menu(person: Person) -> None:
    before = person.reads()
    at = person.find("branch").mapToScene(person.find("branch").boundingRect().center()).toPoint()
    QTest.mouseClick(person.screen.window, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    assert person.reads() == before


def test_the_page_under_a_sheet_cannot_be_reached(person: Person) -> None:
    person.tap("card-exchange")
    person.until_sees("answerClose")
    assert set(person.controls()) == {"answerHelp", "answerClose", *BAR}


def test_a_keyboard_starts_on_the_answer_that_slid_in(person: Person) -> None:
    person.steer_to("card-exchange")
    person.type(Qt.Key.Key_Return)
    person.until_sees("answerClose")
    assert person.screen.window.activeFocusItem().objectName() == "answerClose"
    person.waits(1)
    person.type(Qt.Key.Key_Return)
    person.until_gone("answerClose")


def test_a_key_held_down_is_one_press(person: Person) -> None:
    person.steer_to("large")
    for repeated in (False, True, True):
        press = QKeyEvent(
            QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated
        )
        QCoreApplication.sendEvent(person.screen.window, press)
    assert person.screen.lobby.large is True


def lies_within(inner: QRectF, outer: QRectF) -> bool:
    return outer.adjusted(-1, -1, 1, 1).contains(inner)


def in_scene(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


@pytest.mark.parametrize(
    ("size", "large", "language"),
    [
        ((1080, 1920), False, "zh_CN"),
        ((1080, 1920), True, "en"),
        ((1920, 1080), False, "en"),
        ((1920, 1080), True, "zh_CN"),
        ((1280, 800), False, "zh_CN"),
        ((1280, 800), True, "en"),
        ((720, 1280), False, "en"),
        ((720, 1280), True, "zh_CN"),
    ],
    ids=str,
)
def test_the_fullest_ticket_still_fits_with_its_trouble_and_both_answers(
    somebody: Callable[..., Person], size: tuple[int, int], large: bool, language: str
) -> None:
    person = somebody(size)
    for control, wanted in (("language", language == "en"), ("large", large)):
        if wanted:
            person.tap(control)
    person.tap("card-cash")
    person.tap("card-corporate")
    person.tap("take")
    person.until_sees("panel")
    person.is_printed(PrintState.SENT, PrintState.UNKNOWN)
    person.until_sees("reprint")
    person.picture()
    panel, bar = in_scene(person.find("panel")), in_scene(person.find("help"))
    assert panel.bottom() < bar.top()
    for name in ("number", "zone", "ahead", "wait", "status", "reprint", "done"):
        assert lies_within(in_scene(person.find(name)), panel), name
    status, answers = in_scene(person.find("status")), in_scene(person.find("done"))
    assert not status.intersects(answers)
    assert [item.property("text") for item in person.items() if item.property("truncated")] == []


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800)], ids=str)
def test_a_ticket_in_large_text_lies_whole_above_the_bar(
    somebody: Callable[..., Person], size: tuple[int, int]
) -> None:
    person = somebody(size)
    person.tap("large")
    person.takes()
    person.core.report_device("printer", "paper_out")
    person.until(lambda: person.screen.lobby.panel.troubled)
    person.picture()
    bar = person.find("help").mapRectToScene(QRectF()).top()
    for name in ("panel", "status", "done"):
        item = person.find(name)
        assert item.mapRectToScene(QRectF(0, 0, item.width(), item.height())).bottom() < bar
