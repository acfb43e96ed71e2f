"""Inspections in the store: what was looked at, what was found, and what has to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.pack import Checklist
from kiosk.clock import Clock
from kiosk.errors import LobbyError, NotOfferedError, UnknownTicketError
from kiosk.scoring.cadence import Cadence, Method
from kiosk.scoring.keys import next_id, require_unit
from kiosk.scoring.words import written
from kiosk.store import Cursor, Store
from kiosk.store.engine import Row

_INSPECTION = "id, unit, checklist, cadence, methods, inspector, day, begun_at, closed_at"
_FINDING = "id, inspection, unit, item, words, evidence, due, found_at, mended_at"
_LAST = (
    "SELECT unit, cadence, (SELECT day FROM inspection AS one WHERE one.unit = sorts.unit"
    " AND one.cadence = sorts.cadence AND closed_at <> '' AND"
    " (SELECT count(*) FROM inspection_item WHERE inspection = one.id) >= {whole}"
    " ORDER BY day DESC LIMIT 1) FROM (SELECT DISTINCT unit, cadence FROM inspection) AS sorts"
)
"""Of each sort of round the last day that was whole: looked for from the newest back, not among all."""


class Seen(StrEnum):
    """What an item turned out to be."""

    OPEN = "open"
    FINE = "fine"
    FAULT = "fault"
    NOT_HERE = "not-here"


@dataclass(frozen=True, slots=True)
class Inspection:
    """One visit to one unit."""

    id: int
    unit: str
    checklist: str
    cadence: Cadence
    methods: tuple[Method, ...]
    inspector: str
    day: date
    begun_at: str
    closed_at: str

    @property
    def is_open(self) -> bool:
        return not self.closed_at


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an inspection; `finding` where it looks at an earlier fault again."""

    place: int
    item: str
    finding: int | None
    seen: Seen
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, with evidence and the day by which it has to be mended."""

    id: int
    inspection: int
    unit: str
    item: str
    words: str
    evidence: str
    due: date
    found_at: str
    mended_at: str

    def is_late(self, today: date) -> bool:
        return not self.mended_at and today > self.due


@dataclass(frozen=True, slots=True)
class Look:
    """What an inspector says of one item; a fault has words, evidence and a due date."""

    place: int
    seen: Seen
    words: str = ""
    evidence: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """An inspection to begin."""

    unit: str
    checklist: str
    cadence: Cadence
    methods: tuple[Method, ...]
    day: date | None = None
    """When it was, where it is told later; None is today."""


class Inspections:
    """Begun, item by item, closed."""

    def __init__(self, store: Store, clock: Clock, checklists: Mapping[str, Checklist]) -> None:
        self._store = store
        self._clock = clock
        self.checklists = checklists

    def begin(self, wanted: Round, who: str) -> int:
        """The unit's open findings come first, then the checklist."""
        checklist = self.checklists.get(wanted.checklist)
        if checklist is None:
            raise NotOfferedError(f"There is no checklist {wanted.checklist[:40]!r}.")
        if not wanted.methods:
            raise LobbyError("An inspection has a method at least: look, ask, check, test or visit.")
        with self._store.write() as cursor:
            require_unit(cursor, wanted.unit)
            again = _findings(cursor, wanted.unit)
            if not again and not checklist.items:
                raise LobbyError(f"The checklist {checklist.name} has no items yet: put the bank's own in.")
            return self._insert(cursor, wanted, checklist, again, who)

    def look(self, inspection: int, look: Look) -> None:
        """One item is looked at; a fault becomes a finding, an old one that is mended ends."""
        with self._store.write() as cursor:
            self._look(cursor, inspection, look)

    def _look(self, cursor: Cursor, inspection: int, look: Look) -> None:
        found = _require_open(cursor, inspection)
        item = _item(cursor, inspection, look.place)
        now = self._clock()
        if item.seen is not Seen.OPEN:
            raise LobbyError(f"Item {look.place} was looked at already: it was {item.seen}.")
        words = written(look.words, "What was seen") if look.words.strip() else ""
        if look.seen is Seen.FAULT:
            self._fault(cursor, found, item, look, now.date())
        if look.seen is Seen.FINE and item.finding is not None:
            cursor.run(
                "UPDATE finding SET mended_at = ?, mended_in = ? WHERE id = ?",
                *(now.isoformat(), inspection, item.finding),
            )
        cursor.run(
            "UPDATE inspection_item SET outcome = ?, words = ? WHERE inspection = ? AND place = ?",
            *(look.seen.value, words, inspection, look.place),
        )

    def record(
        self, cursor: Cursor, wanted: Round, seen: Sequence[tuple[str, Finding | None, Look]], who: str
    ) -> int:
        """A round that was done elsewhere: each item with the open finding it looks at again."""
        number = self._write(
            cursor, wanted, [(item, again.id if again else None) for item, again, _ in seen], who
        )
        for _, _, look in seen:
            self._look(cursor, number, look)
        cursor.run("UPDATE inspection SET closed_at = ? WHERE id = ?", self._clock().isoformat(), number)
        return number

    def findings(self, cursor: Cursor, unit: str) -> list[Finding]:
        """What is not mended yet, within a transaction."""
        return _findings(cursor, unit)

    def close(self, inspection: int) -> None:
        """Every item was looked at."""
        with self._store.write() as cursor:
            _require_open(cursor, inspection)
            row = cursor.one(
                "SELECT count(*) FROM inspection_item WHERE inspection = ? AND outcome = ?",
                *(inspection, Seen.OPEN.value),
            )
            if left := int(row[0] if row else 0):
                raise LobbyError(f"{left} items have not been looked at yet.")
            cursor.run(
                "UPDATE inspection SET closed_at = ? WHERE id = ?", self._clock().isoformat(), inspection
            )

    def find(self, inspection: int) -> tuple[Inspection, list[Item]]:
        with self._store.read() as cursor:
            rows = cursor.all(
                "SELECT place, item, finding, outcome, words FROM inspection_item"
                " WHERE inspection = ? ORDER BY place",
                inspection,
            )
            return _require(cursor, inspection), [_item_of(row) for row in rows]

    def listed(self, unit: str = "", most: int = 100) -> list[Inspection]:
        """Newest first."""
        with self._store.read() as cursor:
            rows = cursor.all(
                f"SELECT {_INSPECTION} FROM inspection WHERE (? = '' OR unit = ?)"  # noqa: S608
                " ORDER BY id DESC LIMIT ?",
                *(unit, unit, most),
            )
        return [_inspection(row) for row in rows]

    def open_findings(self, unit: str = "") -> list[Finding]:
        """What is not mended yet, due first."""
        with self._store.read() as cursor:
            return _findings(cursor, unit)

    def last_done(self) -> dict[tuple[str, Cadence], date]:
        """When each kind of supervision of each unit was done last; a word on one thing is no round."""
        whole = [(each.name, len(each.items)) for each in self.checklists.values()]
        cases = " WHEN ? THEN CAST(? AS INTEGER)" * len(whole)
        needed = f"CASE one.checklist{cases} ELSE 0 END" if whole else "0"
        with self._store.read() as cursor:
            rows = cursor.all(_LAST.format(whole=needed), *(value for pair in whole for value in pair))
        return {(unit, Cadence(cadence)): date.fromisoformat(day) for unit, cadence, day in rows if day}

    def _insert(
        self,
        cursor: Cursor,
        wanted: Round,
        checklist: Checklist,
        again: Sequence[Finding],
        who: str,
    ) -> int:
        lines: list[tuple[str, int | None]] = [(each.item, each.id) for each in again]
        lines += [(item.id, None) for item in checklist.items]
        return self._write(cursor, wanted, lines, who)

    def _write(self, cursor: Cursor, wanted: Round, lines: Sequence[tuple[str, int | None]], who: str) -> int:
        checklist = self.checklists[wanted.checklist]
        number, now = next_id(cursor, "inspection"), self._clock()
        cursor.run(
            f"INSERT INTO inspection ({_INSPECTION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            *(number, wanted.unit, checklist.name, wanted.cadence.value, " ".join(wanted.methods), who),
            *((wanted.day or now.date()).isoformat(), now.isoformat(), ""),
        )
        for place, (item, finding) in enumerate(lines, 1):
            cursor.run(
                "INSERT INTO inspection_item (inspection, place, item, finding, outcome,"
                " words) VALUES (?, ?, ?, ?, ?, '')",
                *(number, place, item, finding, Seen.OPEN.value),
            )
        return number

    def _fault(self, cursor: Cursor, found: Inspection, item: Item, look: Look, today: date) -> None:
        words, evidence = written(look.words, "What is wrong"), written(look.evidence, "The evidence")
        if look.due is None or look.due < today:
            raise LobbyError(f"A fault has to be mended by a day from {today} on; this says {look.due}.")
        if item.finding is not None:
            # Still there: the finding stays open, with the day by which it has to be mended now.
            cursor.run("UPDATE finding SET due = ? WHERE id = ?", look.due.isoformat(), item.finding)
            return
        cursor.run(
            f"INSERT INTO finding ({_FINDING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            *(next_id(cursor, "finding"), found.id, found.unit, item.item, words, evidence),
            *(look.due.isoformat(), self._clock().isoformat(), ""),
        )


