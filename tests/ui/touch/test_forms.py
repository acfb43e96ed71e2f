"""A form that was filled in before is shown: it goes with one ticket, is on no page, and is nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.front import Forms
from kiosk import forms
from kiosk.forms import MOST
from kiosk.issuing import IssueRequest
from tests.ui.touch.conftest import AWAKE
from tests.ui.touch.person import Person
from tests.ui.touch.revisiting import has_appointment, has_ticket, scans, step, types
from tests.ui.touch.test_revisit_sheets import faults

CODE = "AB12CD34"


def shows(person: Person, code: str = CODE) -> None:
    """Hold a form before the scanner, and read what comes of it."""
    before = person.screen.lobby.reception.revisits.now
    scans(person, f"{person.core.branch.address.public_url}/F/{code}")
    person.until(lambda: person.screen.lobby.reception.revisits.now is not before)


def closes(person: Person) -> None:
    person.waits(1)
    person.tap("revisitClose")
    assert step(person) == ""


def test_a_form_goes_with_the_ticket_that_is_taken_next_is_on_no_page_and_not_the_next_customers(
    person: Person,
) -> None:
    shows(person)
    assert step(person) == "form"
    assert "已读取您的预填单" in person.reads()
    closes(person)
    assert "已带预填单1份" in person.reads()
    person.tap("card-cash")
    assert "已带预填单1份" in person.reads()
    person.tap("take")
    person.until_sees("panel")
    assert [ticket.forms for ticket in person.tickets()] == [(CODE,)]
    assert CODE not in person.reads()
    person.waits(1)
    person.tap("done")
    person.until_gone("panel")
    assert "预填单" not in person.reads()
    person.takes("card-noncash")
    assert [ticket.forms for ticket in person.tickets()] == [(CODE,), ()]


def test_a_form_counts_once_and_choosing_again_keeps_it(person: Person) -> None:
    for code in (CODE, CODE.lower(), "EF56"):
        shows(person, code)
        closes(person)
    person.tap("card-cash")
    person.tap("clear")
    assert "已带预填单2份" in person.reads()
    person.takes()
    assert person.tickets()[0].forms == (CODE, "EF56")


def test_more_forms_than_a_ticket_holds_are_for_the_window(person: Person) -> None:
    for number in range(MOST + 1):
        assert step(person) == ""
        shows(person, f"FORM{number}")
        full = step(person) == "form_full"
        assert full is (number == MOST)
        closes(person)
    person.takes()
    assert person.tickets()[0].forms == ("FORM0", "FORM1", "FORM2")


def test_whoever_leaves_takes_the_form_along(person: Person) -> None:
    shows(person)
    person.waits(person.core.branch.rules.idle_ask_s + 1)
    person.until_sees("continue")
    person.waits(person.core.branch.rules.idle_home_s + 1)
    assert person.screen.lobby.reception.visit.is_untouched("zh_CN")
    assert "预填单" not in person.reads()
    person.takes()
    assert person.tickets()[0].forms == ()


def test_a_form_that_is_shown_after_the_ticket_joins_it_if_its_holder_says_so(person: Person) -> None:
    person.takes()
    shows(person)
    assert step(person) == "form_join"
    assert "预填单要加到A001号吗" in person.reads()
    assert person.tickets()[0].forms == ()
    person.waits(1)
    person.tap("formJoin")
    person.until(lambda: step(person) == "form_there")
    assert person.tickets()[0].forms == (CODE,)
    shows(person)
    assert step(person) == "form_there"
    closes(person)
    assert person.sees("panel")


def test_a_ticket_that_was_given_takes_as_many_forms_as_there_is_room_for(person: Person) -> None:
    person.takes()
    for number in range(MOST):
        shows(person, f"FORM{number}")
        person.waits(1)
        person.tap("formJoin")
        person.until(lambda: step(person) == "form_there")
        closes(person)
    shows(person, "FORM9")
    assert step(person) == "form_full"
    assert person.tickets()[0].forms == ("FORM0", "FORM1", "FORM2")


def test_the_next_customers_form_is_not_put_with_the_ticket_that_still_stands_there(person: Person) -> None:
    person.takes()
    shows(person)
    person.waits(1)
    person.tap("formApart")
    person.until_gone("panel")
    assert step(person) == "form"
    closes(person)
    person.takes("card-noncash")
    assert [ticket.forms for ticket in person.tickets()] == [(), (CODE,)]


def test_somebody_who_comes_back_puts_a_form_with_a_ticket_by_showing_both(person: Person) -> None:
    ticket = has_ticket(person)
    scans(person, person.core.token(ticket))
    person.until_sees("placeNumber")
    shows(person)
    assert step(person) == "form_join"
    person.waits(1)
    person.tap("formJoin")
    person.until(lambda: step(person) == "form_there")
    assert person.tickets()[0].forms == (CODE,)


def test_a_form_that_is_with_another_ticket_is_told_calmly_and_tells_nothing_of_that(person: Person) -> None:
    person.core.issue(IssueRequest(("cash",), "elsewhere", forms=(CODE,)))
    shows(person)
    assert step(person) == "form_elsewhere"
    assert "A001" not in person.reads()
    closes(person)
    person.takes()
    assert person.tickets()[1].forms == ()


def test_a_form_whose_ticket_is_called_away_meanwhile_gets_one_calm_answer(person: Person) -> None:
    person.takes()
    shows(person)
    person.core.cancel(person.tickets()[0].id)
    person.waits(1)
    person.tap("formJoin")
    person.until(lambda: step(person) == "unknown")


def test_a_form_and_an_appointment_make_one_ticket(person: Person) -> None:
    has_appointment(person, 5)
    scans(person, "1234")
    person.until_sees("revisitTake")
    shows(person)
    assert step(person) == "offer"
    assert "已读取您的预填单" in person.reads()
    person.waits(1)
    person.tap("revisitTake")
    person.until_sees("panel")
    assert [ticket.forms for ticket in person.tickets()] == [(CODE,)]


def test_where_codes_are_digits_a_form_is_typed_and_goes_the_same_way(
    somebody: Callable[..., Person],
) -> None:
    person = somebody(front=replace(AWAKE, forms=Forms(typed=True)))
    other = person.core.issue(IssueRequest(("cash",), "elsewhere", forms=("123456",)))

    def typed(code: str) -> str:
        person.tap("revisit")
        person.until_sees("revisitForm")
        assert faults(person, (1080, 1920), low=False) == []
        person.tap("revisitForm")
        person.until_sees("key-1")
        types(person, code)
        person.until(lambda: step(person) != "form_code")
        found = step(person)
        closes(person)
        return found

    assert typed("123456") == "form_elsewhere"
    assert typed("202611230042") == "form"
    person.takes()
    assert [ticket.forms for ticket in person.tickets()] == [other.forms, ("202611230042",)]


def test_where_codes_are_not_all_digits_none_is_typed(person: Person) -> None:
    person.tap("revisit")
    person.until_sees("revisitTicket")
    assert not person.sees("revisitForm")


def test_a_child_with_a_dozen_codes_fills_nothing(person: Person) -> None:
    for number in range(12):
        scans(person, f"{person.core.branch.address.public_url}/F/BAD{number:05d}")
    person.until(lambda: step(person) == "form")
    assert len(person.screen.lobby.reception.visit.forms) <= MOST
    with person.core.site.store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM form_read")[0] <= 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("size", "mode", "language"),
    [((1280, 800), "large", "en"), ((720, 1280), "low", "zh_CN")],
)
def test_every_page_about_a_form_fits(
    somebody: Callable[..., Person], size: tuple[int, int], mode: str, language: str
) -> None:
    person = somebody(size)
    for control in [*(["language"] if language == "en" else []), *([mode] if mode else [])]:
        person.tap(control)
    low, found = mode == "low", {}

    def look(name: str) -> None:
        if wrong := faults(person, size, low=low):
            found[name] = wrong

    shows(person)
    look("form")
    closes(person)
    look("home with a form")
    person.tap("card-cash")
    look("picked with a form")
    person.tap("take")
    person.until_sees("panel")
    shows(person)
    look("there")
    shows(person, "EF56")
    look("join")
    person.waits(1)
    person.tap("formJoin")
    person.until(lambda: step(person) == "form_there")
    forms.add(person.core.site, person.tickets()[0].id, "GH78")
    other = person.core.issue(IssueRequest(("cash",), "elsewhere", forms=("JK90",)))
    shows(person, "JK90")
    assert other.forms
    assert step(person) == "form_elsewhere"
    look("elsewhere")
    assert found == {}
