"""How a printer proves that a ticket came out, by the best means that its profile names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from config.profile import Claim, Evidence, PrinterProfile
from drivers.questions import nameless_fence, present
from printer.escpos import fence, hidden_fence

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PLACES = 3
LONGEST_MM = 400
"""No ticket is longer."""


class Progress(IntEnum):
    """How much of a ticket is proven."""

    NOTHING = 0
    PRINTED = 1
    CUT = 2


class Heard(Protocol):
    """What the printer has said so far."""

    @property
    def queued_answers(self) -> int:
        """How many nameless questions it has answered."""

    @property
    def process_ids(self) -> Sequence[bytes]:
        """The process IDs it repeated lately."""

    @property
    def cuts(self) -> Sequence[int]:
        """What its counter of cuts said lately."""


class Proof(Protocol):
    """A ticket as it goes on the wire, and what its printer will say when it is done."""

    @property
    def content(self) -> bytes:
        """What is printed of it."""

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""

    @property
    def fences(self) -> int:
        """How many nameless questions are among it."""

    @property
    def words(self) -> str:
        """What a finished ticket rests on, for the record."""

    def progress(self, heard: Heard) -> Progress:
        """What is proven by now."""

    def is_lie(self, heard: Heard) -> bool:
        """Whether an answer came to a question that no printer would see."""


def proof(profile: PrinterProfile, content: bytes, cut: bytes, job: int, heard: Heard) -> Proof:
    """The ticket with the questions that its printer can answer; a presenter holds it out at last."""
    last = present(profile.presenter)
    fence_bytes = nameless_fence(profile)
    match profile.completion:
        case Evidence.PROCESS_ID:
            decoy = decoy_id(profile, job)
            return ProcessIdProof(content, cut, process_id("P", job), process_id("C", job), decoy, last)
        case Evidence.GS_R | Evidence.STAR_ETB | Evidence.CUSTOM_PRESENTER as evidence:
            counts = evidence is Evidence.CUSTOM_PRESENTER
            return FenceProof(content, cut, last, fence_bytes, heard.queued_answers, counts)
        case Evidence.TIMER:
            return NoProof(content, cut + last)


def trust(profile: PrinterProfile, *, alone: bool = False) -> str:
    """What a word about a ticket rests on, and how far that is trusted; `alone`: on time and nothing else."""
    if alone:
        return f"This rests on {_RESTS_ON[Evidence.TIMER]} alone."
    return f"This rests on {_RESTS_ON[profile.completion]}, {_TRUSTED[profile.claims.completion]}."


def process_id(purpose: str, number: int) -> bytes:
    """Four letters that no question of the last weeks had: P printed, C cut, D decoy, R are you there."""
    places = (number // len(_DIGITS) ** place % len(_DIGITS) for place in reversed(range(_PLACES)))
    return (purpose + "".join(_DIGITS[digit] for digit in places)).encode()


def decoy_id(profile: PrinterProfile, job: int) -> bytes:
    """The name in a question that only something other than a printer answers; none where it cannot hide."""
    return process_id("D", job) if profile.native_qr else b""


def paper_s(profile: PrinterProfile) -> float:
    """The time that the longest ticket takes on its way through the printer."""
    return (LONGEST_MM + profile.head_to_cutter_mm) / profile.speed_mm_s


@dataclass(frozen=True, slots=True)
class ProcessIdProof:
    """GS ( H: the printer names the ticket when its text is on paper, and again when it is cut."""

    content: bytes
    cut: bytes
    printed_id: bytes
    cut_id: bytes
    decoy_id: bytes = b""
    last: bytes = b""
    fences: int = 0
    words: str = "The printer named the ticket after printing and after cutting it."

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""
        text = self.content + (hidden_fence(self.decoy_id) if self.decoy_id else b"")
        return text + fence(self.printed_id) + self.cut + fence(self.cut_id) + self.last

    def progress(self, heard: Heard) -> Progress:
        """A printer may send only the latest of two names."""
        if self.cut_id in heard.process_ids:
            return Progress.CUT
        return Progress.PRINTED if self.printed_id in heard.process_ids else Progress.NOTHING

    def is_lie(self, heard: Heard) -> bool:
        """A print server that looks for questions, to answer them in the printer's place, finds the decoy."""
        return self.decoy_id in heard.process_ids


@dataclass(frozen=True, slots=True)
class FenceProof:
    """GS r, Star's ETB, Custom's counter: the printer gets to the question when all before it is done."""

    content: bytes
    cut: bytes
    last: bytes
    question: bytes
    answers_before: int
    counts_cuts: bool = False
    """Whether the answer is the number of cuts: one that was not counted is none."""
    fences: int = 2

    @property
    def words(self) -> str:
        """What a finished ticket rests on, for the record."""
        return _COUNTED if self.counts_cuts else _WORKED_OFF

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece: a question behind the text, and one behind the cut."""
        return self.content + self.question + self.cut + self.question + self.last

    def progress(self, heard: Heard) -> Progress:
        """One answer after the text, one after the cut."""
        answers = max(heard.queued_answers - self.answers_before, 0)
        if answers and self.counts_cuts:
            told = list(heard.cuts)[-answers:]
            return Progress.CUT if len(told) > 1 and told[1] == told[0] + 1 else Progress.PRINTED
        return Progress(min(answers, Progress.CUT))

    def is_lie(self, heard: Heard) -> bool:  # noqa: ARG002
        """Nobody is asked anything that a print server could know."""
        return False


@dataclass(frozen=True, slots=True)
class NoProof:
    """A printer that says nothing of its tickets."""

    content: bytes
    rest: bytes
    fences: int = 0
    words: str = (
        "All of the ticket was sent and the printer was well when its time was over;"
        " it cannot say what came out."
    )

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""
        return self.content + self.rest

    def progress(self, heard: Heard) -> Progress:  # noqa: ARG002
        """Nothing, ever."""
        return Progress.NOTHING

    def is_lie(self, heard: Heard) -> bool:  # noqa: ARG002
        """Nobody is asked anything that a print server could know."""
        return False


_WORKED_OFF = "The printer worked off the ticket and its cut; it cannot name a ticket."
_COUNTED = "The printer worked off the ticket, and its counter of cuts went up by one."
_RESTS_ON = {
    Evidence.PROCESS_ID: "the process ID (GS ( H)",
    Evidence.STAR_ETB: "the count of jobs (ETB)",
    Evidence.CUSTOM_PRESENTER: "the counter of cuts",
    Evidence.GS_R: "a question that waits its turn (GS r)",
    Evidence.TIMER: "the time that line and paper take",
}
_TRUSTED = {
    Claim.DOCUMENTED: "as the maker documents it",
    Claim.PROBED: "which a printer of this kind was seen to do",
    Claim.UNVERIFIED: "which nobody has verified on this kind of printer",
}
