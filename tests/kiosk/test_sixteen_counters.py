"""Sixteen counters press next at once, from four processes, on either engine."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.audit import disagreements
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.house.imports import ROOT
from tests.kiosk.sixteen import COUNTERS, clock, sixteen

PATIENCE_S = 60.0
PEOPLE = 64


@pytest.fixture
def queue(store):
    lobby = Lobby(store, sixteen(), clock)
    return [lobby.issue(IssueRequest(("cash",), f"touch-{number}")).id for number in range(PEOPLE)]


def test_no_ticket_is_given_twice_and_none_is_lost(store, queue, tmp_path, address):
    command = [sys.executable, "-m", "tests.kiosk.sixteen", str(tmp_path), address]
    pressing = [
        subprocess.Popen(
            [*command, *COUNTERS[place::4]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for place in range(4)
    ]
    for process in pressing:
        assert process.stdout.readline() == "ready\n"
    for process in pressing:
        process.stdin.write("go\n")
        process.stdin.flush()
    given = []
    for process in pressing:
        said, _ = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0
        given += [int(line) for line in said.splitlines()]
    assert sorted(given) == queue
    assert disagreements(store) == []
