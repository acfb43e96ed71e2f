"""A plug is heard at once where the kernel tells of it, and found by looking where it does not."""

from __future__ import annotations

import os
import sys
import time
from types import SimpleNamespace

import pytest

from drivers import hotplug
from drivers.line import Line
from tests.drivers.test_line import NarrowLink


class Monitor:
    """The part of pyudev's monitor that is used, at a pipe."""

    def __init__(self) -> None:
        self._ear, self._mouth = os.pipe()
        os.set_blocking(self._ear, False)
        self.filters: list[str] = []
        self.started = False

    def filter_by(self, subsystem: str) -> None:
        self.filters.append(subsystem)

    def start(self) -> None:
        self.started = True

    def fileno(self) -> int:
        return self._ear

    def poll(self, timeout: float) -> bytes | None:
        assert timeout == 0
        try:
            return os.read(self._ear, 1)
        except BlockingIOError:
            return None

    def plug(self) -> None:
        os.write(self._mouth, b"++")

    def close(self) -> None:
        os.close(self._ear)
        os.close(self._mouth)


@pytest.fixture
def monitor(monkeypatch):
    made = Monitor()
    pyudev = SimpleNamespace(Context=object, Monitor=SimpleNamespace(from_netlink=lambda _context: made))
    monkeypatch.setitem(sys.modules, "pyudev", pyudev)
    yield made
    made.close()


def test_a_plug_ends_the_wait_for_a_port(monitor):
    line = Line(NarrowLink([]), time.monotonic, hotplug.news())
    monitor.plug()
    line.rest(60.0)
    monitor.plug()
    line.rest(60.0)
    assert monitor.poll(timeout=0) is None
    assert monitor.started
    assert {"tty", "usbmisc"} <= set(monitor.filters)
    line.dispose()


def test_without_pyudev_nobody_tells(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyudev", None)
    assert hotplug.news() is None


def test_a_kernel_that_does_not_tell_is_no_fault(monitor, monkeypatch):
    def refused() -> None:
        raise OSError("not permitted")

    monkeypatch.setattr(monitor, "start", refused)
    assert hotplug.news() is None
