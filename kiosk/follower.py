"""Follows the log from a cursor: woken by the doorbell, and looking for itself in any case."""

from __future__ import annotations

import time
from collections.abc import Callable

from kiosk import rows
from kiosk.event import Event
from kiosk.store import Store

POLL_S = 0.25
"""A lost ring costs this much latency; looking costs 6 µs of CPU."""


class Follower:
    """Reads `seq > cursor`, so that nothing is skipped and nothing comes twice."""

    def __init__(
        self, store: Store, after: int | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._bell = store.bell()
        self._monotonic = monotonic
        self._pending = True
        self.cursor = head(store) if after is None else after

    def wait(self, timeout_s: float) -> list[Event]:
        """The events since the last call, at once if there are any; empty when the time ran out."""
        until = self._monotonic() + timeout_s
        while True:
            found = self._look()
            left = until - self._monotonic()
            if found or left <= 0:
                return found
            self._pending |= self._bell.wait(min(left, POLL_S))

    def _look(self) -> list[Event]:
        if not (self._pending or self._store.changed()):
            return []
        with self._store.read() as cursor:
            found = rows.events(cursor, self.cursor)
        self._pending = bool(found)
        if found:
            self.cursor = found[-1].seq
        return found

    def close(self) -> None:
        self._bell.close()


def head(store: Store) -> int:
    """The last row of the log."""
    with store.read() as cursor:
        found = cursor.one("SELECT max(seq) FROM event")
    return (found and found[0]) or 0
