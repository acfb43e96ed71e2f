"""How appointments stand in the store's rows, and what the log makes of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.business_day import BELIEVABLE_GAP
from kiosk.event import Event, Kind
from kiosk.store import Cursor

KINDS = frozenset({Kind.APPOINTMENT_MADE, Kind.APPOINTMENT_USED, Kind.DAY_OPENED})

Kept = tuple[str, datetime, int | None]
"""What the log knows of an appointment: service, time, and the ticket it became."""


def apply(cursor: Cursor, event: Event) -> None:
    """Write the state that an event makes."""
    facts = event.facts
    if event.kind is Kind.DAY_OPENED:
        # Of those who never came. Not the day before: a clock may be believed that has leapt so far.
        long_ago = (event.day - BELIEVABLE_GAP).isoformat()
        cursor.run(
            "UPDATE appointment SET code = NULL, request = NULL"
            " WHERE day < ? AND (code IS NOT NULL OR request IS NOT NULL)",
            long_ago,
        )
    elif event.kind is Kind.APPOINTMENT_MADE:
        day = datetime.fromisoformat(facts["slot"]).date().isoformat()
        cursor.run(
            "INSERT INTO appointment (id, day, service, slot) VALUES (?, ?, ?, ?)",
            *(facts["appointment"], day, facts["service"], facts["slot"]),
        )
    else:
        cursor.run(
            "UPDATE appointment SET ticket_id = ?, code = NULL WHERE id = ?",
            *(event.ticket_id, facts["appointment"]),
        )


def folded(known: dict[int, Kept], event: Event) -> None:
    """The same for a replay."""
    facts: dict[str, Any] = event.facts
    if event.kind is Kind.APPOINTMENT_MADE:
        slot = datetime.fromisoformat(facts["slot"])
        known[facts["appointment"]] = (facts["service"], slot, None)
    elif event.kind is Kind.APPOINTMENT_USED:
        service, slot, _ = known[facts["appointment"]]
        known[facts["appointment"]] = (service, slot, event.ticket_id)


def kept(cursor: Cursor) -> dict[int, Kept]:
    """What the store says of every appointment, but for code and request, which are in no log."""
    found = cursor.all("SELECT id, service, slot, ticket_id FROM appointment")
    return {row[0]: (row[1], datetime.fromisoformat(row[2]), row[3]) for row in found}
