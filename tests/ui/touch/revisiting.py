"""What somebody does who comes back with a ticket, or comes with an appointment."""

from __future__ import annotations

from datetime import timedelta

from kiosk.appointment import book
from kiosk.appointment.book import Wanted
from kiosk.issuing import IssueRequest
from kiosk.rating import tables
from kiosk.rating.rating import Rating
from kiosk.scanning import tell_scan
from kiosk.ticket import Ticket
from tests.ui.touch.person import Person


def step(person: Person) -> str:
    return person.screen.lobby.revisit.step


def has_ticket(person: Person, request_id: str = "mine") -> Ticket:
    return person.core.issue(IssueRequest(("cash",), request_id))


def was_served(person: Person) -> Ticket:
    ticket = has_ticket(person)
    person.core.call_next("1")
    person.clock.advance(60)
    person.core.finish("1")
    return ticket


def has_appointment(person: Person, minutes: int, code: str = "1234") -> int:
    slot = person.clock() + timedelta(minutes=minutes)
    return book.add(person.core.site, [Wanted("wealth", slot, code)])[0].id


def scans(person: Person, text: str, kiosk: str = "") -> None:
    """The devices process does its work on what was held before the scanner."""
    tell_scan(person.core.site, text, kiosk)


def judges(person: Person, face: str) -> Ticket:
    """Whoever was served holds the ticket before the scanner and touches a face; the reasons are there."""
    ticket = was_served(person)
    scans(person, person.core.token(ticket))
    person.until_sees(face)
    person.waits(1)
    person.tap(face)
    person.until_sees("revisitSend")
    return ticket


def types(person: Person, text: str) -> None:
    for key in text:
        person.tap(f"key-{key}")
    person.tap("revisitNext")


def types_ticket(person: Person, label: str, code: str) -> None:
    person.tap("revisit")
    person.until_sees("revisitTicket")
    person.tap("revisitTicket")
    person.until_sees("key-A")
    types(person, label)
    person.until(lambda: step(person) == "code")
    types(person, code)


def said(person: Person, ticket: Ticket) -> Rating | None:
    with person.core.site.store.read() as cursor:
        return tables.rating_of(cursor, ticket.id)
