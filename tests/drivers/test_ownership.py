from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drivers.ownership import NotOurs, owned

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from drivers.ownership import owned
with owned(Path(sys.argv[1]), "printer"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_device_has_one_owner_and_then_the_next(tmp_path):
    for _ in range(2):
        with (
            owned(tmp_path / "data", "printer"),
            pytest.raises(NotOurs, match=r"already and holds .*printer\.lock: stop that one first"),
            owned(tmp_path / "data", "printer"),
        ):
            raise AssertionError("owned twice")


def test_another_device_is_free(tmp_path):
    with owned(tmp_path, "printer"), owned(tmp_path, "speaker"):
        pass


def test_an_owner_that_is_killed_leaves_the_device_free(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(NotOurs), owned(tmp_path, "printer"):
            raise AssertionError("owned twice")
        holder.send_signal(signal.SIGKILL)
    with owned(tmp_path, "printer"):
        pass


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(NotOurs, match="make the data folder the kiosk's own"), owned(tmp_path / "data", "p"):
        raise AssertionError("owned without a file")
