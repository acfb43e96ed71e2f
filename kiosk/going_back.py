"""A newer program was given up, and has shut the store to this one: the copy of before it goes on.

What the newer one wrote since that copy comes along out of its log, row by row under the same numbers, so
that every ticket is there and no number is given twice; its store is set aside whole. Where that cannot be
had nothing is touched.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from pathlib import Path

from kiosk import rows
from kiosk.business_day import is_believable
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.finding import finding
from kiosk.journal import Journal
from kiosk.store.engine import Cursor, Row, StoreError, StoreNewer, Whose
from kiosk.store.gate import shut
from kiosk.store.left import Left, left_by_newer, put_in_place
from kiosk.store.sqlite import FILE, SqliteStore
from kiosk.upkeep import UPDATE, chore_failed_blind

ROWS_MOST = 50_000
"""Weeks of a busy branch; whoever comes back after longer has time to do it by hand."""
SET_ASIDE = "doctor.store_aside"
_WORKSHOP = "going-back"
_LEFT_ASIDE = "left_aside"
_COMES_ALONG = {
    "reserve": ("day", "prefix", "first", "last", "instance"),
    "token_key": ("kid", "secret"),
    "staff": ("name", "role", "secret", "added_at"),
    "screen": ("counter", "key_hash", "allowed_by", "allowed_at"),
}
"""What stands in no log and is missed most: whatever of it the copy lacks."""
_NOT_OURS = (LobbyError, LookupError, ValueError, TypeError, AttributeError, StoreError)
"""What is raised by rows whose meaning this program does not know."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Step:
    """One row of the newer store's log."""

    event: Event
    mark: datetime


def go_back(data: Path, whose: Whose, clock: Callable[[tzinfo | None], datetime] = datetime.now) -> None:
    """Have the copy go on; StoreNewer, with why, where that would lose a ticket or double a number."""
    workshop = data / _WORKSHOP
    try:
        with shut(data):
            try:
                _go_back(data, workshop, whose, clock)
            finally:
                shutil.rmtree(workshop, ignore_errors=True)
    except StoreNewer:
        raise
    except (OSError, StoreError, ValueError, TypeError) as fault:
        raise StoreNewer(
            f"The store is a newer program's, and could not be set aside: {fault} Install the newer one."
        ) from fault


def _go_back(data: Path, workshop: Path, whose: Whose, clock: Callable[[tzinfo | None], datetime]) -> None:
    with left_by_newer(data) as left:
        # Somebody else may have been faster.
        if not left.shuts_out:
            return
        aside = left.aside
        with closing(left.copy(workshop, whose)) as store:
            steps = _steps(left, store)
            unknown = _carry(store, left, steps, whose)
            _require_all(store, left)
            _tell(store, aside, clock)
    put_in_place(workshop / FILE, data, aside)
    _log.warning(
        "A newer program's store is set aside as %s. The copy of before it goes on, with %d rows that came"
        " along and %d that this program does not know.",
        *(aside, len(steps) - unknown, unknown),
    )


def _steps(left: Left, store: SqliteStore) -> list[_Step]:
    """The rows of the log that the copy lacks, without a gap."""
    with store.read() as cursor:
        last, _ = rows.last_event(cursor)
    found = left.events(last, ROWS_MOST + 1)
    if len(found) > ROWS_MOST or [row[0] for row in found] != list(range(last + 1, last + 1 + len(found))):
        raise left.refusal("has gone on for too long since the copy of before it")
    return [_step(row) for row in found]


def _step(row: Row) -> _Step:
    seq, at, day, kind, ticket, counter, facts, mark = row
    moment, known = datetime.fromisoformat(at), json.loads(facts)
    event = Event(seq, moment, date.fromisoformat(day), Kind(kind), ticket, counter, known)
    return _Step(event, datetime.fromisoformat(mark))


def _carry(store: SqliteStore, left: Left, steps: list[_Step], whose: Whose) -> int:
    """All rows in one transaction; how many of them this program cannot follow."""
    unknown = 0
    with store.write(quietly=True) as cursor:
        for step in steps:
            try:
                with cursor.attempt():
                    _repeat(cursor, step, whose)
            except _NOT_OURS:
                _repeat(cursor, _stand_in(step), whose)
                unknown += 1
        for day, prefix, last in left.series():
            cursor.run(
                "INSERT INTO series (day, prefix, last) VALUES (?, ?, ?)"
                " ON CONFLICT (day, prefix) DO UPDATE SET last = max(last, excluded.last)",
                *(day, prefix, last),
            )
        for table, columns in _COMES_ALONG.items():
            _bring(cursor, left, table, columns)
        _bring_secrets(cursor, left)
    return unknown


def _repeat(cursor: Cursor, step: _Step, whose: Whose) -> None:
    if not step.event.kind.is_known:
        raise ValueError(step.event.kind)
    Journal(cursor, step.mark, None, whose, repeats=True).repeat(step.event, step.mark)


def _stand_in(step: _Step) -> _Step:
    """In the place of a row that cannot be followed, so that all others keep their numbers."""
    event = step.event
    facts = {"deed": _LEFT_ASIDE, "staff": "", "box": "", "kind": event.kind.value, "ticket": event.ticket_id}
    return replace(step, event=Event(event.seq, event.at, event.day, Kind.SERVICED, facts=facts))


def _bring(cursor: Cursor, left: Left, table: str, columns: tuple[str, ...]) -> None:
    named, places = ", ".join(columns), ", ".join("?" * len(columns))
    for row in left.rows(table, named):
        cursor.run(f"INSERT OR IGNORE INTO {table} ({named}) VALUES ({places})", *row)  # noqa: S608


def _bring_secrets(cursor: Cursor, left: Left) -> None:
    """What opens an appointment, and where a notice goes: the log tells of each, and says neither."""
    for number, code, request in left.rows("appointment", "id, code, request"):
        cursor.run(
            "UPDATE OR IGNORE appointment SET code = ?, request = ?"
            " WHERE id = ? AND code IS NULL AND ticket_id IS NULL",
            *(code, request, number),
        )
    for ticket, address, due in left.rows("notice", "ticket_id, address, due"):
        cursor.run(
            "INSERT INTO notice (ticket_id, address, due) SELECT id, ?, ? FROM ticket WHERE id = ?"
            " ON CONFLICT (ticket_id) DO UPDATE SET address = excluded.address",
            *(address, due, ticket),
        )


def _require_all(store: SqliteStore, left: Left) -> None:
    """Every ticket that the newer store has, under the same number."""
    with store.read() as cursor:
        mine = set(cursor.all("SELECT id, day, prefix, number FROM ticket"))
    for ticket in left.numbers():
        if ticket not in mine:
            _, day, prefix, number = ticket
            raise left.refusal(f"its number {prefix}{number:03} of {day} cannot be followed from here")


def _tell(store: SqliteStore, aside: Path, clock: Callable[[tzinfo | None], datetime]) -> None:
    """Staff see it on the tablet, until a self-test of another day has it read."""
    with store.read() as cursor:
        mark = rows.last_event(cursor)[1]
    if mark:
        now = clock(mark.tzinfo)
        # A clock that fits the log; whoever moved it for a trial, or has none, goes by the log's.
        at = now if now > mark and is_believable(now, mark) else mark
        chore_failed_blind(store, UPDATE, at, finding(SET_ASIDE, file=aside.name))
