"""The ticket that was given, and what becomes of its paper; knows nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

from kiosk.event import Event
from kiosk.lobby import Overview
from kiosk.print_job import PrintState
from kiosk.ticket import Ticket
from ui.touch.given import Given
from ui.touch.paper_word import printer_state
from ui.touch.patience import Patience
from ui.touch.surroundings import Surroundings


class PaperWatch:
    """Looks after one ticket at a time, from its commit until its customer has gone."""

    def __init__(self, around: Surroundings, patience: Patience, changed: Callable[[], None]) -> None:
        self.given: Given | None = None
        self._around = around
        self._patience = patience
        self._changed = changed
        self._overview: Overview | None = None

    def give(self, ticket: Ticket, opens_at: datetime | None, *, has_printer: bool) -> None:
        """Show a ticket, and ask for its paper."""
        now = self._around.monotonic()
        self.given = Given(ticket, opens_at, now, has_printer=has_printer, word_at=now)
        self._ask(ticket.id)

    def take_back(self) -> None:
        """Its customer has gone."""
        self.given = None

    def reprint(self) -> None:
        """Another copy of the paper, marked as one."""
        if self.given and self.given.word.value.can_reprint:
            ticket_id = self.given.ticket.id
            self._around.send(lambda desk: desk.reprint(ticket_id).state, self._known)

    def heard(self, events: list[Event]) -> None:
        """The log has grown, or is heard again after a silence."""
        if self.given and (not events or any(map(self.given.is_told_of, events))):
            self._ask(self.given.ticket.id)

    def look(self, overview: Overview | None) -> None:
        """The printer may have changed, and time has passed."""
        self._overview = overview
        if self.given:
            self._note(self.given.job)

    def goes_at(self, touched_at: float) -> float:
        """When the ticket goes from the screen by itself."""
        return self.given.goes_at(self._patience, touched_at) if self.given else math.inf

    def _ask(self, ticket_id: int) -> None:
        self._around.send(lambda desk: desk.print_state(ticket_id), self._known)

    def _known(self, found: PrintState | Exception) -> None:
        if isinstance(found, Exception):
            self._around.failed("What became of the paper is not known", found)
        else:
            self._note(found)
        self._changed()

    def _note(self, job: PrintState) -> None:
        printer = printer_state(self._overview.printer if self._overview else None)
        if self.given:
            self.given = self.given.noted(job, printer, self._around.monotonic())
