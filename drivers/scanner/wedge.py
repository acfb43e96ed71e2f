"""A scanner that is plugged in as a keyboard, taken away from everybody else."""

from __future__ import annotations

import errno
import fcntl
import os
import select
from collections.abc import Callable
from dataclasses import dataclass, field

from drivers.link import LinkGone
from drivers.scanner.keys import EVENT, Typist, key_events

EVIOCGRAB = 0x40044590
"""_IOW('E', 0x90, int) of linux/input.h: as long as we hold it, nobody else gets its keys."""
_EVENTS = 64
_REASONS = {
    errno.ENOENT: "nothing is plugged in there. Check the cable and the path.",
    errno.EACCES: "this user may not. Add it to the group that owns the device (often input).",
    errno.EBUSY: "another program holds it. Stop that program.",
    errno.ENOTTY: "it is no input device. Choose one from /dev/input/by-id.",
    errno.EINVAL: "it is no input device. Choose one from /dev/input/by-id.",
    errno.ENODEV: "it was pulled out. Check the cable.",
}


def grab(descriptor: int) -> None:
    """Take the keyboard away from the screen and every other program."""
    fcntl.ioctl(descriptor, EVIOCGRAB, 1)


@dataclass
class WedgeSource:
    """An event device, read only while it is grabbed: a code must never be typed into the screen."""

    path: str
    take: Callable[[int], None] = grab
    _descriptor: int = -1
    _typist: Typist = field(default_factory=Typist)

    @property
    def name(self) -> str:
        """The path of the device."""
        return self.path

    def open(self) -> None:
        """Open and grab it; LinkGone says why it cannot be."""
        self.close()
        self._typist = Typist()
        try:
            self._descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            self.take(self._descriptor)
        except OSError as fault:
            self.close()
            raise LinkGone(f"{self.path} cannot be opened: {_reason(fault)}") from fault

    def fileno(self) -> int:
        """What to select on."""
        if self._descriptor < 0:
            raise LinkGone(f"{self.path} is not open.")
        return self._descriptor

    def read(self) -> bytes:
        """What was typed since, perhaps nothing; LinkGone once it was pulled out."""
        try:
            data = os.read(self.fileno(), EVENT.size * _EVENTS)
        except BlockingIOError:
            return b""
        except OSError as fault:
            raise LinkGone(f"{self.path} is gone: {_reason(fault)}") from fault
        if not data and select.select([self._descriptor], [], [], 0)[0]:
            raise LinkGone(f"{self.path} is gone: {_REASONS[errno.ENODEV]}")
        return b"".join(map(self._typist.type, key_events(data)))

    def close(self) -> None:
        """Give the keyboard back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _reason(fault: OSError) -> str:
    return _REASONS.get(fault.errno or 0, f"{(fault.strerror or str(fault)).lower()}.")
