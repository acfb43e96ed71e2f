"""The presenter of a kiosk printer: it holds the ticket out, and knows whether somebody took it."""

from __future__ import annotations

from collections.abc import Callable

from config.profile import Evidence, Overdue, PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.link import LinkError
from drivers.outcome import Note, Outcome
from drivers.questions import RETRACTIONS, overdue
from drivers.timings import Timings
from kiosk.print_job import PrintState

_ENDS = {
    Overdue.RETRACT: "it was taken back in",
    Overdue.EJECT: "it was thrown out",
}


class Presenting:
    """One ticket's stay in the mouth; whoever talks with the printer keeps asking for its sensor."""

    def __init__(
        self, profile: PrinterProfile, line: Line, hearing: Hearing, timings: Timings, clock: Monotonic
    ) -> None:
        self._presenter = profile.presenter
        self._counts = profile.completion is Evidence.CUSTOM_PRESENTER
        self._line = line
        self._hearing = hearing
        self._timings = timings
        self._clock = clock
        self._losses = hearing.losses
        self._held_out = hearing.held_out

    def empty(self, meanwhile: Callable[[], None]) -> None:
        """Whatever still stands there from before must not be taken for the next ticket."""
        if self._presenter.has and self._hearing.in_mouth:
            self._clear_away(meanwhile)

    def hold_out(self, cut: Outcome, note: Note, meanwhile: Callable[[], None]) -> Outcome:
        """Wait until the ticket that was cut is taken, and take it back if nobody does."""
        if not self._wait(self._was_seen, self._timings.present, meanwhile):
            # Cut, and stuck on its way out: whoever waits for it must not be told to take it.
            state = PrintState.UNKNOWN if self._hearing.trouble else cut.state
            return Outcome(state, f"{cut.detail} {_NOT_SEEN}")
        before = self._retractions(meanwhile)
        note(Outcome(PrintState.PRESENTED, f"{cut.detail} {_IN_MOUTH}"))
        if self._wait(self._is_empty, self._presenter.hold_s, meanwhile):
            return self._gone(cut, before, meanwhile)
        if self._lost:
            return Outcome(PrintState.PRESENTED, f"{cut.detail} {_LOST}")
        cleared = self._clear_away(meanwhile)
        end = _ENDS[self._presenter.on_timeout] if cleared else "it still stands in the mouth"
        return Outcome(
            PrintState.PRESENTED,
            f"{cut.detail} Nobody took the ticket within {self._presenter.hold_s} s: {end}.",
        )

    @property
    def _lost(self) -> bool:
        return self._hearing.losses != self._losses

    def _was_seen(self) -> bool:
        """A customer may have taken it before anybody looks whether it is there."""
        return self._hearing.held_out != self._held_out

    def _is_empty(self) -> bool:
        # Of a printer that is gone nobody knows whether its mouth is empty.
        return not self._hearing.in_mouth and not self._lost

    def _gone(self, cut: Outcome, before: int | None, meanwhile: Callable[[], None]) -> Outcome:
        """Out of the mouth is out to the customer, unless the printer counts it as taken back."""
        after = self._retractions(meanwhile)
        if before is not None and after is not None and after > before:
            return Outcome(PrintState.PRESENTED, f"{cut.detail} {_TOOK_BACK}")
        return Outcome(PrintState.TAKEN, f"{cut.detail} {_TAKEN}")

    def _clear_away(self, meanwhile: Callable[[], None]) -> bool:
        return self._told(overdue(self._presenter)) and self._wait(
            self._is_empty, self._timings.present, meanwhile
        )

    def _retractions(self, meanwhile: Callable[[], None]) -> int | None:
        """How many tickets it has taken back, where it counts them and says so."""
        if not self._counts:
            return None
        self._hearing.retractions = None
        if not self._told(RETRACTIONS):
            return None
        self._wait(lambda: self._hearing.retractions is not None, self._timings.answer, meanwhile)
        return self._hearing.retractions

    def _told(self, command: bytes) -> bool:
        try:
            return self._line.ask(command)
        except LinkError:
            return False

    def _wait(self, met: Callable[[], bool], patience_s: float, meanwhile: Callable[[], None]) -> bool:
        deadline = Deadline.after(patience_s, self._clock)
        self._hearing.wait(lambda: met() or self._lost, deadline, meanwhile)
        return met()


_NOT_SEEN = "The sensor in the mouth has not seen it."
_IN_MOUTH = "It is held out to the customer."
_LOST = "The line to the printer broke while it was held out; nobody knows whether it was taken."
_TOOK_BACK = "It was held out, and the printer has taken it back in by itself."
_TAKEN = "The customer has taken it."
