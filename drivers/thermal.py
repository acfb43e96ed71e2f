"""The ticket printer: one owner of one link, who never sends a ticket twice."""

from __future__ import annotations

import time
from collections.abc import Callable

from config.profile import PrinterProfile
from drivers.attempt import Attempt
from drivers.conversation import Conversation
from drivers.deadline import Deadline, Monotonic
from drivers.evidence import proof
from drivers.hearing import Hearing
from drivers.hotplug import News
from drivers.line import Line
from drivers.link import Link
from drivers.outcome import Note, Outcome
from drivers.printer_health import PrinterHealth
from drivers.timings import Timings
from kiosk.print_job import PrintState

USUAL = Timings()


def _nothing() -> None:
    """There is nothing to do meanwhile."""


def _unnoted(_outcome: Outcome) -> None:
    """Nobody wants to know before the end."""


class ThermalPrinter:
    """A printer that may come and go while the program runs."""

    def __init__(
        self,
        link: Link,
        profile: PrinterProfile,
        on_health: Callable[[PrinterHealth], None],
        timings: Timings = USUAL,
        clock: Monotonic = time.monotonic,
        news: News | None = None,
    ) -> None:
        self._profile = profile
        self._timings = timings
        self._clock = clock
        self._line = Line(link, clock, news)
        self._hearing = Hearing(clock, profile)
        self._talk = Conversation(self._line, self._hearing, profile, on_health, timings, clock)

    @property
    def health(self) -> PrinterHealth:
        """How it fares now."""
        return self._talk.health

    @property
    def ready(self) -> bool:
        """Whether a ticket may be sent now."""
        return self._talk.ready

    @property
    def holds_out(self) -> bool:
        """Whether a ticket stands in its mouth."""
        return self._hearing.in_mouth

    def start(self, *, scrap: bool = False) -> None:
        """Begin to look for the printer; with `scrap` a piece of a ticket may hang in it from before."""
        self._talk.start(scrap=scrap)

    def stop(self) -> None:
        """Let go of the port."""
        self._talk.stop()

    def hurry(self, seconds: float) -> None:
        """Whoever waits for the printer gives it up after so long."""
        self._line.hurry = self._hearing.hurry = Deadline.after(seconds, self._clock)

    def print(
        self,
        content: bytes,
        cut: bytes,
        job: int,
        meanwhile: Callable[[], None] = _nothing,
        sending: Callable[[], None] = _nothing,
        note: Note = _unnoted,
    ) -> Outcome:
        """Send a ticket once and find out what became of it.

        `sending` is called between its pieces, and must be quick; `meanwhile` while the printer's
        word is waited for. `note` is told what is known on the way: printed, held out.
        """
        if not self._talk.take_in_hand():
            return Outcome(PrintState.FAILED, f"Nothing was sent. {self.health.detail}")
        attempt = Attempt(
            proof(self._profile, content, cut, job, self._hearing),
            self._profile,
            self._line,
            self._hearing,
            self._timings,
            self._clock,
            note,
        )
        try:
            return attempt.run(meanwhile, sending)
        finally:
            self._talk.put_down(doubtful=attempt.doubtful, scrap=attempt.scrap)
