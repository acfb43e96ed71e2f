"""What the screen asks of the lobby, and of the log: nothing else of the core is known here."""

from __future__ import annotations

from typing import Protocol

from config.schema import TicketClass
from kiosk.errors import ClosedError
from kiosk.event import Event
from kiosk.help import HelpKind
from kiosk.hours import Opening
from kiosk.issuing import IssueRequest
from kiosk.lobby import Overview
from kiosk.print_job import PrintJob, PrintState
from kiosk.routing import Route
from kiosk.ticket import Ticket


class LobbyDesk(Protocol):
    """The lobby as the door needs it."""

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
