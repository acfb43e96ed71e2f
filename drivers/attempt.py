"""One ticket on its way to paper, and what may be believed of it."""

from __future__ import annotations

from collections.abc import Callable

from config.profile import Evidence, PrinterProfile
from drivers.deadline import Deadline, Monotonic
from drivers.delivery import Delivery
from drivers.evidence import Progress, Proof, paper_s, trust
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.link import LinkError, LinkStalled
from drivers.outcome import Note, Outcome
from drivers.presenter import Presenting
from drivers.printer_health import PrinterHealth
from drivers.questions import CLEAR, status_of
from drivers.timings import Timings
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState

Meanwhile = Callable[[], None]


class Attempt:
    """Sent once. Whatever cannot be proven is said to be unknown."""

    def __init__(
        self,
        proof: Proof,
        profile: PrinterProfile,
        line: Line,
        hearing: Hearing,
        timings: Timings,
        clock: Monotonic,
        note: Note,
    ) -> None:
        self.doubtful = True
        """Whether the printer must be greeted before the next ticket."""
        self.scrap = True
        """Whether a piece of this ticket may hang in the printer."""
        self._proof = proof
        self._profile = profile
        self._line = line
        self._hearing = hearing
        self._timings = timings
        self._clock = clock
        self._losses = hearing.losses
        self._noises = hearing.noises
        self._presenting = Presenting(profile, line, hearing, timings, clock)
        self._delivery = Delivery(profile, line, hearing, timings, clock)
        self._note = note
        hearing.inquiry.watch()
        self._forgave = False
        """Whether it told of trouble once, and not again: noise, or trouble that was over by then."""
        self._noted = Progress.NOTHING

    def run(self, meanwhile: Meanwhile, sending: Meanwhile) -> Outcome:
        """Send it, and wait for the printer's word."""
        self._presenting.empty(meanwhile)
        self._hearing.owe(self._proof.fences)
        try:
            whole = self._delivery.send(self._proof.data, sending, lambda: self._stops(sending))
        except LinkError as fault:
            return self._unsent(fault)
        if not whole and (trouble := self._hearing.trouble):
            # Its questions stayed here as well, with the rest of it.
            self._hearing.owe(-self._proof.fences)
            return self._interrupted(trouble, meanwhile)
        patience_s = self._patience_s()
        self._await_word(Deadline.after(patience_s, self._clock), self._telling(meanwhile))
        if self._so_far is Progress.CUT:
            return self._cut(meanwhile)
        if self._lost:
            return self._open_end("The line to the printer broke before it confirmed the ticket.")
        if self._hearing.trouble:
            return self._interrupted(self._hearing.trouble, meanwhile)
        if self._delivery.deaf:
            return self._open_end("The printer did not answer in mid-ticket: a piece of it may be missing.")
        if self._is_mute and self._ask_health(meanwhile) and not self._hearing.trouble:
            return self._held_out(PrintState.ASSUMED, meanwhile)
        self._line.discard()
        return self._open_end(f"The printer did not confirm the ticket within {patience_s:.0f} s.")

    @property
    def _progress(self) -> Progress:
        doubted = self._is_lie or self._is_noisy or self._delivery.deaf
        return Progress.NOTHING if doubted else self._proof.progress(self._hearing)

    @property
    def _is_printed(self) -> bool:
        """Whether it is on paper in one piece, and not known to be cut."""
        return self._progress is Progress.PRINTED and not self._unwatched

    @property
    def _so_far(self) -> Progress:
        """What was proven when trouble came: somebody may have ended it, and the rest stands elsewhere."""
        before = self._hearing.before_trouble
        return min(self._progress, self._proof.progress(before)) if before else self._progress

    @property
    def _is_lie(self) -> bool:
        return self._proof.is_lie(self._hearing)

    @property
    def _is_noisy(self) -> bool:
        """Whether noise came that may look like answers without a name."""
        return self._proof.fences > 0 and self._hearing.noises != self._noises

    @property
    def _lost(self) -> bool:
        return self._hearing.losses != self._losses

    @property
    def _unwatched(self) -> bool:
        """Whether the paper may have ended and a new roll be in, and the printer went on, unseen."""
        long = self._hearing.unwatched_s >= self._timings.exchange
        return self._forgave or (long and not self._profile.asb)

    @property
    def _is_mute(self) -> bool:
        return self._is_lie or self._is_noisy or self._profile.completion is Evidence.TIMER

    def _patience_s(self) -> float:
        """The time that the bytes and the paper take; a printer that could speak gets some more."""
        needed_s = max(0.0, self._line.drained_s - self._clock()) + paper_s(self._profile)
        return needed_s + (0.0 if self._is_mute else self._timings.margin)

    def _await_word(self, deadline: Deadline, meanwhile: Meanwhile) -> None:
        """Wait until the end is known. Trouble is asked after once more: noise looks like it at times."""
        while self._hearing.wait(self._decided, deadline, meanwhile) and self._hearing.trouble:
            if self._stops(meanwhile):
                return

    def _stops(self, meanwhile: Meanwhile) -> bool:
        """Whether there is trouble, which is asked after once more before it is believed."""
        if not self._hearing.trouble:
            return False
        answered = self._ask_health(meanwhile)
        told_again = self._hearing.before_trouble and self._hearing.noises == self._noises
        if not answered or self._hearing.in_trouble or told_again:
            return True
        self._hearing.forgive()
        self._forgave = not self._profile.asb
        return False

    def _telling(self, meanwhile: Meanwhile) -> Meanwhile:
        """What is known of a ticket whose cut takes its time is noted before that.

        Not where a mouth holds it out: what is printed in there nobody can take yet, or tear off.
        """
        tells = not self._profile.presenter.has

        def tell() -> None:
            if tells and self._noted is Progress.NOTHING and self._is_printed:
                self._noted = Progress.PRINTED
                self._note(self._outcome(PrintState.PRINTED, _NO_CUT_YET))
            meanwhile()

        return tell

    def _decided(self) -> bool:
        return self._progress is Progress.CUT or self._lost or self._hearing.trouble is not None

    def _unsent(self, fault: LinkError) -> Outcome:
        """The ticket did not go out whole."""
        if isinstance(fault, LinkStalled):
            self._line.discard()
        if fault.sent >= len(self._proof.content):
            return self._open_end(str(fault))
        if fault.sent:
            return Outcome(PrintState.PARTIAL, f"{fault} {_NO_MORE_THAN_A_PIECE}", torn=True)
        self._hearing.owe(-self._proof.fences)
        self.scrap = False
        return Outcome(PrintState.FAILED, f"Nothing was sent. {fault}")

    def _cut(self, meanwhile: Meanwhile) -> Outcome:
        """The printer's word stands unless the cutter has something to add."""
        self._ask_health(meanwhile)
        trouble = self._hearing.trouble
        if trouble and trouble.state is PrinterState.CUTTER:
            return self._interrupted(trouble, meanwhile)
        return self._held_out(PrintState.ASSUMED if self._is_noisy else PrintState.CUT, meanwhile)

    def _held_out(self, state: PrintState, meanwhile: Meanwhile) -> Outcome:
        """What is believed of a ticket, and, where a mouth holds it out, who has it."""
        if self._unwatched:
            return Outcome(PrintState.UNKNOWN, _UNWATCHED)
        ticket = self._believed(state)
        if not self._profile.presenter.has:
            return ticket
        return self._presenting.hold_out(ticket, self._note, meanwhile)

    def _believed(self, state: PrintState) -> Outcome:
        self.doubtful, self.scrap = self._is_noisy, False
        return self._outcome(state, self._words)

    @property
    def _words(self) -> str:
        if self._is_lie:
            return _LIE
        return _NOISE if self._is_noisy else self._proof.words

    def _outcome(self, state: PrintState, words: str) -> Outcome:
        return Outcome(state, f"{words} {trust(self._profile, alone=self._is_lie or self._is_noisy)}")

    def _ask_health(self, meanwhile: Meanwhile) -> bool:
        """Ask how the printer fares now; whether it answered."""
        if not self._wait(self._hearing.expect_status, meanwhile):
            return False
        before = self._hearing.statuses
        return _told(self._line.ask, status_of(self._profile)) and self._wait(
            lambda: self._hearing.statuses > before, meanwhile
        )

    def _interrupted(self, trouble: PrinterHealth, meanwhile: Meanwhile) -> Outcome:
        """Stopped in the middle. What is left must not come out when the printer is put right."""
        cleared = self._clear(meanwhile)
        if self._so_far is Progress.CUT and trouble.state is not PrinterState.CUTTER:
            self.scrap = False
            return self._outcome(PrintState.CUT, f"{self._proof.words} Then: {trouble.detail}")
        # Asked only now: a new roll that was put in before that has a piece on it.
        # What it said before it forgot the rest may still be on its way, where that was not heard.
        self.scrap = not (cleared and self._ask_health(meanwhile) and self._hearing.out_of_paper)
        torn = self._so_far is Progress.NOTHING
        how_far = _NOT_WHOLE if torn else _NOT_CUT
        rest = _CLEARED if cleared else _NOT_CLEARED
        if self._so_far < self._progress:
            rest = _WENT_ON
        return Outcome(PrintState.PARTIAL, f"{trouble.detail} {how_far} {rest}", torn=torn)

    def _clear(self, meanwhile: Meanwhile) -> bool:
        before = self._hearing.cleared
        return _told(self._line.insist, CLEAR) and self._wait(
            lambda: self._hearing.cleared > before, meanwhile
        )

    def _wait(self, met: Callable[[], bool], meanwhile: Meanwhile) -> bool:
        """Wait for an answer that a sound printer gives at once."""
        return self._hearing.wait(met, Deadline.after(self._timings.answer, self._clock), meanwhile)

    def _open_end(self, what: str) -> Outcome:
        if self._is_printed:
            # Nobody can tear it off within a kiosk printer.
            state = PrintState.UNKNOWN if self._profile.presenter.has else PrintState.PRINTED
            return self._outcome(state, f"{what} It was printed; nobody knows whether it was cut.")
        return Outcome(PrintState.UNKNOWN, f"{what} Nobody knows what came out.")


