"""The processes of a box, as programs of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.benches import eventually

ROOT = Path(__file__).parents[3]
PATIENCE_S = 20.0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_virtual_printer_ends_when_it_is_told_to_and_takes_its_port_along(
    tmp_path: Path, ending: signal.Signals
) -> None:
    port = tmp_path / "port"
    words = ["virtual", "printer", "--link", str(port), "--out", str(tmp_path / "out")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "ui.cli", *words], env=environment)
    try:
        eventually(port.is_symlink, PATIENCE_S)
        process.send_signal(ending)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.wait()
    assert not port.is_symlink()


def test_the_virtual_printer_listens_on_the_network_and_says_where(tmp_path: Path) -> None:
    words = ["virtual", "printer", "--tcp", "127.0.0.1:0", "--out", str(tmp_path / "out")]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = int(re.search(r"127\.0\.0\.1:(\d+);", process.stdout.readline())[1])
        with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as host:
            host.settimeout(PATIENCE_S)
            host.sendall(b"A001\n\x1dVB\x00\x10\x04\x04")
            assert host.recv(1) == b"\x12"
        assert process.stdout.readline() == f"A ticket was printed: {tmp_path / 'out' / 'ticket-0001.png'}\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_virtual_printer_that_cannot_be_is_refused_with_every_reason(tmp_path: Path) -> None:
    words = [
        "--tcp",
        "nowhere",
        "--baud",
        "7",
        "--fault",
        "fire",
        "--fault",
        "slow@x",
        "--out",
        str(tmp_path),
    ]
    command = [sys.executable, "-m", "ui.cli", "virtual", "printer", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert done.returncode == 2
    assert [word for word in ("'nowhere'", "speed 7", "'fire'", "'slow@x'") if word not in done.stderr] == []
