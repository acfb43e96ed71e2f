"""The speed of a serial line: a byte is there when its bits have passed, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

BITS_PER_BYTE = 10
"""One start bit, eight data bits, one stop bit."""
LATE_S = 0.02
"""Bytes that are fetched no later than this after the last ones followed them on the wire."""
SLICE = 16
"""So many bytes are let through at a time: 17 ms at 9600 baud."""


@dataclass
class Pace:
    """Bytes on their way along the line; without a baud rate they arrive at once."""

    baud: int | None
    clock: Callable[[], float]
    _travelling: bytes = b""
    _through_s: float = 0.0

    @property
    def occupied(self) -> bool:
        """Whether there are bytes on the line."""
        return bool(self._travelling)

    @property
    def left_s(self) -> float:
        """Seconds until the bytes on the line are through."""
        return max(0.0, self._through_s - self.clock())

    def send(self, data: bytes) -> None:
        """Bytes enter an empty line."""
        now_s = self.clock()
        # A wire does not pause because whoever reads it was busy elsewhere.
        began_s = self._through_s if now_s - self._through_s < LATE_S else now_s
        self._travelling = data
        self._through_s = began_s + (len(data) * BITS_PER_BYTE / self.baud if self.baud else 0.0)

    def arrived(self) -> bytes:
        """What is through by now."""
        if not self._travelling or self.left_s > 0:
            return b""
        data, self._travelling = self._travelling, b""
        return data

    def drop(self) -> None:
        """The line is cut."""
        self._travelling = b""
