"""What of the box's own files the tests read, and a systemd that listens."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOX = ROOT / "systemd" / "root"
UNITS = BOX / "usr" / "lib" / "systemd" / "system"
OF_THE_IMAGE = ROOT / "systemd" / "image" / "root" / "usr" / "lib" / "systemd" / "system"
"""What a box of the disk image has besides."""
PROGRAMS = ("/usr/bin/kiosk", "/usr/bin/cage", "/usr/bin/systemctl", r"/usr/lib/lobby/[a-z-]+")
PATIENCE_S = 60.0


def services() -> list[Path]:
    return sorted(UNITS.glob("*.service"))


def services_of_the_image() -> list[Path]:
    return sorted(OF_THE_IMAGE.glob("*.service"))


def lines(unit: Path, key: str) -> list[str]:
    """The values of a key, in the order of the file."""
    said = (line.partition("=") for line in unit.read_text("utf-8").splitlines())
    return [value for name, _, value in said if name == key]


def units_that_start_here(folder: Path) -> Path:
    """A copy of the units whose programs this machine has, so that only the units are judged."""
    shutil.copytree(UNITS, folder)
    shutil.copytree(OF_THE_IMAGE, folder, dirs_exist_ok=True, symlinks=True)
    for unit in folder.glob("*.service"):
        words = unit.read_text("utf-8")
        unit.write_text(re.sub(rf"=([-+]*)({'|'.join(PROGRAMS)})", r"=\1/bin/true", words), "utf-8")
    return folder


class Systemd:
    """Systemd's ear: what a service says to it."""

    def __init__(self, folder: Path) -> None:
        self._place = folder / "notify"
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.bind(str(self._place))

    def environment(self, patience_us: int) -> dict[str, str]:
        more = {"NOTIFY_SOCKET": str(self._place), "WATCHDOG_USEC": str(patience_us), "PYTHONPATH": str(ROOT)}
        return {**os.environ, **more, "QT_QPA_PLATFORM": "offscreen"}

    def hear(self, patience_s: float = PATIENCE_S) -> str:
        """The next word; TimeoutError where none comes."""
        self._ear.settimeout(patience_s)
        return self._ear.recv(256).decode()

    def await_word(self, word: str) -> None:
        while self.hear() != word:
            pass

    def await_silence(self, silent_s: float) -> None:
        """Until nothing was said for so long; whoever is never silent fails the test."""
        give_up = time.monotonic() + PATIENCE_S
        with contextlib.suppress(TimeoutError):
            while time.monotonic() < give_up:
                self.hear(silent_s)
            pytest.fail("it still speaks to systemd")

    def close(self) -> None:
        self._ear.close()
