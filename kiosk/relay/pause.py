"""The pause that a server asked for, kept in the store: who starts anew must not forget it."""

from __future__ import annotations

from kiosk.relay.pace import KEPT_MOST_S
from kiosk.relay.parcel import Destination
from kiosk.store import Cursor

_BEYOND_S = 2 * KEPT_MOST_S
"""No pause is so long: the clock was set back since, and nothing is left of it."""


def keep(cursor: Cursor, destination: Destination, until_s: float) -> None:
    """Note until when nothing goes there; seconds since 1970."""
    cursor.run(
        "INSERT INTO relay_pause (destination, until_s) VALUES (?, ?)"
        " ON CONFLICT (destination) DO UPDATE SET until_s = excluded.until_s",
        *(destination.value, until_s),
    )


def left_s(cursor: Cursor, destination: Destination, now_s: float) -> float:
    """How long nothing goes there yet; 0.0 where nobody asked for it, or it is over."""
    found = cursor.one("SELECT until_s FROM relay_pause WHERE destination = ?", destination.value)
    left = found[0] - now_s if found else 0.0
    return left if 0.0 < left <= _BEYOND_S else 0.0
