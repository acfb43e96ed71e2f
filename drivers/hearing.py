"""What the printer has said so far, for whoever waits for a word of it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from config.profile import PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.inquiry import Inquiry
from drivers.printer_health import PrinterHealth, health_of, stops_ticket
from kiosk.printer_state import PrinterState
from printer.dialects import ear_of
from printer.inbound import (
    Answer,
    Block,
    BuffersCleared,
    Count,
    Fact,
    FullStatus,
    LiveStatus,
    ProcessId,
    StarStatus,
    StatusReport,
    Stray,
)
from printer.status import PrinterStatus, reported, sensed, star_count, star_reported

_REMEMBERED = 8
"""Process IDs; nobody asks for an older one."""
_STAR_COUNTS = 32
"""A Star printer counts its jobs modulo this."""
_SLICE_S = 0.1
"""Whoever waits gets back to other work so often."""
_PAPER_BITS = 0x0F
"""GS r 1 answers with these only."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a printer had said of its work by a certain moment."""

    queued_answers: int
    process_ids: tuple[bytes, ...]
    cuts: tuple[int, ...]


class Hearing:
    """One thread takes what arrives; any may look, or wait, holding `word`."""

    def __init__(self, clock: Monotonic, profile: PrinterProfile) -> None:
        self.word = threading.Condition()
        self.sensed: PrinterHealth | None = None
        """How the printer says it fares; None before it said so."""
        self.trouble: PrinterHealth | None = None
        """The first thing since the ticket began that stops it for good."""
        self.before_trouble: Said | None = None
        """What it had said of its work when it last told of trouble that is no noise; None without any."""
        self.noises = 0
        """How often something came that no printer says, or an answer to no question."""
        self.queued_answers = 0
        self.owed = 0
        """Answers without a name still to come: one that is late looks like the next one."""
        self.cuts: deque[int] = deque(maxlen=_REMEMBERED)
        """What a kiosk printer's counter of cuts said lately."""
        self.retractions: int | None = None
        """What its counter of tickets taken back said last."""
        self.in_mouth = False
        """Whether it holds a ticket out."""
        self.held_out = 0
        """How often it began to."""
        self.cleared = 0
        self.statuses = 0
        self.inquiry = Inquiry.of(profile)
        """What it is asked about its health, and not told yet."""
        self.delivering = False
        """Whether a ticket is on its way whose pieces are counted by the answers to questions behind them."""
        self.losses = 0
        """How often the line broke."""
        self.last_s = 0.0
        """When the printer last said something with a meaning."""
        self.hurry: Deadline | None = None
        """Nobody waits beyond this."""
        self._clock = clock
        self._profile = profile
        self._ids: deque[bytes] = deque(maxlen=_REMEMBERED)
        self._ear = ear_of(profile)
        self._star_count: int | None = None
        self._said = Said(0, (), ())

    @property
    def process_ids(self) -> Sequence[bytes]:
        """The names of finished work that the printer repeated lately."""
        return self._ids

    @property
    def in_trouble(self) -> bool:
        """Whether the printer says that it cannot print."""
        return self.sensed is not None and not self.sensed.can_print

    @property
    def out_of_paper(self) -> bool:
        """Whether whoever puts in a new roll takes the end of the old one out, and what is printed on it."""
        return self.sensed is not None and self.sensed.state is PrinterState.PAPER_OUT

    def expect_status(self) -> bool:
        """Whether it may be asked now how it fares; then answers are expected."""
        with self.word:
            if not self.inquiry.may_begin(self._clock(), delivering=self.delivering):
                return False
            self.inquiry.drop()
            self.ask_status()
            return True

    def ask_status(self, way_s: float = 0.0) -> int:
        """It is asked now, behind what the line needs so long for; the number of this asking."""
        with self.word:
            now_s = self._clock()
            return self.inquiry.begin(now_s, now_s + way_s)

    @property
    def unwatched_s(self) -> float:
        """For how long at most anything may have come and gone since `watch`, if it tells only when asked."""
        with self.word:
            return self.inquiry.unwatched_s(self._clock())

    def forgive(self) -> None:
        """Nothing that was told so far stops the ticket: it has not begun, or that was noise."""
        with self.word:
            self.trouble = self.before_trouble = None

    def owe(self, answers: int) -> None:
        """So many nameless questions are asked now, or, below nought, were not asked after all."""
        with self.word:
            self.owed = max(0, self.owed + answers)

    def lose(self) -> None:
        """The line broke: what is on its way now will never arrive."""
        with self.word:
            self.losses += 1
            self.owed = 0
            self.sensed = None
            self.in_mouth = False
            self._ear = ear_of(self._profile)
            self._star_count = None
            self.inquiry.forget()
            self.word.notify_all()

    def take(self, data: bytes) -> None:
        """Bytes have arrived."""
        if not data:
            return
        with self.word:
            for fact in self._ear.hear(data):
                self.noises += isinstance(fact, Stray)
                self._note(fact)
            self.word.notify_all()

    def wait(self, met: Callable[[], bool], deadline: Deadline, meanwhile: Callable[[], None]) -> bool:
        """Wait for a word, calling `meanwhile` now and then; whether it came in time."""
        while True:
            with self.word:
                if self.word.wait_for(met, min(deadline.remaining_s, _SLICE_S)):
                    return True
            if deadline.passed or (self.hurry and self.hurry.passed):
                return False
            meanwhile()

    def _note(self, fact: Fact) -> None:
        match fact:
            case ProcessId(letters):
                self._ids.append(letters)
            case Answer(value) if value <= _PAPER_BITS:
                self._answered(1)
            case Count(value, unit):
                self._note_count(value, unit)
            case FullStatus():
                self.held_out += fact.in_mouth and not self.in_mouth
                self.in_mouth = fact.in_mouth
            case StarStatus():
                self._note_star(fact)
            case BuffersCleared():
                self.cleared += 1
                self.owed = 0
            case StatusReport():
                self._sense(reported(fact), by_itself=True)
            case LiveStatus(value) if self.inquiry.open:
                self._note_live(value)
            case Block():
                pass
            case _:
                self._disregard(fact)
                return
        self.last_s = self._clock()

    def _disregard(self, fact: Fact) -> None:
        """Noise, or an answer that nobody expects any more."""
        if isinstance(fact, LiveStatus):
            self.inquiry.overdue(self._clock())

    def _answered(self, questions: int) -> None:
        self.noises += questions > self.owed
        self.queued_answers += questions
        self.owed = max(0, self.owed - questions)

    def _note_count(self, value: int, unit: str) -> None:
        if unit == "cuts":
            self.cuts.append(value)
            self._answered(1)
        elif unit == "ret":
            self.retractions = value

    def _note_star(self, status: StarStatus) -> None:
        count, before = star_count(status), self._star_count
        if count is not None:
            self._star_count = count
            self._answered(0 if before is None else (count - before) % _STAR_COUNTS)
        self.inquiry.settle(self._clock())
        self._sense(star_reported(status))

    def _note_live(self, value: int) -> None:
        if status := self.inquiry.take(value, self._clock()):
            self._sense(status)

    def _sense(self, status: PrinterStatus, *, by_itself: bool = False) -> None:
        self.inquiry.know(status)
        status = sensed(status, self._profile.near_end)
        self.statuses += 1
        self.sensed = health_of(status)
        self._weigh(stops=stops_ticket(status), by_itself=by_itself)

    def _weigh(self, *, stops: bool, by_itself: bool) -> None:
        """Trouble that is told twice, or whose end is told unasked, is no noise."""
        again = self.trouble is not None
        if stops:
            self.trouble = self.trouble or self.sensed
            self._said = Said(self.queued_answers, tuple(self._ids), tuple(self.cuts))
        if again and (stops or by_itself):
            self.before_trouble = self._said
