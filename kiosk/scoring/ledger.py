"""The ledger in the store. Nothing in it is changed or deleted: a mistake gets a correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from config.pack import RulePack
from kiosk.clock import Clock
from kiosk.errors import LobbyError, NotOfferedError, UnknownTicketError
from kiosk.scoring.cases import complaint_of
from kiosk.scoring.entry import (
    Deed,
    Entry,
    EntryStep,
    NewEntry,
    allowed_next,
    require_fair,
    signed_points,
)
from kiosk.scoring.keys import next_id, require_unit
from kiosk.scoring.periods import Period
from kiosk.scoring.words import written
from kiosk.store import Cursor, Store
from kiosk.store.engine import Row

_COLUMNS = (
    "l.id, l.at, l.day, l.unit, l.person, l.pack, l.section, l.rule, l.points, l.evidence, l.verifier,"
    " l.written_by, l.complaint, l.corrects,"
    " (SELECT s.deed FROM ledger_step s WHERE s.entry = l.id ORDER BY s.id DESC LIMIT 1)"
)
_NAME_MOST = 32
_OLDEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for."""

    days: tuple[str, str]
    unit: str = ""
    person: str = ""
    most: int = 5_000


class Ledger:
    """Entries written, appealed against, waived and corrected."""

    def __init__(self, store: Store, clock: Clock, pack: RulePack) -> None:
        self._store = store
        self._clock = clock
        self.pack = pack

    def write(self, new: NewEntry, who: str) -> Entry:
        """A new entry; LobbyError where rule, evidence or verifier do not allow it."""
        try:
            section, rule = self.pack.rule(new.rule)
        except KeyError:
            raise NotOfferedError(f"There is no rule {new.rule[:40]!r} in {self.pack.name}.") from None
        points = signed_points(rule, new.points)
        evidence = written(new.evidence, "The evidence")
        verifier = written(new.verifier, "The verifier", _NAME_MOST)
        person = written(new.person, "The person", _NAME_MOST) if new.person.strip() else ""
        require_fair(new, who)
        self._require_day(new.day)
        with self._store.write() as cursor:
            require_unit(cursor, new.unit)
            _require_complaint(cursor, new, needed=rule.after_verification)
            row = (new.day, new.unit, person, self.pack.name, section.id, rule.id)
            rest = (points, evidence, verifier, who, new.complaint, None)
            return _require(cursor, self._insert(cursor, row, rest))

    def appeal(self, entry: int, who: str, words: str) -> None:
        """The person, or the unit for them, says that it is not right."""
        said = written(words, "The appeal")
        with self._store.write() as cursor:
            found = _require(cursor, entry)
            last = found.day + timedelta(days=_OLDEST_DAYS)
            if self._clock().date() > last:
                raise LobbyError(f"Entry {entry} could be appealed against until {last}.")
            self._step(cursor, found, Deed.APPEALED, who, said)

    def decide(self, entry: int, who: str, words: str, *, granted: bool) -> None:
        """What came of an appeal; granted, the points are taken back by a correction."""
        said = written(words, "The decision")
        with self._store.write() as cursor:
            found = _require(cursor, entry)
            _require_other(found, who)
            self._step(cursor, found, Deed.GRANTED if granted else Deed.UPHELD, who, said)
            if granted:
                self._take_back(cursor, found, who, said)

    def waive(self, entry: int, who: str, words: str) -> None:
        """Let it go, with a reason: the points are taken back by a correction."""
        said = written(words, "The reason for the waiver")
        with self._store.write() as cursor:
            found = _require(cursor, entry)
            _require_other(found, who)
            self._step(cursor, found, Deed.WAIVED, who, said)
            self._take_back(cursor, found, who, said)

    def correct(self, entry: int, who: str, points: int, words: str) -> Entry:
        """Set right how many points it was: the difference is a row of its own."""
        said = written(words, "The reason for the correction")
        with self._store.write() as cursor:
            found = _require(cursor, entry)
            _require_other(found, who)
            _, rule = self.pack.rule(found.rule)
            difference = signed_points(rule, points) - _in_force(cursor, found)
            if not difference:
                raise LobbyError(f"Entry {entry} has {points} points already.")
            self._step(cursor, found, Deed.CORRECTED, who, said)
            return _require(cursor, self._correction(cursor, found, difference, who, said))

    def find(self, entry: int) -> tuple[Entry, list[EntryStep], list[Entry]]:
        """An entry, what happened to it, and the corrections that name it."""
        with self._store.read() as cursor:
            found = _require(cursor, entry)
            steps = cursor.all(
                "SELECT at, who, deed, words FROM ledger_step WHERE entry = ? ORDER BY id", entry
            )
            rows = cursor.all(
                f"SELECT {_COLUMNS} FROM ledger l WHERE l.corrects = ? ORDER BY l.id",  # noqa: S608
                entry,
            )
        told = [EntryStep(at, who, Deed(deed), words) for at, who, deed, words in steps]
        return found, told, [_entry(row) for row in rows]

    def entries(self, wanted: Wanted) -> list[Entry]:
        """The entries of some days, newest first."""
        with self._store.read() as cursor:
            return entries(cursor, wanted)

    def _require_day(self, day: date) -> None:
        today = self._clock().date()
        if not today - timedelta(days=_OLDEST_DAYS) <= day <= today:
            raise LobbyError(f"The day is {day}; it must be within the year up to {today}.")

    def _step(self, cursor: Cursor, entry: Entry, deed: Deed, who: str, words: str) -> None:
        if not allowed_next(entry, deed):
            state = "a correction" if entry.corrects is not None else entry.last or "written"
            raise LobbyError(f"Entry {entry.id} is {state}: it can't be {deed} now.")
        row = next_id(cursor, "ledger_step")
        now = self._clock().isoformat()
        cursor.run(
            "INSERT INTO ledger_step (id, entry, at, who, deed, words) VALUES (?, ?, ?, ?, ?, ?)",
            row,
            entry.id,
            now,
            who,
            deed.value,
            words,
        )

    def _take_back(self, cursor: Cursor, entry: Entry, who: str, words: str) -> None:
        if left := _in_force(cursor, entry):
            self._correction(cursor, entry, -left, who, words)

    def _correction(self, cursor: Cursor, entry: Entry, points: int, who: str, words: str) -> int:
        # On the day of what it corrects: the month that was wrong is the one that is set right.
        row = (entry.day, entry.unit, entry.person, entry.pack, entry.section, entry.rule)
        return self._insert(cursor, row, (points, words, who, who, entry.complaint, entry.id))

    def _insert(self, cursor: Cursor, row: tuple[object, ...], rest: tuple[object, ...]) -> int:
        number = next_id(cursor, "ledger")
        day, *others = row
        cursor.run(
            "INSERT INTO ledger (id, at, day, unit, person, pack, section, rule, points,"
            " evidence, verifier, written_by, complaint, corrects)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(number, self._clock().isoformat(), str(day), *others, *rest),
        )
        return number


