"""The numbers of a day's series: the common sequence, and the reserves of boxes that it passes by."""

from __future__ import annotations

from datetime import date

from kiosk.store import Cursor, StoreAway

RESERVED_FROM = 501
"""From here on a number may be in a box's reserve; few branches come so far in a day by themselves."""


class ReserveUsedUp(StoreAway):
    """A box that is cut off has no number left that is its own."""


def next_common(cursor: Cursor, day: date, prefix: str) -> int:
    """The next number of the common sequence: no gap but the reserves, none twice, A1000 after A999."""
    found = cursor.one(
        "INSERT INTO series (day, prefix, last) VALUES (?, ?, 1)"
        " ON CONFLICT (day, prefix) DO UPDATE SET last = series.last + 1 RETURNING last",
        day.isoformat(),
        prefix,
    )
    number = int(found[0]) if found else 1
    return number if number < RESERVED_FROM else _past_reserves(cursor, day, prefix, number)


def _past_reserves(cursor: Cursor, day: date, prefix: str, number: int) -> int:
    free = number
    while blocked := cursor.one(
        "SELECT last FROM reserve WHERE day = ? AND prefix = ? AND first <= ? AND last >= ?",
        day.isoformat(),
        prefix,
        free,
        free,
    ):
        free = blocked[0] + 1
    if free != number:
        cursor.run("UPDATE series SET last = ? WHERE day = ? AND prefix = ?", free, day.isoformat(), prefix)
    return free


def next_reserved(cursor: Cursor, day: date, prefix: str) -> int:
    """The next number of a box's own reserve, as its own store has it."""
    used = cursor.one("SELECT max(number) FROM ticket WHERE day = ? AND prefix = ?", day.isoformat(), prefix)
    last = (used and used[0]) or 0
    found = cursor.one(
        "SELECT first FROM reserve WHERE day = ? AND prefix = ? AND last > ? ORDER BY first LIMIT 1",
        day.isoformat(),
        prefix,
        last,
    )
    if found is None:
        msg = f"The database is away, and this box has no number of {prefix or 'the series'} left for {day}."
        raise ReserveUsedUp(msg)
    return int(max(found[0], last + 1))
