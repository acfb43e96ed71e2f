"""How a printer proves that a ticket came out, by the best means that its profile names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from config.profile import Evidence, PrinterProfile
from drivers.questions import STATUS_FENCE
from printer.escpos import fence

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

    queued_answers: int
    """How many GS r it has answered."""

    @property
    def process_ids(self) -> Sequence[bytes]:
        """The process IDs it repeated lately."""


class Proof(Protocol):
    """A ticket as it goes on the wire, and what its printer will say when it is done."""

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""

    @property
    def fences(self) -> int:
        """How many GS r are among it."""

    @property
    def words(self) -> str:
        """What a finished ticket rests on, for the record."""

    def progress(self, heard: Heard) -> Progress:
        """What is proven by now."""


def proof(profile: PrinterProfile, content: bytes, cut: bytes, job: int, heard: Heard) -> Proof:
    """The ticket with the questions that its printer can answer."""
    match profile.completion:
        case Evidence.PROCESS_ID:
            return ProcessIdProof(content, cut, process_id("P", job), process_id("C", job))
        case Evidence.STATUS_FENCE:
            return StatusFenceProof(content, cut, heard.queued_answers)
        case Evidence.TIMER:
            return NoProof(content + cut)


def process_id(purpose: str, number: int) -> bytes:
    """Four letters that no other question of the last weeks had: P printed, C cut, R are you there."""
    places = (number // len(_DIGITS) ** place % len(_DIGITS) for place in reversed(range(_PLACES)))
    return (purpose + "".join(_DIGITS[digit] for digit in places)).encode()


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
    fences: int = 0
    words: str = "The printer named the ticket after printing and after cutting it."

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""
        return self.content + fence(self.printed_id) + self.cut + fence(self.cut_id)

    def progress(self, heard: Heard) -> Progress:
        """A printer may send only the latest of two names."""
        if self.cut_id in heard.process_ids:
            return Progress.CUT
        return Progress.PRINTED if self.printed_id in heard.process_ids else Progress.NOTHING


@dataclass(frozen=True, slots=True)
class StatusFenceProof:
    """GS r: the printer gets to the question when it is done with what stands before it."""

    content: bytes
    cut: bytes
    answers_before: int
    fences: int = 2
    words: str = "The printer worked off the ticket and its cut; it cannot name a ticket."

    @property
    def data(self) -> bytes:
        """Everything to send, in one piece."""
        return self.content + STATUS_FENCE + self.cut + STATUS_FENCE

    def progress(self, heard: Heard) -> Progress:
        """One answer after the text, one after the cut."""
        answers = heard.queued_answers - self.answers_before
        return Progress(min(max(answers, 0), Progress.CUT))


@dataclass(frozen=True, slots=True)
class NoProof:
    """A printer that says nothing of its tickets."""

    data: bytes
    fences: int = 0
    words: str = (
        "All of the ticket was sent and the printer was well when its time was over;"
        " it cannot say what came out."
    )

    def progress(self, heard: Heard) -> Progress:  # noqa: ARG002
        """Nothing, ever."""
        return Progress.NOTHING
