"""How a printer is met, for the first time or again: with a question, never with a reset.

Bytes of an earlier ticket may still be on their way to paper; a reset would tear it in two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from config.profile import Evidence, PrinterProfile
from drivers.deadline import Monotonic
from drivers.evidence import process_id
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.questions import CLEAR, nameless_fence, status_of, watch
from drivers.timings import Timings
from printer.escpos import cut, fence

_NAMES_PER_S = 10
_CUTS_MOST = 3
"""A printer that is well and never tells of a cut gets no more orders for one piece: each feeds paper."""


class Listen(Protocol):
    """Listens until something was heard or patience ends; whether it was heard."""

    def __call__(self, met: Callable[[], bool], patience_s: float) -> bool: ...


class Greeting:
    """Greets one printer, as often as needed."""

    def __init__(
        self,
        line: Line,
        hearing: Hearing,
        profile: PrinterProfile,
        timings: Timings,
        clock: Monotonic,
        listen: Listen,
    ) -> None:
        self._line = line
        self._hearing = hearing
        self._profile = profile
        self._timings = timings
        self._clock = clock
        self._listen = listen
        self.scrap = False
        """Whether a piece of an earlier ticket may hang in the printer."""
        self._untold_cuts = 0
        # Not from 1: a printer may still owe an answer to the process before us.
        self._fences = int(clock() * _NAMES_PER_S)

    def greet(self, *, scrap: bool) -> bool:
        """Find out whether it is done with what it was sent, and make it forget what it is not.

        Whether it answered. What is in `scrap` afterwards holds also where its line breaks amid this.
        """
        self.scrap = scrap
        hearing, asked_s = self._hearing, self._clock()
        if self._profile.completion is Evidence.STAR_ETB:
            # Its counter must be known before it counts for us.
            self._ask(b"")
        probe, through = self._probe()
        self._ask(probe)
        if hearing.last_s < asked_s:
            return False
        self._listen(lambda: through() or hearing.in_trouble, self._timings.probe)
        if scrap or not through():
            self.scrap = True
            cleared = self._clear()
            # Asked only now: a new roll that was put in before that has a piece on it.
            self.scrap = scrap or not (cleared and self._ask(b"") and hearing.out_of_paper)
        if self._profile.asb:
            self._line.ask(watch(self._profile))
        return True

    def part(self) -> bool:
        """Cut off what hangs in it; whether it is known to have done so, as far as it tells.

        An order is lost with the cable, with the power, or with the patience for a busy printer.
        """
        probe, through = self._probe()
        if not self._ask(cut(self._profile) + probe):
            return False
        self._listen(lambda: through() or self._hearing.in_trouble, self._timings.probe)
        if self._hearing.in_trouble:
            return False
        self._untold_cuts = 0 if through() else (self._untold_cuts + 1) % _CUTS_MOST
        return self._untold_cuts == 0

    def _ask(self, first: bytes) -> bool:
        """Ask how it fares, with something before that, and wait for the answer; whether it came."""
        hearing = self._hearing
        self._listen(hearing.expect_status, self._timings.answer)
        before = hearing.statuses
        self._line.ask(first + status_of(self._profile))
        return self._listen(lambda: hearing.statuses > before, self._timings.answer)

    def _probe(self) -> tuple[bytes, Callable[[], bool]]:
        """A question that is answered when everything before it is done, and whether it was."""
        match self._profile.completion:
            case Evidence.PROCESS_ID:
                self._fences += 1
                name = process_id("R", self._fences)
                return fence(name), lambda: name in self._hearing.process_ids
            case Evidence.GS_R | Evidence.CUSTOM_PRESENTER | Evidence.STAR_ETB:
                self._hearing.owe(1)
                return nameless_fence(self._profile), lambda: not self._hearing.owed
            case Evidence.TIMER:
                return b"", lambda: True

    def _clear(self) -> bool:
        """Make it forget what waits; whether it said so, and all that it said before was heard by then."""
        before = self._hearing.cleared
        self._line.insist(CLEAR)
        return self._listen(lambda: self._hearing.cleared > before, self._timings.answer)
