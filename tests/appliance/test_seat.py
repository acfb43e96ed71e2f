"""The compositor's own client, against a compositor that answers, hangs, scolds or goes."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.appliance.box import PATIENCE_S, Systemd

PATIENCE_US = 150_000
SYNC = struct.pack("=III", 1, 12 << 16, 2)
DONE = struct.pack("=III", 2, 12 << 16, 7)
GIVEN_BACK = struct.pack("=III", 1, 12 << 16 | 1, 2)
ERROR = struct.pack("=III", 1, 12 << 16, 0)


class Desk:
    """Systemd, the compositor's end of the wire, and the process between them."""

    def __init__(self, folder) -> None:
        self.systemd = Systemd(folder)
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(folder / "wayland-7"))
            door.listen()
            door.settimeout(PATIENCE_S)
            environment = self.systemd.environment(PATIENCE_US)
            environment |= {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-7"}
            self.process = subprocess.Popen([sys.executable, "-m", "ui.cli", "seat"], env=environment)
            self.wire, _ = door.accept()
        self.wire.settimeout(PATIENCE_S)

    def asked(self) -> bytes:
        return self.wire.recv(len(SYNC), socket.MSG_WAITALL)

    def answer(self) -> None:
        assert self.asked() == SYNC
        self.wire.sendall(DONE + GIVEN_BACK)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.wire.close()
        self.systemd.close()


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()


def test_ready_is_said_after_the_first_answer_and_a_pat_after_each_further_one(desk):
    assert desk.asked() == SYNC
    with pytest.raises(TimeoutError):
        desk.systemd.hear(0.1)
    desk.wire.sendall(DONE[:5])
    desk.wire.sendall(DONE[5:] + GIVEN_BACK)
    assert desk.systemd.hear() == "READY=1"
    for _ in range(3):
        desk.answer()
        assert desk.systemd.hear() == "WATCHDOG=1"


def test_a_compositor_that_hangs_is_patted_no_more(desk):
    desk.answer()
    assert desk.systemd.hear() == "READY=1"
    assert desk.asked() == SYNC
    with pytest.raises(TimeoutError):
        desk.systemd.hear(3 * PATIENCE_US / 1e6)
    assert desk.process.poll() is None


@pytest.mark.parametrize("last", [ERROR, b""], ids=["scolds", "goes"])
def test_a_compositor_that_goes_takes_its_client_along(desk, last):
    desk.answer()
    desk.wire.sendall(last)
    desk.wire.shutdown(socket.SHUT_RDWR)
    assert desk.process.wait(PATIENCE_S) == 1


def test_without_a_compositor_it_says_so(tmp_path):
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "ui.cli", "seat"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith(f"There is no compositor at {tmp_path}/wayland-0")
