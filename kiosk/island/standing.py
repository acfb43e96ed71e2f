"""How the boxes of a branch stand: in the common store for everybody, and on a box for its own doctor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from kiosk import rows
from kiosk.event import Kind
from kiosk.island.block import Series, left_of
from kiosk.island.register import boxes, carried
from kiosk.island.reserve import held, used
from kiosk.island.shared import Shared
from kiosk.store import Cursor, Store, StoreError

_LEFT = """
SELECT reserve.instance, reserve.first, reserve.last, (SELECT max(number) FROM ticket
 WHERE ticket.day = reserve.day AND ticket.prefix = reserve.prefix
 AND number BETWEEN reserve.first AND reserve.last)
FROM reserve WHERE day = (SELECT max(day) FROM business_day)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One box, as the common store knows it."""

    name: str
    seen_s: float
    """When it was there last, in seconds since 1970."""
    left: int
    """The numbers of its reserve for the day that nobody was given yet."""
    brought: int
    """How many tickets it gave while it was cut off, ever."""


@dataclass(frozen=True, slots=True)
class OwnStanding:
    """A box, as it knows itself."""

    name: str
    away: str
    """Why the common store does not answer; empty while it does."""
    left: int
    """The numbers it may still give on its own, of its day."""
    waiting: int
    """Tickets that are still to be carried over; while cut off, those of its day."""
    since: datetime | None
    """When the first of those was given."""


def standings(cursor: Cursor) -> list[Standing]:
    """All boxes that have a name."""
    left: dict[str, int] = {}
    for instance, first, last, given in cursor.all(_LEFT):
        left[instance] = left.get(instance, 0) + last - (given or first - 1)
    return [
        Standing(each.name, each.seen_s, left.get(each.instance, 0), each.brought)
        for each in boxes(cursor)
        if each.name
    ]


def own_standing(shared: Shared, common: Callable[[], Store]) -> OwnStanding:
    """How this box stands, whether or not the common store answers."""
    away, over = _asked(shared, common)
    with closing(shared.island()) as island, island.read() as cursor:
        day, given = rows.open_day(cursor), used(cursor)
        left = sum(
            left_of(block, given.get(Series(block.day, block.prefix), 0))
            for block in held(cursor)
            if block.day.isoformat() == day
        )
        where = "seq > ? AND kind = ?" if over is not None else "seq > ? AND kind = ? AND day = ?"
        values = (over or 0, Kind.ISSUED.value, *(() if over is not None else (day,)))
        found = cursor.one(f"SELECT count(*), min(at) FROM event WHERE {where}", *values)  # noqa: S608
    waiting, since = found or (0, None)
    return OwnStanding(shared.box.name, away, left, waiting, rows.read_moment(since))


def _asked(shared: Shared, common: Callable[[], Store]) -> tuple[str, int | None]:
    """Why the common store is away, or how far it has the box's own log."""
    try:
        with closing(common()) as store, store.read() as cursor:
            return "", carried(cursor, shared.box) or 0
    except StoreError as why:
        return str(why), None