def entries(cursor: Cursor, wanted: Wanted) -> list[Entry]:
    rows = cursor.all(
        f"SELECT {_COLUMNS} FROM ledger l WHERE l.day BETWEEN ? AND ? AND (? = '' OR l.unit = ?)"  # noqa: S608
        " AND (? = '' OR l.person = ?) ORDER BY l.day DESC, l.id DESC LIMIT ?",
        *(*wanted.days, wanted.unit, wanted.unit, wanted.person, wanted.person, wanted.most),
    )
    return [_entry(row) for row in rows]


@dataclass(frozen=True, slots=True)
class SectionBalance:
    """What is left of a section's points; None where the source gives it none. May be below 0."""

    section: str
    weight: int | None
    taken: int

    @property
    def left(self) -> int | None:
        return None if self.weight is None else self.weight + self.taken


def balances(pack: RulePack, found: Iterable[Entry]) -> list[SectionBalance]:
    """How a unit or a person stands in each section."""
    sums: dict[str, int] = {}
    for entry in found:
        sums[entry.section] = sums.get(entry.section, 0) + entry.points
    return [SectionBalance(each.id, each.points, sums.get(each.id, 0)) for each in pack.sections]


def by_person(found: Iterable[Entry]) -> Mapping[tuple[str, str], int]:
    """The points of each person, by unit and name; never clamped at zero (下不保底)."""
    sums: dict[tuple[str, str], int] = {}
    for entry in found:
        if entry.person:
            key = (entry.unit, entry.person)
            sums[key] = sums.get(key, 0) + entry.points
    return sums


def in_period(cursor: Cursor, period: Period, unit: str = "") -> list[Entry]:
    """Every entry of a period."""
    return entries(cursor, Wanted(period.days, unit, most=1_000_000))


def _require_complaint(cursor: Cursor, new: NewEntry, *, needed: bool) -> None:
    if new.complaint is None:
        if needed:
            raise LobbyError(f"{new.rule} needs a complaint that was verified: name its case.")
        return
    case = complaint_of(cursor, new.complaint)
    if case.unit != new.unit:
        raise LobbyError(f"{case.reference} is a case of {case.unit}, not of {new.unit}.")
    if needed and case.verified is not True:
        raise LobbyError(f"{case.reference} is not verified: a complaint costs points only once it is.")


def _require_other(entry: Entry, who: str) -> None:
    if entry.person and entry.person.casefold() == who.casefold():
        raise LobbyError(f"{who} can't decide on an entry about {who}.")


def _in_force(cursor: Cursor, entry: Entry) -> int:
    """Its points after the corrections so far."""
    row = cursor.one("SELECT sum(points) FROM ledger WHERE corrects = ?", entry.id)
    return entry.points + int((row and row[0]) or 0)


def _require(cursor: Cursor, entry: int) -> Entry:
    row = cursor.one(f"SELECT {_COLUMNS} FROM ledger l WHERE l.id = ?", entry)  # noqa: S608
    if row is None:
        raise UnknownTicketError(f"There is no entry {entry} in the ledger.")
    return _entry(row)


def _entry(row: Row) -> Entry:
    number, at, day, unit, person, pack, section, rule, points, *rest = row
    evidence, verifier, written_by, complaint, corrects, last = rest
    about = (unit, person, pack, section, rule, points, evidence, verifier, written_by)
    return Entry(
        number, at, date.fromisoformat(day), *about, complaint, corrects, Deed(last) if last else None
    )
