"""Recorded days, judged shortly; skipped where they are not at hand."""

from __future__ import annotations

from itertools import islice

import pytest

from kiosk.predict.event_log import read_log
from tests.campaigns.peaks_judge import arrivals, figures, goals_formula, latest, left_out, same_weekday
from tests.campaigns.peaks_judge import judged as peaks_judged
from tests.campaigns.waits_judge import DATA, judged

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the recorded days are not beside the checkout")


def test_the_first_days_of_a_real_bank_are_told_better_than_by_the_plain_rules():
    log = islice(read_log(DATA / "bank-calls-1999-02.events.csv.gz"), 12_000)
    marks = judged(log, 0.0)
    assert len(marks.told) > 800
    assert marks.minutes(marks.told) < 0.9 * marks.minutes(marks.plain)
    assert marks.under_naive > 0.1
    assert 0.85 < marks.coverage < 0.95


def test_the_peaks_of_a_branch_are_caught():
    error, capture, days = peaks_judged(arrivals("simulated-branch", 0), 10)
    assert days == 50
    assert error < 0.26
    assert capture > 0.9


def test_the_offices_are_told_better_than_by_the_rules_of_thumb():
    places = arrivals("walk-in-offices")
    error, capture, days = figures(left_out(places))
    plain, plainly_caught, _ = figures(left_out(places), same_weekday)
    assert days == 121
    assert error < 0.38 < plain
    assert capture > 0.85 > plainly_caught
    assert peaks_judged(places, 7)[0] < 0.31


def test_the_offices_are_told_better_than_by_the_formula_the_goals_were_set_by():
    places = arrivals("walk-in-offices")
    for history in (1, 3, 5, 7):
        error = peaks_judged(places, history)[0]
        assert error < peaks_judged(places, history, goals_formula)[0]
        assert error < peaks_judged(places, history, latest)[0]
