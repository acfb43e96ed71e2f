"""The doorbell beside SQLite: a datagram to every follower of the box after each commit.

A ring may be lost (a follower's queue is full); it costs latency, never an event,
since followers look for themselves as well.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import socket
from pathlib import Path

_BELL = ".bell"


class SocketBell:
    """One follower's ear: a datagram socket in the bells folder, gone when closed."""

    def __init__(self, folder: int) -> None:
        self._folder = os.dup(folder)
        # Never a name used before: a killed process leaves its bell behind, and its number comes again.
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}{_BELL}"
        self._socket = _datagram()
        self._socket.bind(_address(self._folder, self._name))

    def wait(self, timeout_s: float) -> bool:
        ready, _, _ = select.select([self._socket], [], [], timeout_s)
        if not ready:
            return False
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(1)
        return True

    def close(self) -> None:
        self._socket.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._name, dir_fd=self._folder)
        os.close(self._folder)


class Belfry:
    """The folder where the bells of a box hang."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._socket = _datagram()

    def hang(self) -> SocketBell:
        return SocketBell(self._folder)

    def ring(self) -> None:
        """Wake every follower; one that has died is taken down, one that is slow is not waited for."""
        # What was committed stays committed: a folder that can't be read costs latency, not the ticket.
        with contextlib.suppress(OSError):
            for name in os.listdir(self._folder):  # noqa: PTH208  (a pathlib walk would need the path)
                if name.endswith(_BELL):
                    self._ring_one(name)

    def _ring_one(self, name: str) -> None:
        try:
            self._socket.sendto(b".", _address(self._folder, name))
        except ConnectionRefusedError:
            with contextlib.suppress(OSError):
                os.unlink(name, dir_fd=self._folder)
        except OSError:
            # Its queue is full, or it left this instant: it will look for itself.
            return

    def close(self) -> None:
        self._socket.close()
        os.close(self._folder)


def _datagram() -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
    made.setblocking(False)  # noqa: FBT003
    return made


def _address(folder: int, name: str) -> str:
    # A socket's path may have 107 bytes at most; a data folder's may be longer.
    return f"/proc/self/fd/{folder}/{name}"
