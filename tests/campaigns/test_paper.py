"""A slice of the tickets under faults, and whether paper that contradicts its state would be noticed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.print_job import PrintState
from tests.campaigns.agreement import Job, disagreements
from tests.campaigns.paper_trail import Paper
from tests.house.imports import ROOT

S = PrintState
PATIENCE_S = 120.0


def test_tickets_under_faults_and_kills_agree_with_what_is_told() -> None:
    # In a program of its own: its children are forked, which a process with threads must not do.
    command = [sys.executable, "-m", "tests.campaigns.paper", "--runs", "12", "--lobbies", "4", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert (done.stdout.splitlines()[-1:], done.stderr) == (["12 runs: 0 disagreements"], ""), done.stdout


def job(state: S, copy: int = 0, number: str = "A001") -> Job:
    return Job(number, copy, state)


def sheet(number: str = "A001", *copies: int, codes: int = 1, file: str = "1") -> Paper:
    return Paper(file, (number,), copies, codes)


@pytest.mark.parametrize(
    ("believed", "out", "back"),
    [
        ([job(S.CUT)], [sheet()], []),
        ([job(S.TAKEN)], [sheet()], []),
        ([job(S.UNKNOWN)], [], []),
        ([job(S.UNKNOWN)], [sheet()], []),
        ([job(S.PRESENTED)], [], [sheet()]),
        ([job(S.PARTIAL), job(S.CUT, 1)], [sheet(codes=0), sheet("A001", 1, file="2")], []),
        ([job(S.UNKNOWN), job(S.CUT, 1)], [sheet(), sheet("A001", 1, file="2")], []),
        ([job(S.EXPIRED)], [], []),
    ],
)
def test_what_agrees_is_no_fault(believed, out, back) -> None:
    assert list(disagreements(believed, out, back)) == []


@pytest.mark.parametrize(
    ("believed", "out", "words"),
    [
        ([job(S.CUT)], [], "copy 0 of A001 is said to be cut, and is not there"),
        ([job(S.CUT)], [sheet(codes=0)], "A001 never came out, and its customer was told it is cut"),
        ([job(S.TAKEN)], [], "copy 0 of A001 is said to be taken, and is not there"),
        ([job(S.PRESENTED)], [], "is said to be held out, and was neither taken nor taken back"),
        ([job(S.EXPIRED)], [sheet()], "copy 0 of A001 came out though it is expired"),
        ([job(S.SENT)], [sheet()], "copy 0 of A001 is still sent"),
        ([job(S.ASSUMED)], [], "A001 never came out, and its customer was told it is assumed"),
        ([job(S.PRINTED)], [], "A001 never came out, and its customer was told it is printed"),
        ([job(S.CUT)], [sheet(), sheet(file="2")], "A001 came out 2 times unmarked"),
        ([job(S.UNKNOWN), job(S.CUT, 1)], [sheet(), sheet(file="2")], "copy 1 of A001 is said to be cut"),
        (
            [job(S.CUT), job(S.CUT, 0, "A002")],
            [sheet(), sheet("A002")],
            "more than one ticket on the sheet 1",
        ),
    ],
)
def test_what_does_not_agree_is_noticed(believed, out, words) -> None:
    assert any(words in found for found in disagreements(believed, out))


def test_a_printer_that_only_assumes_promises_nothing() -> None:
    assert list(disagreements([job(S.ASSUMED)], [], timer=True)) == []
