"""How what a file has leaves the store: in small transactions with a rest between them, and once."""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk.archive.start import Start, long_past, start_of
from kiosk.store import Cursor, Store

TICKETS_AT_ONCE = 40
ROWS_AT_ONCE = 400
_REST_S = 0.02
"""Between two transactions: whoever waits for the store at the screen is next."""

Sleep = Callable[[float], None]


def let_go(store: Store, sleep: Sleep = time.sleep) -> int:
    """Delete whatever lies before the log's start and nothing hangs on; how many rows of the log that were.

    Ended in the middle it goes on the next time: what is gone is gone, and the rest is found again.
    """
    with store.read() as cursor:
        start = start_of(cursor)
    if not start.seq:
        return 0
    while _step(store, lambda cursor: _tickets(cursor, start)):
        sleep(_REST_S)
    gone = 0
    while rows := _step(store, lambda cursor: _rows(cursor, start)):
        gone += rows
        sleep(_REST_S)
    _step(store, lambda cursor: _rest(cursor, start))
    return gone


def _step(store: Store, deed: Callable[[Cursor], int]) -> int:
    with store.write(quietly=True) as cursor:
        return deed(cursor)


def _tickets(cursor: Cursor, start: Start) -> int:
    """Some tickets of archived days with all that hangs on them; how many."""
    held = start.state.tickets
    found = cursor.all(
        # And of a day that a lying clock had opened: no business day is as late.
        "SELECT id FROM ticket WHERE (day <= ? OR day > (SELECT max(day) FROM business_day))"
        " AND NOT EXISTS (SELECT 1 FROM event"
        " WHERE event.ticket_id = ticket.id AND event.seq > ?) LIMIT ?",
        *(start.day.isoformat(), start.seq, TICKETS_AT_ONCE + len(held)),
    )
    for ticket in (leaving := [row[0] for row in found if row[0] not in held]):
        cursor.run(
            "INSERT INTO rating_past (id, day, counter, score)"
            " SELECT id, day, counter, score FROM rating WHERE ticket_id = ?",
            ticket,
        )
        for table in ("notice", "case_file", "rating", "print_job"):
            cursor.run(f"DELETE FROM {table} WHERE ticket_id = ?", ticket)  # noqa: S608
        cursor.run("DELETE FROM ticket WHERE id = ?", ticket)
    return len(leaving)


def _rows(cursor: Cursor, start: Start) -> int:
    """Some rows of the log, the oldest first; how many."""
    found = cursor.one("SELECT min(seq) FROM event")
    first = found[0] if found and found[0] is not None else start.seq + 1
    last = min(first + ROWS_AT_ONCE - 1, start.seq)
    if first > last:
        return 0
    counted = cursor.one("SELECT count(*) FROM event WHERE seq BETWEEN ? AND ?", first, last)
    _parcels(cursor, start, last)
    cursor.run("DELETE FROM event WHERE seq BETWEEN ? AND ?", first, last)
    return counted[0] if counted else 0


def _parcels(cursor: Cursor, start: Start, last: int) -> None:
    """What was sent long ago; the parcels' ids are rows of the log."""
    found = cursor.all(
        "SELECT id FROM outbox WHERE id <= ? AND fate IN ('delivered', 'void') LIMIT ?", last, ROWS_AT_ONCE
    )
    for (parcel,) in found:
        if parcel not in start.state.afterwards.parcels:
            cursor.run("DELETE FROM outbox WHERE id = ?", parcel)


def _rest(cursor: Cursor, start: Start) -> int:
    """The few rows of a day that are no ticket's."""
    day = start.day.isoformat()
    cursor.run("DELETE FROM series WHERE day <= ?", day)
    cursor.run("DELETE FROM business_day WHERE day <= ?", day)
    _parcels(cursor, start, start.seq)
    for (key,) in cursor.all("SELECT id FROM appointment WHERE day < ?", long_past(start.day).isoformat()):
        if key not in start.state.appointments:
            cursor.run("DELETE FROM appointment WHERE id = ?", key)
    return 0
