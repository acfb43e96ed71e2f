"""What of the technician's deeds the log tells."""

from __future__ import annotations

from typing import Any

from kiosk import rows
from kiosk.event import Kind
from kiosk.store import Store


def deeds(store: Store) -> list[dict[str, Any]]:
    """In their order."""
    with store.read() as cursor:
        return [event.facts for event in rows.log(cursor) if event.kind is Kind.SERVICED]
