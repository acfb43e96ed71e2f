"""How the counters, and what is open on the floor besides tickets, stand in the store's rows."""

from __future__ import annotations

import json
from datetime import datetime

from kiosk.desk import Desk
from kiosk.matters import Matter
from kiosk.rows import as_json, read_moment, written
from kiosk.store import Cursor, Question


def save_desk(cursor: Cursor, desk: Desk) -> None:
    cursor.run(
        "INSERT INTO counter (id, open, reason, idle_since) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET open = excluded.open, reason = excluded.reason,"
        " idle_since = excluded.idle_since",
        desk.id,
        int(desk.is_open),
        desk.reason,
        written(desk.idle_since),
    )


DESKS = Question("SELECT id, open, reason, idle_since FROM counter")


def desks(cursor: Cursor) -> dict[str, Desk]:
    """Every counter that was ever opened, closed or called to."""
    found = cursor.all(DESKS.sql)
    return {row[0]: Desk(row[0], bool(row[1]), row[2], read_moment(row[3])) for row in found}


def closed_counters(cursor: Cursor) -> frozenset[str]:
    """The counters that call nobody now; one that was never opened or closed is open."""
    return frozenset(row[0] for row in cursor.all("SELECT id FROM counter WHERE open = 0"))


def save_matter(cursor: Cursor, key: str, matter: Matter | None) -> None:
    if matter is None:
        cursor.run("DELETE FROM matter WHERE key = ?", key)
        return
    cursor.run(
        "INSERT INTO matter (key, since, facts) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET since = excluded.since, facts = excluded.facts",
        key,
        matter.since.isoformat(),
        as_json(matter.facts),
    )


MATTERS = Question("SELECT key, since, facts FROM matter")


def matters(cursor: Cursor) -> dict[str, Matter]:
    """What is open on the floor besides tickets."""
    found = cursor.all(MATTERS.sql)
    return {row[0]: Matter(datetime.fromisoformat(row[1]), json.loads(row[2])) for row in found}
