"""The long campaigns of the relay in short: a bad server with kills, and branches that come back at once."""

from __future__ import annotations

import re
import subprocess
import sys
from random import Random

from tests.campaigns.stampede import come_back
from tests.house.imports import ROOT

PATIENCE_S = 120.0
BRANCHES, CAPACITY, AWAY_S, RATINGS = 2_000, 40, 1_500, 3


def test_through_a_bad_line_to_a_bad_server_each_rating_is_in_effect_once() -> None:
    # In a program of its own: what it starts and kills is no business of this process.
    words = ["--ratings", "400", "--kills", "2", "--seed", "5", "--span", "2"]
    command = [sys.executable, "-m", "tests.campaigns.relay", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE_S)
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    assert re.search(r"^400 ratings, 2 kills, seed 5: 0 faults$", done.stdout, re.MULTILINE)


def test_with_full_jitter_branches_do_not_come_back_in_the_same_second() -> None:
    spread = come_back(BRANCHES, AWAY_S, CAPACITY, RATINGS, Random(1).random)
    in_step = come_back(BRANCHES, AWAY_S, CAPACITY, RATINGS, lambda: 1.0)
    # Those that are let in ask for more at once; the others are spread over the longest pause.
    assert spread.peak(1_200) < 2 * CAPACITY
    assert in_step.peak(1_200) >= BRANCHES
    assert spread.all_in_s - AWAY_S < 600
    assert sum(spread.answered.values()) == BRANCHES * RATINGS
