"""Tells systemd how a process fares (sd_notify); says nothing where nobody listens."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable
from math import inf

_DATAGRAM = socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK


def notify(message: str) -> bool:
    """Send READY=1, WATCHDOG=1 or STOPPING=1; whether it was told. It never waits and never fails."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    # A word that is lost costs less than the ticket that this process has in hand.
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, _DATAGRAM) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.send(message.encode())
        return True
    return False


def watchdog_s() -> float | None:
    """How often the watchdog wants to be patted, a third of its patience; None without one."""
    patience = os.environ.get("WATCHDOG_USEC", "")
    return int(patience) / 3e6 if patience.isdigit() and int(patience) else None


class Watchdog:
    """Patted by the loop that works, as often as it wants to be and no oftener."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._every_s = watchdog_s()
        self._patted_s = -inf

    def pat(self) -> None:
        """When it is time; quick enough to be done between two bytes of a ticket."""
        now_s = self._monotonic()
        if self._every_s and now_s - self._patted_s >= self._every_s:
            self._patted_s = now_s
            notify("WATCHDOG=1")
