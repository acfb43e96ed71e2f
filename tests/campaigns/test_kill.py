"""Kills at random moments, and whether a broken promise would be noticed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.print_queue import PrintQueue
from kiosk.store import Store, open_store
from tests.campaigns.paper_trail import Paper
from tests.campaigns.scene import SteppingClock, sample
from tests.campaigns.witness import Promises, faults, paper_faults
from tests.house.imports import ROOT

PATIENCE_S = 120.0


def test_processes_killed_at_random_moments_break_no_promise() -> None:
    # In a program of its own: its children are forked, which a process with threads must not do.
    command = [sys.executable, "-m", "tests.campaigns.kill", "--kills", "30", "--seed", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert (done.stdout, done.stderr) == ("30 kills: 0 promises broken\n", "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


@pytest.fixture
def lobby(store: Store) -> Lobby:
    """A lobby with the ticket A001."""
    lobby = Lobby(store, sample(), SteppingClock())
    lobby.issue(IssueRequest(("cash",), "first"))
    return lobby


def heard(*lines: str) -> Promises:
    promises = Promises()
    promises.hear(line.split() for line in lines)
    return promises


def sheet(number: str = "A001", *copies: int, codes: int = 1) -> Paper:
    return Paper("ticket-0001.bin", (number,), copies, codes)


def test_kept_promises_are_no_faults(lobby: Lobby, store: Store) -> None:
    assert list(faults(store, heard("issued first 1 2026-11-25-A001"))) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("issued second 2 2026-11-25-A002", "the store has None"),
        ("issued first 1 2026-11-25-A007", "the store has (1, '2026-11-25-A001')"),
        ("called 1 1", "counter 1 called ticket 1, the log does not know"),
        ("copied 1 1", "copy 1 of ticket 1 was promised"),
        ("sent 1", "print job 1 was on the wire when its process died, yet is told to be []"),
    ],
)
def test_a_broken_promise_is_noticed(lobby: Lobby, store: Store, line: str, words: str) -> None:
    (found,) = faults(store, heard(line))
    assert words in found


def test_a_request_that_was_told_two_numbers_is_noticed(lobby: Lobby, store: Store) -> None:
    found = list(faults(store, heard("issued first 1 2026-11-25-A001", "issued first 2 2026-11-25-A002")))
    assert any(
        "was told (1, '2026-11-25-A001') first, and (2, '2026-11-25-A002') then" in each for each in found
    )


def test_a_number_that_is_left_out_is_noticed(lobby: Lobby, store: Store) -> None:
    with store.write() as cursor:
        cursor.run("UPDATE ticket SET number = 3")
    assert any("have gaps or come twice: [3]" in each for each in faults(store, Promises()))


def test_a_state_that_its_log_does_not_tell_is_noticed(lobby: Lobby, store: Store) -> None:
    with store.write() as cursor:
        cursor.run("UPDATE ticket SET counter = '1'")
    assert any("The log says of ticket 1" in each for each in faults(store, Promises()))


def test_one_paper_and_its_marked_copies_are_no_fault(lobby: Lobby, store: Store) -> None:
    assert list(paper_faults(store, [sheet(), sheet("A001", 1), sheet("A001", 2)])) == []


def test_a_second_unmarked_paper_is_noticed(lobby: Lobby, store: Store) -> None:
    assert list(paper_faults(store, [sheet(), sheet(codes=0)])) == ["A001 came out 2 times unmarked"]


def test_two_tickets_on_one_sheet_are_noticed(lobby: Lobby, store: Store) -> None:
    (found,) = paper_faults(store, [Paper("ticket-0001.bin", ("A001", "A002"), (), 1)])
    assert "more than one ticket" in found


def test_a_paper_that_never_came_out_is_noticed(lobby: Lobby, store: Store) -> None:
    queue = PrintQueue(lobby.site)
    queue.mark(1, PrintState.SENT)
    queue.mark(1, PrintState.CUT)
    assert list(paper_faults(store, [])) == ["copy 0 of A001 is said to be on paper, and is not"]
