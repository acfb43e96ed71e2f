"""The ticket that was given, what is known of its paper, and how long it is shown. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.event import Event, Kind
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from kiosk.ticket import Ticket
from ui.touch.paper_word import SLOW_S, PaperWord, paper_word
from ui.touch.patience import Patience

_PAPER_NEWS = {Kind.PRINT_QUEUED, Kind.PRINT_MARKED}


@dataclass(frozen=True, slots=True)
class Given:
    """One ticket on the screen. Moments are seconds of the steady clock."""

    ticket: Ticket
    opens_at: datetime | None
    """When calling begins, for whoever came early."""
    at: float
    has_printer: bool
    job: PrintState = PrintState.QUEUED
    word: PaperWord = PaperWord.PRINTING
    word_at: float = 0.0

    def noted(self, job: PrintState, printer: PrinterState | None, now: float) -> Given:
        """With the last news of its paper and of the printer."""
        word = paper_word(job, printer, now - self.at) if self.has_printer else PaperWord.NO_PRINTER
        return replace(self, job=job, word=word, word_at=self.word_at if word is self.word else now)

    def is_told_of(self, event: Event) -> bool:
        """Whether an event is news of this ticket's paper."""
        return event.ticket_id == self.ticket.id and event.kind in _PAPER_NEWS

    @property
    def slow_at(self) -> float:
        """When a printer is called slow."""
        return self.at + SLOW_S

    def goes_at(self, patience: Patience, touched_at: float) -> float:
        """When the panel goes by itself: never before the printer's last word."""
        if self.word is PaperWord.PRINTING:
            return math.inf
        shown_s = patience.shows_ticket_for(troubled=self.word.value.troubled)
        return max(self.word_at, touched_at) + shown_s
