"""What the screen asks of the lobby, and of the log: nothing else of the core is known here."""

from __future__ import annotations

from typing import Protocol

from config.schema import TicketClass
from kiosk import forms, holder
from kiosk.appointment import book
from kiosk.appointment.appointment import Appointment
from kiosk.errors import ClosedError, LobbyError
from kiosk.event import Event
from kiosk.forms import Form
from kiosk.help import HelpKind
from kiosk.holder import Held
from kiosk.hours import Opening
from kiosk.issuing import IssueRequest
from kiosk.lobby import Overview
from kiosk.print_job import PrintJob, PrintState
from kiosk.rating.cases import Answer
from kiosk.rating.verdict import Verdict
from kiosk.routing import Route
from kiosk.site import Site
from kiosk.ticket import Ticket


class LobbyDesk(Protocol):
    """The lobby as the door needs it."""

    @property
    def site(self) -> Site: ...

    def issue(self, request: IssueRequest) -> Ticket: ...

    def check(self, services: tuple[str, ...], ticket_class: TicketClass) -> Route: ...

    def overview(self) -> Overview: ...

    def ask_help(self, kind: HelpKind) -> None: ...

    def print_state(self, ticket_id: int) -> PrintState: ...

    def reprint(self, ticket_id: int) -> PrintJob: ...


class Follows(Protocol):
    """Who reads the log from a cursor."""

    def wait(self, timeout_s: float) -> list[Event]: ...


def ticket_or_hours(desk: LobbyDesk, request: IssueRequest) -> Ticket | Opening:
    """The ticket; where the door has closed meanwhile, the hours."""
    try:
        return desk.issue(request)
    except ClosedError as closed:
        return closed.hours


def ticket_for_appointment(desk: LobbyDesk, request: IssueRequest) -> Ticket | Opening | None:
    """The same for an appointment; None where somebody else has shown its code meanwhile."""
    try:
        return ticket_or_hours(desk, request)
    except LobbyError:
        return None


def held_by_id(desk: LobbyDesk, ticket_id: int) -> Held | None:
    """A ticket that was scanned."""
    return holder.held_by_id(desk.site, ticket_id)


def held_by_number(desk: LobbyDesk, label: str, code: str) -> Held | None:
    """A ticket whose number and code were typed."""
    return holder.held_by_number(desk.site, label, code)


def appointment_by_id(desk: LobbyDesk, appointment_id: int) -> Appointment | None:
    """An appointment that was scanned."""
    return book.by_id(desk.site, appointment_id)


def appointment_by_code(desk: LobbyDesk, code: str) -> Appointment | None:
    """An appointment whose code was typed."""
    return book.by_code(desk.site, code)


def form_read(desk: LobbyDesk, scanned: Event) -> Form | None:
    """A form that was scanned; None where that was told with an earlier scan."""
    return forms.take_over(desk.site, scanned)


def form_typed(desk: LobbyDesk, code: str) -> Form:
    """A form whose code was typed."""
    return forms.look_up(desk.site, code)


def form_added(desk: LobbyDesk, ticket_id: int, code: str) -> Ticket | None:
    """The ticket with a form more; None where that could not be."""
    try:
        return forms.add(desk.site, ticket_id, code)
    except LobbyError:
        return None


def judged(desk: LobbyDesk, token: str, verdict: Verdict) -> Answer | None:
    """The verdict is kept, and what comes of it; None where its time is over or it was given elsewhere."""
    try:
        return holder.judge(desk.site, token, verdict)
    except LobbyError:
        return None
