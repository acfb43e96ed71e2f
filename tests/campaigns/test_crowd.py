"""Many processes at one store at once, on both engines."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.house.imports import ROOT

PATIENCE_S = 120.0


def test_eight_screens_and_sixteen_counters_at_once_never_share_a_number_or_a_ticket(address: str) -> None:
    # In a program of its own: its children are forked, which a process with threads must not do.
    words = ["--processes", "8", "--tickets", "250", "--counters", "16", "--address", address]
    command = [sys.executable, "-m", "tests.campaigns.crowd", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {"issued": 2_000, "called": 250, "faults": []}
