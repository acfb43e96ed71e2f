"""The touch process, started as the box does: its first frame, its memory, its work when idle."""

from __future__ import annotations

import ctypes
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.branch import SAMPLE
from tests.house.imports import ROOT

PATIENCE_S = 60.0
_PR_SET_THP_DISABLE = 41
_NONE = ctypes.c_ulong(0)
SETTLED_S = 2.0
"""After so long nothing of the start is left to do."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Seconds to the first frame, megabytes, and the share of one core that idling takes."""

    first_frame_s: float
    resident_mb: float
    own_mb: float
    """Of that, what lies in no file: the rest is fonts and libraries, which the kernel can drop."""
    idle_percent: float


def screens(starts: int, idle_s: float) -> list[Screen]:
    """So many starts, one after the other; the first fills the caches and is not counted."""
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        _start(Path(folder), 0.0)
        return [_start(Path(folder), idle_s) for _ in range(starts)]


def _start(folder: Path, idle_s: float) -> Screen:
    with _bell(folder / "notify") as bell:
        began_s = time.monotonic()
        with small_pages():
            process = subprocess.Popen(_command(folder), cwd=ROOT, env=_surroundings(folder))
        try:
            _await_ready(bell, process)
            first_frame_s = time.monotonic() - began_s
            if not idle_s:
                return Screen(first_frame_s, 0.0, 0.0, 0.0)
            _let_pass(process, SETTLED_S)
            before_s = cpu_s(process.pid)
            _let_pass(process, idle_s)
            busy_s = cpu_s(process.pid) - before_s
            memory = resident_mb(process.pid), own_mb(process.pid)
            return Screen(first_frame_s, *memory, 100 * busy_s / idle_s)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@contextmanager
def small_pages() -> Iterator[None]:
    """What starts within it holds of a file what it touches, however the file came into the page cache.

    A font that another process has read from end to end may lie there in pieces of 2 MB; then one glyph
    counts as 2 MB of whoever draws it, and the same screen for 145 MB instead of 118.
    """
    disable_huge_pages(1)
    try:
        yield
    finally:
        disable_huge_pages(0)


def disable_huge_pages(disabled: int) -> None:
    """For this process from now on, and for those that it starts."""
    if ctypes.CDLL(None).prctl(_PR_SET_THP_DISABLE, ctypes.c_ulong(disabled), _NONE, _NONE, _NONE):
        raise OSError("The kernel does not say how it maps files.")


@contextmanager
def _bell(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
        path.unlink(missing_ok=True)
        bell.bind(str(path))
        bell.settimeout(PATIENCE_S)
        yield bell


def _await_ready(bell: socket.socket, process: subprocess.Popen[bytes]) -> None:
    while b"READY=1" not in bell.recv(4096):
        if process.poll() is not None:
            raise RuntimeError(f"The touch process ended with {process.returncode}.")


def _command(folder: Path) -> list[str]:
    place = ["--config", str(SAMPLE), "--data", str(folder / "data"), "--clock", "2026-11-25T09:30"]
    return [sys.executable, "-m", "ui.cli", "touch", *place, "--windowed", "1080x1920"]


def _surroundings(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "NOTIFY_SOCKET": str(folder / "notify"),
    }


def _let_pass(process: subprocess.Popen[bytes], seconds: float) -> None:
    """So long, unless the process ends meanwhile."""
    ended = os.pidfd_open(process.pid)
    with selectors.DefaultSelector() as selector:
        selector.register(ended, selectors.EVENT_READ)
        gone = selector.select(seconds)
    os.close(ended)
    if gone:
        raise RuntimeError("The touch process ended while it had nothing to do.")


def cpu_s(pid: int) -> float:
    """The time all its threads have run, to the nanosecond."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def resident_mb(pid: int) -> float:
    """What a process holds of the memory."""
    return _held_mb(pid, "VmRSS")


def own_mb(pid: int) -> float:
    """What a process holds of the memory and no file does."""
    return _held_mb(pid, "RssAnon")


def _held_mb(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024