def _told(tell: Callable[[bytes], bool], command: bytes) -> bool:
    """Whether the printer could be told; one that is gone cannot."""
    try:
        return tell(command)
    except LinkError:
        return False


_UNWATCHED = (
    "For a while nobody knows how the printer fared, and it does not tell by itself: if a new roll was put in"
    " meanwhile, the ticket is in two pieces. Look at the printer."
)
_LIE = (
    "Something answers in the printer's place and says that tickets are done without knowing it."
    " All of the ticket was sent and the printer was well when its time was over."
)
_NOISE = (
    "There was noise on the line, which looks like the answers of a printer that cannot name a ticket."
    " All of the ticket was sent and the printer was well when its time was over."
)
_NO_CUT_YET = "The printer has printed the ticket; its cut is still to come."
_NO_MORE_THAN_A_PIECE = "What came out, if anything, is not a whole ticket."
_NOT_WHOLE = "What came out is not a whole ticket."
_NOT_CUT = "The ticket was printed and not cut."
_CLEARED = "The rest was cleared from the printer's memory."
_WENT_ON = "The printer went on when that was put right: what came out may be in two pieces."
_NOT_CLEARED = (
    "The rest may still be in the printer's memory: switch it off and on before anything else, "
    "or it comes out as half a ticket."
)
