"""The outbox as the store has it: what waits, what was delivered, what was refused."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.relay.parcel import Destination, Fate, Parcel
from kiosk.store import Cursor

_COLUMNS = "id, destination, ticket_id, uid, body, attempts"
_DONE = frozenset({Fate.DELIVERED, Fate.VOID})
_BEYOND_S = 172_800.0
"""No pause is so long: the clock was set back since, and the parcel is due."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of sending one parcel."""

    parcel: Parcel
    fate: Fate
    detail: str = ""
    next_at: float = 0.0
    """Seconds since 1970, for one that goes out again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands for one destination."""

    waiting: int
    refused: int
    last_refusal: str = ""


def put(cursor: Cursor, parcel: Parcel) -> None:
    """Into the outbox, in the transaction that made it."""
    cursor.run(
        "INSERT INTO outbox (id, destination, ticket_id, uid, body, fate, attempts, next_at, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, 0.0, '')",
        *(parcel.id, parcel.destination.value, parcel.ticket_id, parcel.uid, parcel.body),
        Fate.WAITING.value,
    )


def due(
    cursor: Cursor, destination: Destination, now_s: float, limit: int, *, again: bool = False
) -> list[Parcel]:
    """Those that may go for the first time, or `again`; oldest first, and of each ticket only the first."""
    tried = "attempts > 0" if again else "attempts = 0"
    found = cursor.all(
        f"SELECT {_COLUMNS} FROM outbox AS mine WHERE destination = ? AND fate = 'waiting'"  # noqa: S608
        f" AND {tried} AND (next_at <= ? OR next_at > ?) AND NOT EXISTS (SELECT 1 FROM outbox AS before"
        " WHERE before.ticket_id = mine.ticket_id AND before.destination = mine.destination"
        " AND before.id < mine.id AND before.fate = 'waiting') ORDER BY id LIMIT ?",
        *(destination.value, now_s, now_s + _BEYOND_S, limit),
    )
    return [Parcel(row[0], Destination(row[1]), *row[2:]) for row in found]


def settle(cursor: Cursor, settled: Settled) -> None:
    """Note what came of it; what was delivered or is void needs its body no more.

    That is final: of two boxes with one database each may have had it on the way.
    """
    parcel, body = settled.parcel, ", body = ''" if settled.fate in _DONE else ""
    cursor.run(
        f"UPDATE outbox SET fate = ?, attempts = ?, next_at = ?, detail = ?{body}"  # noqa: S608
        " WHERE id = ? AND fate IN ('waiting', 'refused')",
        *(settled.fate.value, parcel.attempts + 1, settled.next_at, settled.detail, parcel.id),
    )


def standing(cursor: Cursor, destination: Destination) -> Standing:
    """How many wait, and how many were refused and why the last one was."""
    waiting = _count(cursor, destination, Fate.WAITING)
    refused = _count(cursor, destination, Fate.REFUSED)
    last = cursor.one(
        "SELECT detail FROM outbox WHERE destination = ? AND fate = 'refused' ORDER BY id DESC LIMIT 1",
        destination.value,
    )
    return Standing(waiting, refused, last[0] if last else "")


def _count(cursor: Cursor, destination: Destination, fate: Fate) -> int:
    # The fate in the index's own words, so that years of other rows are not looked through.
    found = cursor.one(
        f"SELECT count(*) FROM outbox WHERE destination = ? AND fate = '{fate.value}'",  # noqa: S608
        destination.value,
    )
    return found[0] if found else 0


def send_again(cursor: Cursor, destination: Destination) -> int:
    """Whatever was refused waits once more; how many those are."""
    count = _count(cursor, destination, Fate.REFUSED)
    cursor.run(
        "UPDATE outbox SET fate = 'waiting', next_at = 0.0, detail = ''"
        " WHERE destination = ? AND fate = 'refused'",
        destination.value,
    )
    return count
