"""One question to a printer, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from printer.inbound import Answer, Fact, ProcessId, StarStatus
from printer.status import star_count

Answered = Callable[[Sequence[Fact]], bool]
_PAPER_BITS = 0x0F


class Ability(StrEnum):
    """What a printer may be able to do."""

    PROCESS_ID = "process_id"
    STATUS = "status"
    ASB = "asb"
    GS_R = "gs_r"
    STAR = "star_etb"
    MOUTH = "presenter"
    COUNTERS = "counters"
    IDENTITY = "identity"
    HONESTY = "honesty"
    """It leaves a question alone that only a print server would see."""
    LOGO = "logo"
    """It has stored a logo."""
    TICKET = "ticket"
    """It prints, and says so when it is done."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One question, and what answers it."""

    ability: Ability
    data: bytes
    answered: Answered
    patience_s: float = 0.6
    silence_is_well: bool = False
    again: bytes = b""
    """Asked again and again until it is answered."""
    proves: bool = False
    """Whether the answer says that paper has moved."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial: the facts, and after how long the answer was there; None if it never was."""

    trial: Trial
    facts: tuple[Fact, ...]
    took_s: float | None

    @property
    def found(self) -> bool:
        """Whether the printer can do it."""
        return (self.took_s is None) is self.trial.silence_is_well


def named(name: bytes) -> Answered:
    """The printer repeats a name."""
    return lambda facts: ProcessId(name) in facts


def told(kind: type[Fact], least: int = 1) -> Answered:
    """So many facts of one kind have come."""
    return lambda facts: sum(isinstance(fact, kind) for fact in facts) >= least


def in_turn(facts: Sequence[Fact]) -> bool:
    """A question that waits its turn (GS r 1) is answered."""
    return any(isinstance(fact, Answer) and fact.value <= _PAPER_BITS for fact in facts)


def counted_on(facts: Sequence[Fact]) -> bool:
    """Star's count went on since the first status."""
    counts = {star_count(fact) for fact in facts if isinstance(fact, StarStatus)}
    return len(counts - {None}) > 1
