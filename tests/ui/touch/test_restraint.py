"""Many tickets in a row are slowed politely, and staff hear of it; nobody else is."""

from __future__ import annotations

from kiosk.alarms import Trouble
from tests.ui.touch.person import Person


def takes_and_goes(person: Person, card: str = "card-cash") -> None:
    person.takes(card)
    person.waits(1)
    person.tap("done")
    person.until_gone("panel")


def hoards(person: Person) -> int:
    """One number after the other as fast as fingers go, until one is not given; how many were."""
    for given in range(12):
        person.tap("card-cash")
        person.tap("take")
        person.until(lambda: person.sees("panel") or person.sees("answerClose"))
        if person.sees("answerClose"):
            return given
        person.waits(1)
        person.tap("done")
        person.until_gone("panel")
    raise AssertionError("twelve numbers in a row were given without a pause")


def test_after_a_handful_in_a_row_the_next_number_has_to_wait_a_moment(person: Person) -> None:
    given = hoards(person)
    assert given >= 6
    assert "秒后可以再取一张" in person.reads()
    assert len(person.tickets()) == given
    person.waits(1)
    person.tap("answerClose")
    person.waits(15)
    person.tap("take")
    person.until_sees("panel")
    assert len(person.tickets()) == given + 1


def test_staff_are_told_and_hear_when_it_is_over(person: Person) -> None:
    hoards(person)
    person.until(lambda: Trouble.TICKETS in {alarm.trouble for alarm in person.core.alarms()})
    person.waits(600)
    person.core.report_device("printer", "near_end")
    person.until(lambda: Trouble.TICKETS not in {alarm.trouble for alarm in person.core.alarms()})


def test_care_and_help_are_never_held_back(person: Person) -> None:
    hoards(person)
    person.tap("answerHelp")
    person.until_sees("answerCancel")
    assert person.helps() == ["help"]
    person.waits(1)
    person.tap("answerClose")
    person.tap("care")
    person.tap("take")
    person.until_sees("panel")


def test_a_line_before_the_doors_open_is_not_slowed(person: Person) -> None:
    person.clock.set("8:45")
    person.lets_the_screen_look()
    for _ in range(12):
        takes_and_goes(person)
        person.waits(7)
    assert len(person.tickets()) == 12