def _findings(cursor: Cursor, unit: str) -> list[Finding]:
    rows = cursor.all(
        f"SELECT {_FINDING} FROM finding WHERE mended_at = '' AND (? = '' OR unit = ?)"  # noqa: S608
        " ORDER BY due, id",
        *(unit, unit),
    )
    return [_finding(row) for row in rows]


def _require(cursor: Cursor, inspection: int) -> Inspection:
    row = cursor.one(f"SELECT {_INSPECTION} FROM inspection WHERE id = ?", inspection)  # noqa: S608
    if row is None:
        raise UnknownTicketError(f"There is no inspection {inspection}.")
    return _inspection(row)


def _require_open(cursor: Cursor, inspection: int) -> Inspection:
    found = _require(cursor, inspection)
    if not found.is_open:
        raise LobbyError(f"Inspection {inspection} is closed: begin another.")
    return found


def _item(cursor: Cursor, inspection: int, place: int) -> Item:
    row = cursor.one(
        "SELECT place, item, finding, outcome, words FROM inspection_item WHERE inspection = ? AND place = ?",
        *(inspection, place),
    )
    if row is None:
        raise UnknownTicketError(f"Inspection {inspection} has no item {place}.")
    return _item_of(row)


def _item_of(row: Row) -> Item:
    place, item, finding, outcome, words = row
    return Item(place, item, finding, Seen(outcome), words)


def _inspection(row: Row) -> Inspection:
    number, unit, checklist, cadence, methods, inspector, day, begun_at, closed_at = row
    found = tuple(Method(each) for each in methods.split())
    facts = (Cadence(cadence), found, inspector, date.fromisoformat(day), begun_at, closed_at)
    return Inspection(number, unit, checklist, *facts)


def _finding(row: Row) -> Finding:
    number, inspection, unit, item, words, evidence, due, found_at, mended_at = row
    return Finding(
        number, inspection, unit, item, words, evidence, date.fromisoformat(due), found_at, mended_at
    )
