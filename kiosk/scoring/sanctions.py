"""What people decide over and above points: three steps for a unit, fines, honours lost.

The rules only say what comes next; a person decides, with evidence, and the decision stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.pack import RulePack, Step, Threshold
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.scoring.cases import justified_by_person
from kiosk.scoring.keys import next_id, require_unit
from kiosk.scoring.periods import Period
from kiosk.scoring.words import written
from kiosk.store import Cursor, Store
from kiosk.store.engine import Row

_NAME_MOST = 32


class Kind(StrEnum):
    """Which kind of decision."""

    STEP = "step"
    FINE = "fine"
    HONOURS = "honours"
    """取消评选评优资格: no star this year."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """One decision."""

    id: int
    day: date
    unit: str
    person: str
    kind: Kind
    value: str
    evidence: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A threshold that somebody's justified complaints have reached: for people to decide on."""

    unit: str
    person: str
    complaints: int
    threshold: Threshold


class Sanctions:
    """Decisions, and what the rules would have come next."""

    def __init__(self, store: Store, clock: Clock, pack: RulePack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack

    def next_step(self, unit: str) -> Step:
        """What a unit gets the next time: the first, the second, and from then on the third."""
        with self._store.read() as cursor:
            return self._next_step(cursor, unit)

    def take_step(self, unit: str, evidence: str, who: str) -> Step:
        """The unit was found at fault again."""
        said = written(evidence, "The evidence")
        with self._store.write() as cursor:
            require_unit(cursor, unit)
            step = self._next_step(cursor, unit)
            self._insert(cursor, (unit, "", Kind.STEP, step.id, said, who))
            return step

    def fine(self, unit: str, person: str, yuan: int, evidence: str, who: str) -> None:
        """One of the tiers, chosen by a person: the source maps no fault to any."""
        if yuan not in self._pack.fines_yuan:
            tiers = ", ".join(map(str, self._pack.fines_yuan))
            raise LobbyError(f"A fine of {yuan} is no tier; there are {tiers}.")
        self._decide(unit, person, Kind.FINE, str(yuan), evidence, who)

    def lose_honours(self, unit: str, person: str, evidence: str, who: str) -> None:
        """No star for the rest of this year."""
        year = str(self._clock().year)
        self._decide(unit, person, Kind.HONOURS, year, evidence, who)

    def all(self, unit: str = "", most: int = 200) -> list[Sanction]:
        """The decisions, newest first."""
        with self._store.read() as cursor:
            rows = cursor.all(
                "SELECT id, day, unit, person, kind, value, evidence, decided_by FROM sanction"
                " WHERE (? = '' OR unit = ?) ORDER BY id DESC LIMIT ?",
                unit,
                unit,
                most,
            )
        return [_sanction(row) for row in rows]

    def proposals(self, period: Period, unit: str = "") -> list[Proposal]:
        """Whose justified complaints have reached a threshold."""
        with self._store.read() as cursor:
            counts = justified_by_person(cursor, unit, period.days)
        return proposals(self._pack, counts)

    def _next_step(self, cursor: Cursor, unit: str) -> Step:
        row = cursor.one("SELECT count(*) FROM sanction WHERE unit = ? AND kind = ?", unit, Kind.STEP.value)
        return self._pack.steps[min(int(row[0] if row else 0), len(self._pack.steps) - 1)]

    def _decide(self, unit: str, person: str, kind: Kind, value: str, evidence: str, who: str) -> None:
        named, said = written(person, "The person", _NAME_MOST), written(evidence, "The evidence")
        if named.casefold() == who.casefold():
            raise LobbyError(f"{who} can't decide about {who}.")
        with self._store.write() as cursor:
            require_unit(cursor, unit)
            self._insert(cursor, (unit, named, kind, value, said, who))

    def _insert(self, cursor: Cursor, row: tuple[str, ...]) -> None:
        now = self._clock()
        cursor.run(
            "INSERT INTO sanction (id, at, day, unit, person, kind, value, evidence,"
            " decided_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(next_id(cursor, "sanction"), now.isoformat(), now.date().isoformat(), *map(str, row)),
        )


def _sanction(row: Row) -> Sanction:
    number, day, unit, person, kind, value, evidence, decided_by = row
    return Sanction(number, date.fromisoformat(day), unit, person, Kind(kind), value, evidence, decided_by)


def proposals(pack: RulePack, counts: Mapping[tuple[str, str], int]) -> list[Proposal]:
    """The highest threshold that each person has reached."""
    found = []
    for (unit, person), count in sorted(counts.items()):
        reached = [each for each in pack.thresholds if count >= each.complaints]
        if reached:
            found.append(Proposal(unit, person, count, max(reached, key=lambda each: each.complaints)))
    return found


def without_honours(cursor: Cursor, year: int) -> set[tuple[str, str]]:
    """Who may not be a star this year."""
    rows = cursor.all(
        "SELECT unit, person FROM sanction WHERE kind = ? AND value = ?", Kind.HONOURS.value, str(year)
    )
    return {(unit, person) for unit, person in rows}
