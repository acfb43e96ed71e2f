"""What somebody who comes back with a ticket, or comes with an appointment, has asked so far. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from config.schema import Branch
from kiosk import forms
from kiosk.appointment.appointment import Appointment, is_code
from kiosk.holder import Held
from kiosk.rating.cases import Answer
from kiosk.rating.finding import CODE_LENGTH
from kiosk.rating.verdict import REASONS_MOST, Verdict
from kiosk.ticket import Ticket

ERASE = "erase"
"""The key that takes the last character back."""

_NUMBER = re.compile(r"[A-Z][0-9]{3,6}")
_NUMBER_MOST = 7
_APPOINTMENT_MOST = 6


class Step(Enum):
    """What is on the screen."""

    NOTHING = ""
    CHOICE = "choice"
    NUMBER = "number"
    CODE = "code"
    APPOINTMENT = "appointment"
    PLACE = "place"
    FACES = "faces"
    REASONS = "reasons"
    THANKS = "thanks"
    OFFER = "offer"
    """An appointment was found: what the ticket will be is told before it is taken."""
    FORM_CODE = "form_code"
    FORM = "form"
    """A form was shown, and goes with the ticket to come."""
    FORM_JOIN = "form_join"
    """It may be for the ticket that is here, or for one of its own."""
    FORM_THERE = "form_there"
    """It is with the ticket that is here."""
    FORM_ELSEWHERE = "form_elsewhere"
    FORM_FULL = "form_full"
    UNKNOWN = "unknown"
    """One calm answer to whatever is unknown, used up or too old."""
    REST = "rest"
    """Too many wrong codes: staff can help, and so can the code on the paper."""

    @property
    def is_typed(self) -> bool:
        return self in {Step.NUMBER, Step.CODE, Step.APPOINTMENT, Step.FORM_CODE}


_MOST = {Step.NUMBER: _NUMBER_MOST, Step.CODE: CODE_LENGTH, Step.FORM_CODE: forms.LONGEST}
"""How much can be typed at most, where that is not as much as for an appointment."""


@dataclass(frozen=True, slots=True)
class Revisit:
    """One customer's errand; the next one begins a new one."""

    step: Step = Step.NOTHING
    typed: str = ""
    number: str = ""
    held: Held | None = None
    appointment: Appointment | None = None
    ticket: Ticket | None = None
    """The ticket that a form is for, or may be for."""
    form: str = field(default="", repr=False)
    """The code of a form that was shown, until its place is known."""
    score: int = 0
    reasons: tuple[str, ...] = ()
    call_manager: bool = False
    answer: Answer | None = None
    retype: Step = Step.NOTHING
    """Where to type anew what nothing was found for; nowhere after a scan."""

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.score, self.reasons, call_manager=self.call_manager)

    @property
    def is_complete(self) -> bool:
        """Whether what was typed can be what is asked for."""
        if self.step is Step.NUMBER:
            return _NUMBER.fullmatch(self.typed) is not None
        if self.step is Step.CODE:
            return len(self.typed) == CODE_LENGTH
        if self.step is Step.FORM_CODE:
            return forms.is_code(self.typed)
        return is_code(self.typed)

    def pressed(self, key: str, branch: Branch) -> Revisit:
        """With one key more, or the last one taken back."""
        if key == ERASE:
            return replace(self, typed=self.typed[:-1])
        if key.upper() not in keys(self, branch):
            return self
        return replace(self, typed=self.typed + key.upper())

    def judged(self, score: int) -> Revisit:
        return replace(self, step=Step.REASONS, score=score, reasons=(), call_manager=False)

    def with_reason(self, reason: str) -> Revisit:
        """With a reason picked, or left out if it was; at most three stay."""
        if reason in self.reasons:
            return replace(self, reasons=tuple(each for each in self.reasons if each != reason))
        return replace(self, reasons=(*self.reasons, reason)) if len(self.reasons) < REASONS_MOST else self


def letters(branch: Branch) -> list[str]:
    """The letters that numbers of this branch begin with."""
    own = {service.prefix for service in branch.services} | {rule.prefix for rule in branch.classes}
    return sorted(own - {"", None})


def keys(revisit: Revisit, branch: Branch) -> list[str]:
    """The keys that can follow what was typed."""
    if revisit.step is Step.NUMBER and not revisit.typed:
        return letters(branch)
    most = _MOST.get(revisit.step, _APPOINTMENT_MOST)
    return list("0123456789") if revisit.step.is_typed and len(revisit.typed) < most else []
