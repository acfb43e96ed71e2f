"""A complaint case: where it stands, when its answer is due, who may do what. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from config.pack import Complaints
from kiosk.errors import LobbyError
from kiosk.hours import Holidays, no_holidays
from kiosk.scoring.periods import working_days_after


class Origin(StrEnum):
    """How a complaint came."""

    RATING = "rating"
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    BOX = "box"
    SUPERVISION = "supervision"


class Weight(StrEnum):
    """How long its answer may take."""

    SIMPLE = "simple"
    COMPLEX = "complex"
    SPECIAL = "special"


class Standing(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    FOUND = "found"
    """Looked into: verified or not, justified or not."""
    MENDED = "mended"
    """A measure was taken; its effect is still to be looked at."""
    CLOSED = "closed"


class Deed(StrEnum):
    """What can be done on a case."""

    OPENED = "opened"
    TOOK = "took"
    NOTED = "noted"
    WEIGHED = "weighed"
    FOUND = "found"
    MENDED = "mended"
    RECHECKED = "rechecked"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class CaseRules:
    """The deadlines in force, and the days that are no working days."""

    complaints: Complaints
    holidays: Holidays = no_holidays

    def answer_due(self, opened: date, weight: Weight) -> date:
        """15, 30 or 60 days, counted from the day after."""
        days = {
            Weight.SIMPLE: self.complaints.simple_days,
            Weight.COMPLEX: self.complaints.complex_days,
            Weight.SPECIAL: self.complaints.special_days,
        }
        return opened + timedelta(days=days[weight])

    def mend_due(self, opened: date) -> date:
        """What can be put right is put right in so many working days."""
        return working_days_after(opened, self.complaints.mend_working_days, self.holidays)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One case."""

    id: int
    unit: str
    origin: Origin
    ticket: str
    rating: str
    person: str
    """Who is complained of; empty where nobody knows."""
    counter: str
    words: str
    opened_at: str
    day: date
    weight: Weight
    answer_due: date
    mend_due: date
    owner: str
    standing: Standing
    verified: bool | None
    justified: bool | None
    measure: str

    @property
    def reference(self) -> str:
        """How it is named to people."""
        return f"F{self.id:04d}"

    @property
    def due(self) -> date | None:
        """What is due next; None once a measure was taken. Only a simple case is put right in days."""
        if self.standing not in {Standing.OPEN, Standing.FOUND}:
            return None
        return min(self.answer_due, self.mend_due) if self.weight is Weight.SIMPLE else self.answer_due

    def is_late(self, today: date) -> bool:
        return self.due is not None and today > self.due


@dataclass(frozen=True, slots=True)
class CaseStep:
    """Something that was done on a case."""

    at: str
    who: str
    deed: Deed
    words: str


_FROM = {
    Deed.TOOK: {Standing.OPEN, Standing.FOUND, Standing.MENDED},
    Deed.NOTED: set(Standing),
    Deed.WEIGHED: {Standing.OPEN, Standing.FOUND},
    Deed.FOUND: {Standing.OPEN, Standing.FOUND},
    Deed.MENDED: {Standing.FOUND},
    Deed.RECHECKED: {Standing.MENDED},
    Deed.REOPENED: {Standing.CLOSED},
}


def require_may(case: Complaint, deed: Deed, who: str) -> None:
    """LobbyError where the case has not come so far, or the person is the one complained of."""
    if case.person and who.casefold() == case.person.casefold():
        raise LobbyError(f"{who} is the person complained of in {case.reference} and may not handle it.")
    if case.standing not in _FROM[deed]:
        raise LobbyError(f"{case.reference} is {case.standing}: it can't be {deed} now.")
