"""What holds for every test: an offscreen Qt, no wire out of this machine, and nothing left behind."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# Before anything imports Qt. Byte-identical pictures need the software renderer and no user's theme.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["QT_QPA_PLATFORMTHEME"] = ""
os.environ["QML_DISABLE_DISK_CACHE"] = "1"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("QT_SCALE_FACTOR", None)
for name in [name for name in os.environ if name.startswith("KIOSK_")]:
    del os.environ[name]

# The same examples each time, and no deadline: two shared cores are not a stopwatch.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

pytest_plugins = ["tests.whole_box"]

_GRACE_S = 2.0


class _Warnings(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(scope="session")
def qapp_cls() -> type[Any]:
    """The touch screen is Qt Quick: it needs no widgets."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - most tests need no Qt at all

    return QGuiApplication


@pytest.fixture(autouse=True)
def _nothing_warned(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless the test looks at the log itself."""
    expected = "caplog" in request.fixturenames or request.node.get_closest_marker("warns")
    listener = _Warnings()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.sentences and not expected:
        pytest.fail("logged:\n" + "\n".join(listener.sentences))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test ends the threads it started."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    give_up = time.monotonic() + _GRACE_S
    for thread in left:
        thread.join(max(0.0, give_up - time.monotonic()))
    if running := [thread.name for thread in left if thread.is_alive()]:
        pytest.fail(f"threads still running: {', '.join(running)}")


def _refuse_far_addresses(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every connection that would leave this machine, whichever library asks for it."""
    if event not in {"socket.connect", "socket.sendto"}:
        return
    wire, address = arguments[0], arguments[1]
    if wire.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = str(address[0])
    if not host.startswith("127.") and host not in {"localhost", "::1", ""}:
        message = f"a test wanted to reach {host}: tests stay on this machine"
        raise AssertionError(message)


sys.addaudithook(_refuse_far_addresses)
