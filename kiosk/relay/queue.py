"""Which parcel goes next: the oldest first, without letting old trouble look like a server in trouble.

A parcel that fails again and again is the oldest of all. Were it always the next, then after a pause
it alone would be tried, fail, and lengthen the pause for everybody. So each that failed before goes
beside one that goes for the first time, and after a pause it is a new one that asks whether the
server is back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from kiosk.relay.pace import Draw
from kiosk.relay.parcel import Parcel


class Queue:
    """Parcels that may go now."""

    def __init__(self) -> None:
        self._fresh: deque[Parcel] = deque()
        self._again: deque[Parcel] = deque()
        self._turn_of_fresh = True

    def __len__(self) -> int:
        return len(self._fresh) + len(self._again)

    def fill(self, parcels: Iterable[Parcel]) -> None:
        """Put parcels in, oldest first."""
        for parcel in parcels:
            (self._again if parcel.attempts else self._fresh).append(parcel)

    def next(self, *, probing: bool, draw: Draw) -> Parcel:
        """Take one out; when `probing`, one that tells of the server more than of itself."""
        if probing and not self._fresh:
            # All have failed before: any of them, lest it be the same few each time.
            chosen = self._again[int(draw() * len(self._again))]
            self._again.remove(chosen)
            return chosen
        takes_fresh = self._fresh and (probing or self._turn_of_fresh or not self._again)
        self._turn_of_fresh = not takes_fresh
        return (self._fresh if takes_fresh else self._again).popleft()

    def clear(self) -> None:
        self._fresh.clear()
        self._again.clear()
