"""Rows of days that a lying clock had opened: nobody's wait is learned from them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kiosk.event import MISTAKEN, Event
from kiosk.store import Cursor


def mistaken(cursor: Cursor) -> dict[str, int]:
    """Such days, each with the row of the log that says so."""
    # In the index's own words, so that years of other rows are not looked through.
    found = cursor.all(
        "SELECT day, seq, facts FROM event WHERE kind IN ('day_opened', 'day_closed') AND facts <> '{}'"
        " ORDER BY day, seq"
    )
    return {day: seq for day, seq, facts in found if json.loads(facts).get(MISTAKEN)}


def without(events: Iterable[Event], days: dict[str, int]) -> list[Event]:
    """The rows that count; those of such a date when it truly comes do."""
    return [each for each in events if each.seq > days.get(each.day.isoformat(), 0)] if days else [*events]
