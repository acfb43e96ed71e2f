"""Whether a headphone is plugged in, as the kernel's input device of the sound card tells it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path

_EVENT = struct.Struct("llHHi")
"""linux/input.h: struct input_event, with the kernel's own long."""
_SWITCH, _HEADPHONE = 0x05, 0x02
"""EV_SW and SW_HEADPHONE_INSERT of linux/input-event-codes.h."""
_STATE = 0x8001_451B
"""EVIOCGSW of one byte."""
_DEVICES = Path("/sys/class/input")

OnPlug = Callable[[bool], None]


def event(*, plugged: bool) -> bytes:
    """What the kernel writes when a plug goes in or out."""
    return _EVENT.pack(0, 0, _SWITCH, _HEADPHONE, plugged)


def find(devices: Path = _DEVICES) -> Path | None:
    """The first input device that has the switch of a headphone; None where the box reports none."""
    for folder in sorted(devices.glob("event*")):
        with contextlib.suppress(OSError, ValueError):
            words = (folder / "device" / "capabilities" / "sw").read_text().split()
            if words and int(words[-1], 16) >> _HEADPHONE & 1:
                return Path("/dev/input") / folder.name
    return None


class Jack:
    """One socket, watched by a thread; where it cannot be read it is as if nothing were plugged in."""

    def __init__(self, path: Path, on_plug: OnPlug) -> None:
        """`on_plug` is called on the jack's thread, once at the start if something is plugged in."""
        self._path = path
        self._on_plug = on_plug
        self._bell, self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._live, name="jack", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Let go of the socket."""
        self._wake.close()
        self._thread.join(timeout_s)
        self._bell.close()

    def _live(self) -> None:
        try:
            device = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return
        try:
            self._watch(device)
        except OSError:
            # Pulled out with its sound card.
            self._on_plug(False)  # noqa: FBT003 - the one word there is to say
        finally:
            os.close(device)

    def _watch(self, device: int) -> None:
        if _is_plugged(device):
            self._on_plug(True)  # noqa: FBT003 - as above
        rest = b""
        while True:
            ready, _, _ = select.select([device, self._bell.fileno()], [], [])
            if self._bell.fileno() in ready:
                return
            read = os.read(device, 64 * _EVENT.size)
            if not read:
                return
            rest += read
            whole = len(rest) - len(rest) % _EVENT.size
            for *_, kind, code, value in _EVENT.iter_unpack(rest[:whole]):
                if (kind, code) == (_SWITCH, _HEADPHONE):
                    self._on_plug(bool(value))
            rest = rest[whole:]


def _is_plugged(device: int) -> bool:
    try:
        return bool(fcntl.ioctl(device, _STATE, b"\0")[0] >> _HEADPHONE & 1)
    except OSError:
        # Its twin is a pipe, which knows no such question.
        return False
