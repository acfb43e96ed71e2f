"""Rows of the log with nothing of a person in them: for the technician's time line, and for support.

What may be told is listed; whatever is added to the log later stays in the box until it is listed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.clock import elapsed_s
from kiosk.event import Kind
from kiosk.store import Cursor

_ROWS_MOST = 20_000
_PAGE = 1_000
_FIGURES = frozenset(("ahead", "calls", "copy", "job", "number", "recalled", "visits", "behind", "large"))
"""Facts that are figures."""
_NAMES = frozenset(("box", "class", "deed", "device", "language", "part", "prefix", "state", "zone"))
"""Facts that are names of ours; anything that does not look like one stays in the box."""
_MOMENTS = frozenset(("due_at", "expires_at", "slot"))
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:.@-]{0,63}")
_MOMENT = re.compile(r"[0-9T:.+-]{16,32}")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened."""

    seq: int
    at: datetime
    kind: Kind
    number: str
    """The ticket's, if it is about one: it says nothing of whose it is."""
    counter: str
    facts: dict[str, Any]

    @property
    def value(self) -> dict[str, Any]:
        """As JSON has it."""
        told = {"number": self.number, "counter": self.counter, "facts": self.facts}
        kept = {key: value for key, value in told.items() if value}
        return {"seq": self.seq, "at": self.at.isoformat(), "kind": self.kind.value, **kept}


def since(cursor: Cursor, now: datetime, span: timedelta, most: int = _ROWS_MOST) -> list[Row]:
    """What happened within a span before now, the latest first; by the log's order, whatever clocks say."""
    found: list[Row] = []
    for row in _backwards(cursor):
        if len(found) == most or elapsed_s(row.at, now) > span.total_seconds():
            break
        found.append(row)
    return found


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are told to everybody."""
    return {key: value for key, value in facts.items() if _is_plain(key, value)}


def _is_plain(key: str, value: object) -> bool:
    if key in _FIGURES:
        return isinstance(value, int | float)
    if not isinstance(value, str):
        return False
    return bool((key in _NAMES and _NAME.fullmatch(value)) or (key in _MOMENTS and _MOMENT.fullmatch(value)))


def _backwards(cursor: Cursor) -> Iterator[Row]:
    """The log from its end, page by page."""
    before = 1 << 62
    while page := cursor.all(
        "SELECT e.seq, e.at, e.kind, t.prefix, t.number, e.counter, e.facts FROM event e"
        " LEFT JOIN ticket t ON t.id = e.ticket_id WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?",
        before,
        _PAGE,
    ):
        for seq, at, kind, prefix, number, counter, facts in page:
            label = f"{prefix}{number:03}" if prefix else ""
            told = plain(json.loads(facts))
            yield Row(seq, datetime.fromisoformat(at), Kind(kind), label, counter or "", told)
        before = page[-1][0]
