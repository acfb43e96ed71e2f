"""Before opening, near closing, in a break and after hours nobody stands before a dead end."""

from __future__ import annotations

from tests.ui.touch.person import Person

DAY_S = 24 * 3600


def test_whoever_comes_early_is_told_when_calling_begins(person: Person) -> None:
    person.clock.set("8:45")
    person.lets_the_screen_look()
    person.until(lambda: "9:00开门，现在可以先取号" in person.reads())
    person.takes()
    assert "9:00开始叫号" in person.reads()


def test_whoever_comes_late_is_told_until_when_and_still_gets_a_ticket(person: Person) -> None:
    person.clock.set("16:45")
    person.lets_the_screen_look()
    person.until(lambda: "今天17:00停止取号，取了号的都会为您办完" in person.reads())
    person.takes()


def test_a_service_in_its_break_gives_tickets_and_says_from_when_they_are_called(person: Person) -> None:
    person.clock.set("12:30")
    person.lets_the_screen_look()
    person.until(lambda: "13:30开始办理" in person.reads())
    person.tap("card-corporate")
    assert "13:30开始叫号" in person.reads()
    person.tap("take")
    person.until_sees("panel")
    assert "13:30开始叫号" in person.reads()


def test_a_service_outside_its_hours_says_when_it_comes_again_and_offers_help(person: Person) -> None:
    person.clock.advance(3 * DAY_S)
    person.lets_the_screen_look()
    person.until(lambda: "11月30日 星期一9:00开始" in person.reads())
    person.tap("card-corporate")
    person.until_sees("answerHelp")
    person.waits(1)
    person.tap("answerClose")
    person.tap("take")
    assert person.tickets() == []


def test_a_door_that_closes_while_somebody_chooses_gives_no_ticket_and_says_when(person: Person) -> None:
    person.tap("card-cash")
    person.clock.set("17:00")
    person.tap("take")
    person.until(lambda: "明日9:00开始" in person.reads())
    assert person.tickets() == []


def test_after_hours_the_screen_says_when_it_opens_and_what_the_machines_can_do(person: Person) -> None:
    person.core.report_device("cash-machine", "ok")
    person.clock.set("19:00")
    person.lets_the_screen_look()
    person.until_sees("closedTitle")
    person.until(lambda: person.sees("closedMachines"))
    assert "现在可以用自助设备" in person.reads()
    assert "存取款一体机" in person.reads()
    assert "明日9:00开始" in person.reads()
    assert {"help", "large", "low", "language"} <= person.controls().keys()
