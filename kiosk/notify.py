"""Tells systemd how a process fares (sd_notify); says nothing where nobody listens."""

from __future__ import annotations

import os
import socket


def notify(message: str) -> bool:
    """Send READY=1, WATCHDOG=1 or STOPPING=1; whether there was somebody to tell."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
        sender.connect("\0" + address[1:] if address.startswith("@") else address)
        sender.sendall(message.encode())
    return True


def watchdog_s() -> float | None:
    """How often the watchdog wants to be patted, a third of its patience; None without one."""
    patience = os.environ.get("WATCHDOG_USEC", "")
    return int(patience) / 3e6 if patience.isdigit() and int(patience) else None
