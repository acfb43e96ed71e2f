"""No key, finger, drag or other thing gives anything but the kiosk."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest

from tests.campaigns.monkey import Monkey, mischief
from tests.ui.touch.person import Person

ACTS = 500
"""A slice; the campaign plays a hundred thousand."""
CTRL, ALT, META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


def test_acts_of_mischief_leave_the_kiosk_as_it_was(person: Person) -> None:
    # A small screen: what is tried is the same on every one.
    person.turn_screen(720, 1280)
    monkey = Monkey(person.screen, person.core, person.clock, person.steady, Random(7))
    mischief(monkey, ACTS)
    assert monkey.faults == []
    assert monkey.takes >= monkey.tickets()


@pytest.mark.parametrize("held", [CTRL, ALT, META, CTRL | ALT])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Tab])
def test_a_combination_of_keys_does_nothing(person: Person, held: Qt.KeyboardModifier, key: Qt.Key) -> None:
    person.tap("card-cash")
    person.steer_to("take")
    before = person.screen.window.activeFocusItem()
    QTest.keyClick(person.screen.window, key, held)
    QCoreApplication.processEvents()
    assert person.tickets() == []
    assert not person.sees("panel")
    assert person.screen.window.activeFocusItem() is before
    assert len(QGuiApplication.topLevelWindows()) == 1


def test_what_is_dragged_in_is_not_taken(person: Person) -> None:
    thing = QMimeData()
    thing.setText("A001")
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, thing, button, none)
    before = person.reads()
    QCoreApplication.sendEvent(person.screen.window, event)
    assert person.reads() == before


def test_a_wheel_turns_nothing(person: Person) -> None:
    at, nothing = QPointF(300, 500), QPoint(0, 0)
    no_button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, nothing, QPoint(0, 120), no_button, none, phase, False)
    before = person.reads()
    QCoreApplication.sendEvent(person.screen.window, event)
    assert person.reads() == before


def test_a_scanner_that_types_takes_no_ticket(person: Person) -> None:
    person.tap("card-cash")
    digits = [Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_7, Qt.Key.Key_Return]
    person.type(*digits)
    QCoreApplication.processEvents()
    assert person.tickets() == []


def test_a_finger_that_stays_is_one_press_at_most(person: Person) -> None:
    at = person.find("card-cash")
    middle = at.mapToScene(QPointF(at.width() / 2, at.height() / 2)).toPoint()
    QTest.touchEvent(person.screen.window, person.finger).press(0, middle, person.screen.window)
    person.waits(20)
    QTest.touchEvent(person.screen.window, person.finger).release(0, middle, person.screen.window)
    assert person.screen.lobby.basket.count <= 1
    assert len(QGuiApplication.topLevelWindows()) == 1
