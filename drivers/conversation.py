"""The conversation with a printer: greets it, hears it, asks how it fares, and starts again when it broke."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import Enum, auto

from config.profile import PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.greeting import Greeting
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.link import LinkGone
from drivers.printer_health import PrinterHealth
from drivers.questions import status_of, tells_only_when_asked, watch
from drivers.timings import Timings
from kiosk.printer_state import PrinterState

_log = logging.getLogger(__name__)


class Phase(Enum):
    """How well we know each other."""

    ABSENT = auto()
    GREETING = auto()
    SILENT = auto()
    LIVE = auto()


class Conversation:
    """One thread greets, listens and asks. Whoever prints takes the printer in hand meanwhile."""

    def __init__(
        self,
        line: Line,
        hearing: Hearing,
        profile: PrinterProfile,
        on_health: Callable[[PrinterHealth], None],
        timings: Timings,
        clock: Monotonic,
    ) -> None:
        self.health = PrinterHealth.of(PrinterState.ABSENT, "Nobody has looked for the printer yet.")
        self._line = line
        self._hearing = hearing
        self._profile = profile
        self._on_health = on_health
        self._timings = timings
        self._clock = clock
        self._phase = Phase.ABSENT
        self._why_absent = ""
        self._next_beat_s = 0.0
        self._next_rearming_s = 0.0
        self._polled = tells_only_when_asked(profile)
        self._reached = True
        """Whether the last question could be asked."""
        self._greeting = Greeting(line, hearing, profile, timings, clock, self._heard)
        self._in_hand = False
        self._silent_since_s = 0.0
        self._owing_since_s = 0.0
        """Since when a sound printer has not given an answer that it owes."""
        self._doubtful = False
        """It must be greeted again before the next ticket."""
        self._scrap = False
        """A piece of a ticket may hang in it, to be cut off before the next one."""
        self._stopping = False
        self._thread = threading.Thread(target=self._live, name=f"printer at {line.name}")

    def start(self, *, scrap: bool = False) -> None:
        """Begin to look for the printer; `scrap` of before is cut off as soon as it can."""
        self._scrap = scrap
        self._thread.start()

    def stop(self) -> None:
        """Let go of the port."""
        self._stopping = True
        self._line.wake()
        self._thread.join()
        self._line.dispose()

    @property
    def ready(self) -> bool:
        """Whether a ticket may be sent now."""
        return self._known and not self._scrap and self.health.can_print

    @property
    def _known(self) -> bool:
        return self._phase is Phase.LIVE and not self._doubtful

    def take_in_hand(self) -> bool:
        """Begin a ticket, if the printer can take one."""
        with self._hearing.word:
            self._in_hand = self.ready
            self._hearing.forgive()
            if self._polled and self._in_hand:
                self._next_beat_s = 0.0
                self._line.wake()
            return self._in_hand

    def put_down(self, *, doubtful: bool, scrap: bool) -> None:
        """The ticket is settled. After a doubtful end the printer is greeted before the next one."""
        with self._hearing.word:
            self._in_hand = False
            self._doubtful |= doubtful
            self._scrap |= scrap
        self._line.wake()

    def _live(self) -> None:
        while not self._stopping:
            try:
                self._line.open()
                self._converse()
            except LinkGone as gone:
                self._lose(str(gone))
            except Exception as fault:  # noqa: BLE001 - a printer nobody listens to any more would look healthy
                _log.exception("The conversation with the printer at %s failed.", self._line.name)
                self._lose(f"The printer's driver failed: {fault!r}.")

    def _lose(self, why: str) -> None:
        self._line.close()
        self._hearing.lose()
        self._why_absent = why
        self._enter(Phase.ABSENT)
        if not self._stopping:
            self._line.rest(self._timings.reopen)

    def _converse(self) -> None:
        self._greet()
        while not self._stopping:
            self._listen(self._next_beat_s)
            self._await_owed()
            if self._must_greet():
                self._greet()
            elif self._clock() >= self._next_beat_s:
                self._beat()
            self._part_scrap()

    def _must_greet(self) -> bool:
        """A printer that was silent may have been off meanwhile, and know nothing of us any more."""
        spoke = self._phase is Phase.SILENT and self._hearing.last_s > self._silent_since_s
        paid = self._phase is Phase.GREETING and not self._hearing.owed
        return (self._doubtful or spoke or paid) and not self._in_hand

    def _await_owed(self) -> None:
        """A late answer would count for the next ticket; where it was lost, only a new line forgets it."""
        now_s = self._clock()
        if self._phase is not Phase.GREETING or self._hearing.in_trouble:
            self._owing_since_s = now_s
        elif now_s - self._owing_since_s > self._timings.probe:
            raise LinkGone("The printer owes an answer about an earlier ticket: its line is opened anew.")

    def _beat(self) -> None:
        """Ask how it fares, never in the way of a ticket; no answer for long is silence."""
        now_s = self._clock()
        self._next_beat_s = now_s + self._pause_s
        could_speak_s = max(self._hearing.last_s, self._line.drained_s)
        # One that asked us to wait because it is in trouble cannot be asked, and is not silent.
        asked = self._reached or not self._hearing.in_trouble
        if self._phase is not Phase.SILENT and asked and now_s - could_speak_s > self._timings.silent:
            self._fall_silent()
        if self._phase is Phase.SILENT and not self._in_hand:
            # Questions that pile up before a printer that is off would all be asked when it is on.
            self._line.discard()
        if self._line.drained_s <= now_s and self._hearing.expect_status():
            ask = self._line.insist if self._is_held_off else self._line.ask
            self._reached = ask(status_of(self._profile))
            self._rearm(now_s)

    @property
    def _is_held_off(self) -> bool:
        """A stray XOFF, mere noise, would keep it from being asked for ever, and noise unrefuted."""
        mute = self._phase is Phase.SILENT or (self._hearing.in_trouble and not self._reached)
        return mute and not self._in_hand

    @property
    def _pause_s(self) -> float:
        """Until the next question: short while a ticket waits for the answer."""
        return self._timings.poll if self._polled and self._in_hand else self._timings.beat

    def _rearm(self, now_s: float) -> None:
        """Ask again to be told of changes: a printer that was off for a moment has forgotten it."""
        if self._known and not self._in_hand and now_s >= self._next_rearming_s:
            self._next_rearming_s = now_s + self._timings.rearm
            if self._profile.asb:
                self._line.ask(watch(self._profile))

    def _fall_silent(self) -> None:
        self._silent_since_s = self._clock()
        self._enter(Phase.SILENT)

    def _greet(self) -> None:
        """Doubts that come up meanwhile are left for the next greeting."""
        self._enter(Phase.GREETING)
        self._next_beat_s = self._clock() + self._timings.beat
        self._next_rearming_s = self._clock() + self._timings.rearm
        with self._hearing.word:
            scrap, self._scrap, self._doubtful = self._scrap, False, False
        try:
            answered = self._greeting.greet(scrap=scrap)
        finally:
            # Also where the line broke: what hung in the printer still does.
            with self._hearing.word:
                self._scrap |= self._greeting.scrap
        if not answered:
            self._fall_silent()
        elif not self._hearing.owed:
            self._enter(Phase.LIVE)
        self._owing_since_s = self._clock()

    def _part_scrap(self) -> None:
        """Cut off what an interrupted ticket left hanging, as soon as the printer can."""
        if self._scrap and self._known and not self._in_hand and self.health.can_print:
            self._scrap = not self._greeting.part()
            # Half of the order, or the whole of it, may still wait somewhere.
            self._doubtful |= self._scrap

    def _heard(self, met: Callable[[], bool], patience_s: float) -> bool:
        """Listen until something was heard, or patience ends."""
        deadline = Deadline.after(patience_s, self._clock)
        while not (done := met()) and not deadline.passed and not self._stopping:
            self._listen(min(deadline.at_s, self._clock() + self._timings.poll))
            if self._polled and not met() and self._hearing.expect_status():
                self._line.ask(status_of(self._profile))
        return done

    def _listen(self, until_s: float) -> None:
        self._hearing.take(self._line.listen(max(0.0, until_s - self._clock())))
        self._tell()

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        self._tell()

    def _tell(self) -> None:
        """Say how the printer fares, if that is news."""
        health = self._present_health()
        if health != self.health:
            with self._hearing.word:
                self.health = health
                self._hearing.word.notify_all()
            self._on_health(health)

    def _present_health(self) -> PrinterHealth:
        if self._phase is Phase.ABSENT:
            return PrinterHealth.of(PrinterState.ABSENT, self._why_absent)
        if self._phase is Phase.SILENT:
            return PrinterHealth.of(PrinterState.SILENT)
        sensed = self._hearing.sensed
        if sensed is None:
            return self.health if self._phase is Phase.GREETING else PrinterHealth.of(PrinterState.OK)
        return sensed
