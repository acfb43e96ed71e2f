"""The household starts its parts again: those that died with a word, those that are done without one."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from ui.cli import household
from ui.cli.household import Household, Part

CHILD = """
import os, signal, sys
from pathlib import Path
book = Path(sys.argv[1])
book.write_text(book.read_text() + "x" if book.exists() else "x")
if len(book.read_text()) == 2:
    os.kill(os.getppid(), signal.SIGTERM)
sys.exit(int(sys.argv[2]))
"""


@pytest.fixture
def lives(tmp_path, monkeypatch):
    """Run a household of one part, whose second life ends it; what it told, and how often the part lived."""

    def live(code: int, each_s: float | None) -> tuple[list[str], int]:
        book, told = tmp_path / "book", []
        command = [sys.executable, "-c", CHILD, str(book), str(code)]
        monkeypatch.setattr(household, "_spawn", lambda part: subprocess.Popen(command))
        Household([Part("The work", (), each_s=each_s)], told.append).run()
        return told, len(book.read_text())

    return live


def test_a_part_that_is_done_comes_again_without_a_word(lives):
    assert lives(0, 0.01) == ([], 2)


def test_a_part_that_failed_at_its_work_is_told_and_tried_again(lives):
    told, lived = lives(3, 60.0)
    assert (told[0], lived) == ("The work ended (exit code 3); it starts again in 0.5 s.", 2)


def test_the_signals_are_those_of_before_once_it_has_ended(lives):
    before = signal.getsignal(signal.SIGTERM)
    lives(0, 0.01)
    assert signal.getsignal(signal.SIGTERM) is before


ANEW = """
import os, signal, sys, time
from pathlib import Path
book, who = Path(sys.argv[1]), sys.argv[2]
with book.open("a") as writing:
    writing.write(who)
if book.read_text().count("p") == 2:
    os.kill(os.getppid(), signal.SIGTERM)
elif book.read_text() in ("ps", "sp"):
    os.kill(os.getppid(), signal.SIGUSR1)
signal.pause()
"""


def test_told_of_another_branch_every_part_starts_anew_but_the_one_that_stays(tmp_path, monkeypatch):
    book = tmp_path / "book"
    words = {"The part": "p", "What stays": "s"}
    monkeypatch.setattr(
        household,
        "_spawn",
        lambda part: subprocess.Popen([sys.executable, "-c", ANEW, str(book), words[part.name]]),
    )
    Household([Part("The part", ()), Part("What stays", (), stays=True)], lambda _: None).run()
    assert sorted(book.read_text()) == ["p", "p", "s"]
