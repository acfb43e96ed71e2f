"""The processes as systemd runs them: ready, patted by the loop that works, and soon gone."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from config.branch import SAMPLE
from tests.appliance.box import PATIENCE_S, ROOT, Systemd
from ui.web import tls

PATIENCE_US = 300_000
SILENT_S = 4 * PATIENCE_US / 1e6
ENDS_S = 1.0
TRIES = 4
STARTER = (
    "import os, signal, sys, time\n"
    "signal.signal(signal.SIGUSR1, lambda *_: time.sleep(3600))\n"
    "from ui.cli import main\n"
    "sys.exit(main())\n"
)
"""The command, whose main loop hangs when asked to, while its other threads go on."""


@dataclass
class Service:
    """One process, and what it says to systemd."""

    process: subprocess.Popen[bytes]
    systemd: Systemd

    def stop_s(self) -> float:
        """How long it took to end."""
        asked = time.monotonic()
        self.process.terminate()
        assert self.process.wait(PATIENCE_S) == 0
        return time.monotonic() - asked


@pytest.fixture
def branch(tmp_path) -> Path:
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    devices = (folder / "devices.toml").read_text("utf-8")
    (folder / "devices.toml").write_text(
        devices.replace("/dev/lobby/printer", str(tmp_path / "none")), "utf-8"
    )
    return folder


@contextmanager
def started(folder: Path, branch: Path, words: list[str]) -> Iterator[Service]:
    folder.mkdir()
    systemd = Systemd(folder)
    words = [*words, "--config", str(branch), "--data", str(folder / "data")]
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, *words],
        env=systemd.environment(PATIENCE_US),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Service(process, systemd)
    finally:
        process.kill()
        process.wait()
        systemd.close()


PAGES = ["web", "--plain", "--staff-port", "0", "--board-port", "0", "--public-port", "0"]
WORKERS = pytest.mark.parametrize(
    "words", [["touch"], ["devices"], ["relay"], PAGES], ids=lambda words: words[0]
)


@WORKERS
def test_a_loop_that_hangs_is_patted_no_more(tmp_path, branch, words):
    with started(tmp_path / "box", branch, words) as service:
        service.systemd.await_word("READY=1")
        service.systemd.await_word("WATCHDOG=1")
        service.systemd.await_word("WATCHDOG=1")
        service.process.send_signal(signal.SIGUSR1)
        service.systemd.await_silence(SILENT_S)
        assert service.process.poll() is None


@WORKERS
def test_it_ends_in_less_than_a_second(tmp_path, branch, words):
    took_s = []
    # Other work on this machine may slow one try down, never all.
    while len(took_s) < TRIES and min(took_s, default=ENDS_S) >= ENDS_S:
        with started(tmp_path / f"box-{len(took_s)}", branch, words) as service:
            service.systemd.await_word("READY=1")
            service.systemd.await_word("WATCHDOG=1")
            took_s.append(service.stop_s())
    assert min(took_s) < ENDS_S


ACTIVATE = shutil.which("systemd-socket-activate")


@pytest.mark.skipif(not ACTIVATE, reason="there is no systemd-socket-activate here")
def test_systemd_s_own_starter_hands_over_all_three_listeners(tmp_path, branch):
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    ports = [door.getsockname()[1] for door in doors]
    for door in doors:
        door.close()
    listen = [word for port in ports for word in ("-l", f"127.0.0.1:{port}")]
    words = ["web", "--plain", "--config", str(branch), "--data", str(tmp_path / "data")]
    command = [ACTIVATE, *listen, "--fdname=staff:board:public", sys.executable, "-m", "ui.cli", *words]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # The first who asks starts it, and is answered.
        for port, path in zip(ports, ("/", "/board", "/healthz"), strict=True):
            assert _asked(f"http://127.0.0.1:{port}{path}") in {200, 401}
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _asked(address: str) -> int:
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            return httpx2.get(address, timeout=PATIENCE_S).status_code
        except httpx2.TransportError:
            assert time.monotonic() < give_up, "nobody listens"


def test_the_bank_s_certificate_comes_as_a_credential(tmp_path, branch):
    given = tls.generated(tmp_path / "bank", datetime.now(UTC))
    kept = tmp_path / "credentials"
    kept.mkdir()
    shutil.copy(given.chain, kept / "lobby.web-certificate")
    shutil.copy(given.key, kept / "lobby.web-key")
    data = tmp_path / "data"
    words = [*(word for word in PAGES if word != "--plain"), "--config", str(branch), "--data", str(data)]
    systemd = Systemd(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        env=systemd.environment(0) | {"CREDENTIALS_DIRECTORY": str(kept)},
        stdout=subprocess.DEVNULL,
    )
    try:
        systemd.await_word("READY=1")
        assert not (data / "tls").exists()
    finally:
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        systemd.close()
