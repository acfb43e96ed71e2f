"""The complaint cases in the store: opened, looked into, mended, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.clock import Clock
from kiosk.errors import LobbyError, UnknownTicketError
from kiosk.scoring.complaint import (
    CaseRules,
    CaseStep,
    Complaint,
    Deed,
    Origin,
    Standing,
    Weight,
    require_may,
)
from kiosk.scoring.keys import next_id, require_unit
from kiosk.scoring.rating import Rating
from kiosk.scoring.words import written
from kiosk.store import Cursor, Store
from kiosk.store.engine import Row

__all__ = ["CaseRules", "Cases", "NewCase", "follow_up"]

_COLUMNS = (
    "id, unit, origin, ticket, rating, person, counter, words, opened_at, day, weight, answer_due,"
    " mend_due, owner, state, verified, justified, measure"
)
_SYSTEM = "-"
"""Who did what no person did."""


@dataclass(frozen=True, slots=True)
class NewCase:
    """A complaint that came on paper, by phone or in person."""

    unit: str
    origin: Origin
    words: str
    person: str = ""
    counter: str = ""


class Cases:
    """What people do with complaints."""

    def __init__(self, store: Store, clock: Clock, rules: CaseRules) -> None:
        self._store = store
        self._clock = clock
        self._rules = rules

    def open(self, new: NewCase, who: str) -> Complaint:
        """A case that somebody keys in; they own it until somebody takes it (首问负责制)."""
        words = written(new.words, "What is complained of")
        with self._store.write() as cursor:
            require_unit(cursor, new.unit)
            row = _insert(cursor, new, words, ("", ""), self._rules, self._clock(), who)
            return _require(cursor, row)

    def find(self, case: int) -> tuple[Complaint, list[CaseStep]]:
        """A case and what was done on it."""
        with self._store.read() as cursor:
            found = _require(cursor, case)
            rows = cursor.all(
                "SELECT at, who, deed, words FROM complaint_step WHERE complaint = ? ORDER BY id", case
            )
            return found, [CaseStep(at, who, Deed(deed), words) for at, who, deed, words in rows]

    def listed(self, unit: str = "", *, closed: bool = False, most: int = 200) -> list[Complaint]:
        """The cases of a unit, or of all; what is due first stands first."""
        where = "state = ?" if closed else "state <> ?"
        order = "id DESC" if closed else "answer_due, id"
        with self._store.read() as cursor:
            rows = cursor.all(
                f"SELECT {_COLUMNS} FROM complaint WHERE {where} AND (? = '' OR unit = ?)"  # noqa: S608
                f" ORDER BY {order} LIMIT ?",
                Standing.CLOSED.value,
                unit,
                unit,
                most,
            )
            return [_complaint(row) for row in rows]

    def take(self, case: int, who: str, owner: str = "") -> None:
        """A named person is responsible from here on."""
        named = written(owner or who, "The owner's name", 32)
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.TOOK, who, named)
            cursor.run("UPDATE complaint SET owner = ? WHERE id = ?", named, case)

    def note(self, case: int, who: str, words: str) -> None:
        """What a customer or a witness said."""
        said = written(words, "The note")
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.NOTED, who, said)

    def weigh(self, case: int, who: str, weight: Weight, why: str) -> None:
        """A simple case turns out to be a complex one, or a special one with approval."""
        said = written(why, "Why it takes longer, or who approved it,")
        with self._store.write() as cursor:
            found = self._step(cursor, case, Deed.WEIGHED, who, f"{weight}: {said}")
            due = self._rules.answer_due(found.day, weight)
            cursor.run(
                "UPDATE complaint SET weight = ?, answer_due = ? WHERE id = ?",
                weight.value,
                due.isoformat(),
                case,
            )

    def judge(self, case: int, who: str, words: str, *, verified: bool, justified: bool) -> None:
        """What looking into it has shown. Nothing is deducted by this: an entry of the ledger may follow."""
        said = written(words, "What was found")
        if justified and not verified:
            raise LobbyError("A complaint can be justified only if it was verified.")
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.FOUND, who, said)
            cursor.run(
                "UPDATE complaint SET state = ?, verified = ?, justified = ? WHERE id = ?",
                Standing.FOUND.value,
                int(verified),
                int(justified),
                case,
            )

    def mend(self, case: int, who: str, measure: str) -> None:
        """What was done about it, and what the customer was told."""
        said = written(measure, "The measure")
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.MENDED, who, said)
            cursor.run(
                "UPDATE complaint SET state = ?, measure = ? WHERE id = ?", Standing.MENDED.value, said, case
            )

    def recheck(self, case: int, who: str, words: str, *, held: bool) -> None:
        """Whether the measure has held; if not, the case is looked into again."""
        said = written(words, "What the re-check showed")
        state = Standing.CLOSED if held else Standing.OPEN
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.RECHECKED, who, said)
            cursor.run("UPDATE complaint SET state = ? WHERE id = ?", state.value, case)

    def reopen(self, case: int, who: str, why: str) -> None:
        """The customer is not content with the result, or something new has come up."""
        said = written(why, "Why it is opened again")
        with self._store.write() as cursor:
            self._step(cursor, case, Deed.REOPENED, who, said)
            cursor.run("UPDATE complaint SET state = ? WHERE id = ?", Standing.OPEN.value, case)

    def _step(self, cursor: Cursor, case: int, deed: Deed, who: str, words: str) -> Complaint:
        found = _require(cursor, case)
        require_may(found, deed, who)
        _log(cursor, case, self._clock().isoformat(), who, deed, words)
        return found


def follow_up(cursor: Cursor, ratings: Sequence[Rating], rules: CaseRules, now: datetime) -> None:
    """A case for each bad rating; one that its ticket has already gets the new words instead."""
    places = ", ".join("?" * len(ratings))
    rows = cursor.all(
        f"SELECT ticket, unit, id FROM complaint WHERE ticket IN ({places})",  # noqa: S608
        *(rating.ticket for rating in ratings),
    )
    known = {(ticket, unit): case for ticket, unit, case in rows}
    for rating in ratings:
        key = (rating.ticket, rating.unit)
        said = rating.comment or " ".join(rating.reasons)
        named = f"{rating.number} {rating.reference}".strip()
        words = f"{named}: {rating.score}/5 {said}".strip()
        if key in known:
            _log(cursor, known[key], now.isoformat(), _SYSTEM, Deed.NOTED, words)
        elif rating.wants_answer:
            new = NewCase(rating.unit, Origin.RATING, words, rating.person, rating.counter)
            known[key] = _insert(cursor, new, words, (rating.ticket, rating.id), rules, now, "")


def verified(cursor: Cursor, case: int) -> bool:
    """Whether a complaint was looked into and found true."""
    return _require(cursor, case).verified is True


def complaint_of(cursor: Cursor, case: int) -> Complaint:
    """A case; UnknownTicketError if there is none."""
    return _require(cursor, case)


def last_justified(cursor: Cursor, unit: str) -> date | None:
    """When the last complaint came that was found justified."""
    row = cursor.one(
        "SELECT max(day) FROM complaint WHERE justified = 1 AND (? = '' OR unit = ?)", unit, unit
    )
    return date.fromisoformat(row[0]) if row and row[0] else None


def justified_by_person(cursor: Cursor, unit: str, days: tuple[str, str]) -> dict[tuple[str, str], int]:
    """How many justified complaints there were against whom, by unit and person."""
    rows = cursor.all(
        "SELECT unit, person, count(*) FROM complaint WHERE justified = 1 AND person <> ''"
        " AND (? = '' OR unit = ?) AND day BETWEEN ? AND ? GROUP BY unit, person",
        unit,
        unit,
        *days,
    )
    return {(row[0], row[1]): int(row[2]) for row in rows}


def _insert(
    cursor: Cursor,
    new: NewCase,
    words: str,
    ticket: tuple[str, str],
    rules: CaseRules,
    now: datetime,
    owner: str,
) -> int:
    row, today = next_id(cursor, "complaint"), now.date()
    cursor.run(
        f"INSERT INTO complaint ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        *(row, new.unit, new.origin.value, *ticket, new.person, new.counter, words),
        *(now.isoformat(), today.isoformat(), Weight.SIMPLE.value),
        rules.answer_due(today, Weight.SIMPLE).isoformat(),
        rules.mend_due(today).isoformat(),
        *(owner, Standing.OPEN.value, None, None, ""),
    )
    _log(cursor, row, now.isoformat(), owner or _SYSTEM, Deed.OPENED, words)
    return row


def _log(cursor: Cursor, case: int, at: str, who: str, deed: Deed, words: str) -> None:
    row = next_id(cursor, "complaint_step")
    cursor.run(
        "INSERT INTO complaint_step (id, complaint, at, who, deed, words) VALUES (?, ?, ?, ?, ?, ?)",
        row,
        case,
        at,
        who,
        deed.value,
        words,
    )


def _require(cursor: Cursor, case: int) -> Complaint:
    row = cursor.one(f"SELECT {_COLUMNS} FROM complaint WHERE id = ?", case)  # noqa: S608
    if row is None:
        raise UnknownTicketError(f"There is no case F{case:04d}.")
    return _complaint(row)


def _complaint(row: Row) -> Complaint:
    (number, unit, origin, ticket, rating, person, counter, words, opened, day) = row[:10]
    (weight, answer_due, mend_due, owner, state, true, justified, measure) = row[10:]
    return Complaint(
        *(number, unit, Origin(origin), ticket, rating, person, counter, words, opened),
        date.fromisoformat(day),
        Weight(weight),
        date.fromisoformat(answer_due),
        date.fromisoformat(mend_due),
        owner,
        Standing(state),
        None if true is None else bool(true),
        None if justified is None else bool(justified),
        measure,
    )
