"""What lies around a sheet: a touch there puts the sheet away, and nothing else that a finger does."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.ui.touch import pages
from tests.ui.touch.person import Person

BESIDE = QPoint(2, 900)


def slides(person: Person, start: QPoint, end: QPoint) -> None:
    """A finger that comes down here and goes up there."""
    window = person.screen.window
    QTest.touchEvent(window, person.finger).press(0, start, window)
    QTest.touchEvent(window, person.finger).move(0, end, window)
    QTest.touchEvent(window, person.finger).release(0, end, window)


def test_a_touch_beside_a_sheet_puts_it_away(person: Person) -> None:
    pages.elsewhere(person)
    person.waits(1)
    person.picture()
    person.tap_at(BESIDE.x(), BESIDE.y())
    person.until_gone("answerClose")


def test_a_finger_that_slides_onto_a_sheet_puts_nothing_away(person: Person) -> None:
    pages.elsewhere(person)
    person.waits(1)
    person.picture()
    slides(person, BESIDE, QPoint(540, 800))
    assert person.sees("answerClose")


def test_a_ticket_on_paper_goes_by_a_touch_beside_it(person: Person) -> None:
    person.takes()
    person.waits(1)
    person.picture()
    person.tap_at(BESIDE.x(), BESIDE.y())
    person.until_gone("panel")


def test_a_number_that_is_on_no_paper_goes_by_its_button_alone(person: Person) -> None:
    person.takes()
    person.core.report_device("printer", "paper_out")
    person.until(lambda: person.screen.lobby.panel.troubled)
    person.waits(1)
    person.picture()
    person.tap_at(BESIDE.x(), BESIDE.y())
    assert person.sees("panel")
    person.tap("done")
    person.until_gone("panel")
