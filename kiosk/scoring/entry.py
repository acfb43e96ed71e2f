"""An entry of the ledger 文明服务考核台账, and what may be written into it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.pack import Rule
from kiosk.errors import LobbyError


class Deed(StrEnum):
    """What can happen to an entry after it was written."""

    APPEALED = "appealed"
    UPHELD = "upheld"
    GRANTED = "granted"
    """The appeal was right: a correction takes the points back."""
    WAIVED = "waived"
    """Such as a fault that was told by whoever made it: a correction takes the points back."""
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What somebody wants to write."""

    unit: str
    rule: str
    points: int
    """As the rule counts them: 1 to 3 for a deduction of so many."""
    day: date
    evidence: str
    verifier: str
    person: str = ""
    """Whose points; empty for the unit's own."""
    complaint: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger. Points are signed."""

    id: int
    at: str
    day: date
    unit: str
    person: str
    pack: str
    section: str
    rule: str
    points: int
    evidence: str
    verifier: str
    written_by: str
    complaint: int | None
    corrects: int | None
    last: Deed | None
    """The last thing that happened to it."""

    @property
    def is_settled(self) -> bool:
        """Whether nobody waits for a decision on it."""
        return self.last is not Deed.APPEALED


@dataclass(frozen=True, slots=True)
class EntryStep:
    """Something that happened to an entry."""

    at: str
    who: str
    deed: Deed
    words: str


def signed_points(rule: Rule, points: int) -> int:
    """What an entry of this rule adds to a balance; LobbyError names the bound."""
    if rule.silent:
        raise LobbyError(
            f"The source gives no points for {rule.id}: put the bank's own number into the pack first."
        )
    if not rule.allows(points):
        bound = f"{rule.least}" if rule.least == rule.most else f"{rule.least} to {rule.most}"
        raise LobbyError(f"{points} points for {rule.id}; it must be {bound}.")
    return points if rule.adds else -points


def require_fair(new: NewEntry, who: str) -> None:
    """Nobody writes or verifies their own points."""
    if new.person and new.person.casefold() in {who.casefold(), new.verifier.casefold()}:
        raise LobbyError(f"{new.person} can't write or verify an entry about {new.person}.")


def allowed_next(entry: Entry, deed: Deed) -> bool:
    """Whether this may happen to the entry now."""
    if entry.corrects is not None:
        return False
    match deed:
        case Deed.APPEALED:
            return entry.last in {None, Deed.CORRECTED}
        case Deed.UPHELD | Deed.GRANTED:
            return entry.last is Deed.APPEALED
        case Deed.WAIVED:
            return entry.last in {None, Deed.APPEALED, Deed.UPHELD, Deed.CORRECTED}
        case Deed.CORRECTED:
            return entry.last in {None, Deed.UPHELD, Deed.CORRECTED}
