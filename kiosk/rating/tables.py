"""How ratings and cases stand in the store's rows."""

# The SQL is put together of our own constants; values only ever travel as parameters.
# ruff: noqa: S608

from __future__ import annotations

import json
from datetime import date, datetime

from kiosk.rating.case import Case
from kiosk.rating.rating import Rating
from kiosk.rating.verdict import Channel, Verdict
from kiosk.store import Cursor
from kiosk.store.engine import Row

_RATING = (
    "id, ticket_id, uid, version, reference, day, counter, score, reasons, comment, call_manager, channel,"
    " first_at, rated_at"
)
_CASE = (
    "ticket_id, reference, opened_at, called_at, score, call_manager, due_on, owner, contact, taken_at,"
    " closed_at, result, rung"
)


def save_rating(cursor: Cursor, rating: Rating) -> None:
    said = rating.verdict
    cursor.run(
        f"INSERT INTO rating ({_RATING}) VALUES ({', '.join('?' * 14)}) ON CONFLICT (id) DO UPDATE SET"
        " uid = excluded.uid, version = excluded.version, score = excluded.score,"
        " reasons = excluded.reasons, comment = excluded.comment, call_manager = excluded.call_manager,"
        " channel = excluded.channel, rated_at = excluded.rated_at",
        *(rating.id, rating.ticket_id, rating.uid, rating.version, rating.reference),
        *(rating.day.isoformat(), rating.counter, said.score, json.dumps(said.reasons), said.comment),
        *(int(said.call_manager), rating.channel.value),
        *(rating.first_at.isoformat(), rating.rated_at.isoformat()),
    )


def ratings(cursor: Cursor, where: str, *values: object) -> list[Rating]:
    """Ratings by a condition of ours, oldest first."""
    found = cursor.all(f"SELECT {_RATING} FROM rating WHERE {where} ORDER BY id", *values)
    return [_rating(row) for row in found]


def rating_of(cursor: Cursor, ticket_id: int) -> Rating | None:
    found = ratings(cursor, "ticket_id = ?", ticket_id)
    return found[0] if found else None


def _rating(row: Row) -> Rating:
    return Rating(
        id=row[0],
        ticket_id=row[1],
        uid=row[2],
        version=row[3],
        reference=row[4],
        day=date.fromisoformat(row[5]),
        counter=row[6],
        verdict=Verdict(row[7], tuple(json.loads(row[8])), row[9], bool(row[10])),
        channel=Channel(row[11]),
        first_at=datetime.fromisoformat(row[12]),
        rated_at=datetime.fromisoformat(row[13]),
    )


def save_case(cursor: Cursor, case: Case) -> None:
    cursor.run(
        f"INSERT INTO case_file ({_CASE}) VALUES ({', '.join('?' * 13)})"
        " ON CONFLICT (ticket_id) DO UPDATE SET called_at = excluded.called_at, score = excluded.score,"
        " call_manager = excluded.call_manager, due_on = excluded.due_on, owner = excluded.owner,"
        " contact = excluded.contact, taken_at = excluded.taken_at, closed_at = excluded.closed_at,"
        " result = excluded.result, rung = excluded.rung",
        *(case.ticket_id, case.reference, case.opened_at.isoformat(), case.called_at.isoformat()),
        *(case.score, int(case.call_manager), case.due_on.isoformat(), case.owner, case.contact),
        *(_written(case.taken_at), _written(case.closed_at), case.result, case.rung),
    )


def cases(cursor: Cursor, where: str, *values: object) -> list[Case]:
    """Cases by a condition of ours, oldest first."""
    return [
        _case(row)
        for row in cursor.all(
            f"SELECT {_CASE} FROM case_file WHERE {where} ORDER BY opened_at, ticket_id", *values
        )
    ]


def case_of(cursor: Cursor, ticket_id: int) -> Case | None:
    found = cases(cursor, "ticket_id = ?", ticket_id)
    return found[0] if found else None


def _case(row: Row) -> Case:
    return Case(
        ticket_id=row[0],
        reference=row[1],
        opened_at=datetime.fromisoformat(row[2]),
        called_at=datetime.fromisoformat(row[3]),
        score=row[4],
        call_manager=bool(row[5]),
        due_on=date.fromisoformat(row[6]),
        owner=row[7],
        contact=row[8],
        taken_at=_read(row[9]),
        closed_at=_read(row[10]),
        result=row[11],
        rung=row[12],
    )


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
