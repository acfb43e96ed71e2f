"""Where print jobs are worked: one after the other, marked as sent first, and never sent twice."""

from __future__ import annotations

import logging
from collections.abc import Callable

from drivers.outcome import Note, Outcome
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from kiosk.errors import LobbyError
from kiosk.papers import PrintOrder
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue
from kiosk.store import StoreError

_log = logging.getLogger(__name__)


class PrintRoom:
    """A queue of jobs, a typesetter and a printer."""

    def __init__(
        self,
        jobs: PrintQueue,
        printer: ThermalPrinter,
        typesetter: Typesetter,
        pulse: Callable[[], None],
        pat: Callable[[], None],
    ) -> None:
        self._jobs = jobs
        self._printer = printer
        self._typesetter = typesetter
        self._pulse = pulse
        """Called now and then while the printer works."""
        self._pat = pat
        """Called between the pieces of a ticket on a slow line; must be quick."""
        self._empty = False
        """Whether nothing was to print at the last look."""
        self._unwritten: tuple[int, Outcome] | None = None
        self._trial: int | None = None
        """The row of the log that asks for a test ticket, as long as there is one to print."""

    def work(self) -> bool:
        """Do the oldest job if the printer can; whether one was done."""
        self._write_down()
        order = self._order()
        if not self._printer.ready:
            return False
        if order is None:
            return self._try_out()
        self._unwritten = order.job.id, self._outcome(order)
        self._write_down()
        return True

    def _order(self) -> PrintOrder | None:
        """The next order. An empty queue is looked into only when something has changed."""
        if self._jobs.changed():
            self._empty = False
            self._trial = self._jobs.trial() or self._trial
        if self._empty:
            return None
        order = self._jobs.next()
        self._empty = order is None
        return order

    def _try_out(self) -> bool:
        """Print the test ticket that somebody asked for, once no customer's waits; whether one was."""
        asked, self._trial = self._trial, None
        if asked is None or self._jobs.trial_is_late():
            return False
        sheet = self._typesetter.trial()
        outcome = self._printer.print(sheet.content, sheet.cut, asked, self._pulse, self._pat)
        self._jobs.trial_ended(outcome.state)
        return True

    def _outcome(self, order: PrintOrder) -> Outcome:
        try:
            sheet = self._typesetter.set(order)
        except Exception as fault:  # noqa: BLE001 - one bad ticket must not stop those behind it
            _log.exception("Ticket %s cannot be set for this printer.", order.ticket.label)
            return Outcome(PrintState.FAILED, f"The ticket cannot be set for this printer: {fault!r}.")
        job = order.job.id
        self._jobs.mark(job, PrintState.SENT)
        return self._printer.print(sheet.content, sheet.cut, job, self._pulse, self._pat, self._noting(job))

    def _noting(self, job: int) -> Note:
        """Takes down what is known before the end; where that fails, the end is noted all the same."""

        def note(outcome: Outcome) -> None:
            try:
                self._jobs.mark(job, outcome.state, outcome.detail)
            except (StoreError, LobbyError) as fault:
                _log.warning("Print job %d is %s, which was not noted: %s", job, outcome.state, fault)

        return note

    def _write_down(self) -> None:
        """Note the last outcome; nothing else is printed before that is durable."""
        if self._unwritten is not None:
            job, outcome = self._unwritten
            try:
                self._jobs.mark(job, outcome.state, outcome.detail, again=outcome.torn)
            except LobbyError as refused:
                # It will be refused for ever, and those behind it wait; only the store is asked again.
                _log.warning("Print job %d ended as %s, which was not noted: %s", job, outcome.state, refused)
            self._unwritten = None
