"""The kernel tells when something is plugged in, so that nobody has to wait for the next look."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Protocol

_SUBSYSTEMS = ("tty", "usbmisc", "usb")
_log = logging.getLogger(__name__)


class News(Protocol):
    """Something to wait on for a plug."""

    def fileno(self) -> int:
        """What to `select` on."""

    def hear(self) -> None:
        """Take what has arrived; what it was does not matter, somebody looks at once."""


class NoNews(Exception):
    """Nobody tells: the next look comes by itself."""


def news() -> News | None:
    """The kernel's news; None where pyudev or udev is missing."""
    try:
        return _KernelNews(_monitor())
    except NoNews as why:
        _log.debug("Plugs are found by looking: %s", why)
        return None


def _monitor() -> _Monitor:
    # Loaded where it is first needed: only the process that owns devices pays for it.
    try:
        pyudev = import_module("pyudev")
    except ImportError as missing:
        raise NoNews("pyudev is not installed") from missing
    try:
        monitor: _Monitor = pyudev.Monitor.from_netlink(pyudev.Context())
        for subsystem in _SUBSYSTEMS:
            monitor.filter_by(subsystem)
        monitor.start()
    except (OSError, ImportError) as fault:
        raise NoNews(str(fault)) from fault
    return monitor


class _Monitor(Protocol):
    """The little we need of pyudev's monitor."""

    poll: Callable[..., object]

    def fileno(self) -> int: ...

    def filter_by(self, subsystem: str) -> None: ...

    def start(self) -> None: ...


class _KernelNews:
    def __init__(self, monitor: _Monitor) -> None:
        self._monitor = monitor

    def fileno(self) -> int:
        return self._monitor.fileno()

    def hear(self) -> None:
        while self._monitor.poll(timeout=0) is not None:
            pass
