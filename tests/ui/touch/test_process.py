"""The touch process as the box runs it: ready after its first frame, patted, and gone at once when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.branch import SAMPLE
from tests.house.imports import ROOT

PATIENCE_S = 30
READ = """
import linecache
import ui.touch.app
print(*linecache.cache)
"""


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE_S)
        yield listening


@pytest.fixture
def process(tmp_path: Path, bell: socket.socket) -> Iterator[subprocess.Popen[bytes]]:
    place = ["--config", str(SAMPLE), "--data", str(tmp_path / "data")]
    environment = {
        **os.environ,
        "NOTIFY_SOCKET": str(tmp_path / "notify"),
        "WATCHDOG_USEC": "300000",
        "QT_QPA_PLATFORM": "offscreen",
    }
    running = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "touch", *place], env=environment, stderr=subprocess.PIPE
    )
    yield running
    running.kill()
    running.communicate()


def test_it_says_when_it_is_ready_and_then_that_it_lives(bell: socket.socket, process: object) -> None:
    said = [bell.recv(64) for _ in range(3)]
    assert said == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_less_than_a_second_and_says_nothing(
    bell: socket.socket, process: subprocess.Popen[bytes], told: signal.Signals
) -> None:
    assert bell.recv(64) == b"READY=1"
    began = time.monotonic()
    process.send_signal(told)
    _, errors = process.communicate(timeout=PATIENCE_S)
    assert time.monotonic() - began < 1.0
    assert (process.returncode, errors) == (0, b"")


def test_no_source_is_read_and_kept() -> None:
    asked = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True, cwd=ROOT)
    # Only what PySide6 itself reads before its import hook is put away again.
    kept = {Path(name).parent.name or name for name in asked.stdout.split() if not name.endswith("enum.py")}
    assert kept <= {"PySide6", "shiboken6"}
