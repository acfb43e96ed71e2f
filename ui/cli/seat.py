"""`kiosk seat`: the compositor's own client, which tells systemd for as long as the compositor answers.

A compositor says nothing to systemd by itself. This asks it what every client may ask, `wl_display.sync`,
whose answer comes out of the very loop that draws and that hears the touch panel.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.notify import notify, watchdog_s

if TYPE_CHECKING:
    from argparse import Namespace

_HEAD = struct.Struct("=II")
"""Whom a message is for or from; its length in bytes above, what it says in the two bytes below."""
_DISPLAY, _QUESTION = 1, 2
_SYNC = 0
_ERROR, _DELETED = 0, 1


class CompositorGoneError(Exception):
    """The compositor has ended, or wants no more of us."""


def seat(_: Namespace) -> int:
    return hold()


def hold() -> int:
    """Hold the seat until the compositor goes; it needs nothing of the branch, and loads nothing of it."""
    try:
        wire = _connected()
    except NoCompositorError as fault:
        print(fault, file=sys.stderr)
        return 1
    with closing(wire):
        compositor = Compositor(wire)
        try:
            compositor.answer()
            notify("READY=1")
            pat_s = watchdog_s()
            while True:
                compositor.rest(pat_s)
                compositor.answer()
                notify("WATCHDOG=1")
        except CompositorGoneError:
            return 1


class NoCompositorError(Exception):
    """There was none from the beginning."""


class Compositor:
    """The other end of a Wayland socket, as far as it takes to ask whether anybody is there."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire
        self._heard = bytearray()

    def answer(self) -> None:
        """Ask, and return once the question was answered; a compositor that hangs lets it wait for ever."""
        self._send(struct.pack("=III", _DISPLAY, 12 << 16 | _SYNC, _QUESTION))
        # Only when the question's number is given back may it be used for the next.
        while not self._is_given_back():
            self._hear()

    def rest(self, seconds: float | None) -> None:
        """Wait for the next question; without a watchdog until the compositor goes."""
        if select.select([self._wire], [], [], seconds)[0]:
            self._hear()

    def _is_given_back(self) -> bool:
        while len(self._heard) >= _HEAD.size:
            sender, told = _HEAD.unpack_from(self._heard)
            size, what = told >> 16, told & 0xFFFF
            if size < _HEAD.size or (sender == _DISPLAY and what == _ERROR):
                raise CompositorGoneError
            if len(self._heard) < size:
                return False
            del self._heard[:size]
            if sender == _DISPLAY and what == _DELETED:
                return True
        return False

    def _send(self, message: bytes) -> None:
        try:
            self._wire.sendall(message)
        except OSError as fault:
            raise CompositorGoneError from fault

    def _hear(self) -> None:
        try:
            heard = self._wire.recv(4096)
        except OSError as fault:
            raise CompositorGoneError from fault
        if not heard:
            raise CompositorGoneError
        self._heard += heard


def _connected() -> socket.socket:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    place = Path(os.environ.get("XDG_RUNTIME_DIR", "/run")) / (name or "wayland-0")
    wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    try:
        wire.connect(str(place))
    except OSError as fault:
        wire.close()
        raise NoCompositorError(
            f"There is no compositor at {place} ({fault.strerror}): start it first."
        ) from None
    return wire
