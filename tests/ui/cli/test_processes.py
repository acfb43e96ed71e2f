"""The processes of a box, as programs of their own."""

from __future__ import annotations

import os
import signal
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
