"""Ways to each page and sheet of the screen, and from each back to the start."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.issuing import IssueRequest
from kiosk.print_job import PrintState
from kiosk.scanning import tell_scan
from tests.ui.touch.person import Person

Way = Callable[[Person], None]


def home(_: Person) -> None:
    """As everybody finds it."""


def basket(person: Person) -> None:
    person.tap("card-cash")
    person.tap("card-noncash")


def care(person: Person) -> None:
    person.tap("care")
    person.tap("card-cash")


def help_coming(person: Person) -> None:
    person.tap("help")
    person.until_sees("answerClose")


def languages(person: Person) -> None:
    person.screen.lobby.tongues.open()
    person.until_sees("languagesClose")


def ticket(person: Person) -> None:
    person.takes()


def doubtful_ticket(person: Person) -> None:
    """Two services, one after the other; the paper may not have come out, and the panel soon goes."""
    person.tap("card-cash")
    person.tap("card-corporate")
    person.tap("take")
    person.until_sees("panel")
    person.is_printed(PrintState.SENT, PrintState.UNKNOWN)
    person.until_sees("reprint")
    person.waits(90)


def still_there(person: Person) -> None:
    person.tap("card-cash")
    person.waits(31)
    person.until_sees("continue")


def elsewhere(person: Person) -> None:
    person.tap("card-exchange")
    person.until_sees("answerClose")


def my_ticket(person: Person) -> None:
    person.tap("revisit")
    person.until_sees("revisitClose")


def number(person: Person) -> None:
    person.screen.lobby.revisit.begin()
    person.screen.lobby.revisit.choose("ticket")
    person.until_sees("revisitNext")


def code(person: Person) -> None:
    person.screen.lobby.revisit.begin()
    person.screen.lobby.revisit.choose("appointment")
    person.until_sees("revisitNext")


def place(person: Person) -> None:
    """A ticket that waits was scanned."""
    token = person.core.token(person.core.issue(IssueRequest(("corporate",), "waits")))
    tell_scan(person.core.site, token, "")
    person.until_sees("placeNumber")


def trouble(person: Person) -> None:
    person.screen.lobby.reception.shut()
    person.until_sees("troubleTitle")


def closed(person: Person) -> None:
    person.clock.set("19:00")
    person.lets_the_screen_look()
    person.until_sees("closedTitle")


def goes(person: Person) -> None:
    """The customer leaves; who comes next presses no sooner than a second later."""
    person.waits(1)
    person.screen.lobby.leave()
    person.picture()
