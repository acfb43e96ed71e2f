"""会诊: hand-made hours, of which the cause is known; the shares always add to the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reports.consult import FACTORS, Hour, consult, modelled_wait_s, shapley
from kiosk.reports.tally import Tally

USUAL = Hour(arrivals=30, counters=4, service_s=300, missed=0.05)
MISSED_S = 60.0
HOURS = st.builds(
    Hour,
    arrivals=st.floats(0, 200),
    counters=st.floats(0, 12),
    service_s=st.floats(0, 1_800),
    missed=st.floats(0, 1),
)


def tally(arrivals=30, counters=4.0, service_s=300.0, missed=0, wait_s=120.0):
    """An hour as a day's figures have it: forty calls, of which so many were missed."""
    return Tally(
        {
            "arrivals": arrivals,
            "waited": arrivals,
            "wait_s": wait_s * arrivals,
            "open_s": counters * 3_600,
            "calls": 40,
            "missed": missed,
            "stays": 40 - missed,
            "stay_s": service_s * (40 - missed),
        }
    )


def test_below_saturation_the_model_is_the_queue_of_one_fast_server():
    # Ten arrivals an hour, one counter, three minutes each: load 1/2, so W = e · x/(1-x) = 180 s.
    hour = Hour(arrivals=2, counters=1, service_s=180, missed=0)
    assert modelled_wait_s(hour, MISSED_S) == pytest.approx(180 * 0.1 / 0.9, rel=0.02)


def test_above_saturation_the_queue_grows_all_hour():
    # Twice as many as can be served: after an hour a whole hour's work is left, on average half of it.
    hour = Hour(arrivals=120, counters=2, service_s=120, missed=0)
    assert modelled_wait_s(hour, MISSED_S) == pytest.approx(1_800, rel=0.1)


def test_a_missed_call_takes_its_minute_and_no_service():
    all_missed = Hour(arrivals=10, counters=1, service_s=900, missed=1)
    minutes = Hour(arrivals=10, counters=1, service_s=MISSED_S, missed=0)
    assert modelled_wait_s(all_missed, MISSED_S) == modelled_wait_s(minutes, MISSED_S)


@pytest.mark.parametrize(
    ("factor", "value"), [("arrivals", 55), ("counters", 2), ("service_s", 520), ("missed", 0.0)]
)
def test_what_alone_changed_has_all_of_it(factor, value):
    was = replace(USUAL, **{factor: value})
    shares = dict(zip(FACTORS, shapley(was, USUAL, MISSED_S), strict=True))
    whole = modelled_wait_s(was, MISSED_S) - modelled_wait_s(USUAL, MISSED_S)
    assert shares.pop(factor) == pytest.approx(whole)
    assert list(shares.values()) == pytest.approx([0, 0, 0])


def test_two_that_change_share_what_only_both_together_make():
    was = replace(USUAL, arrivals=45, counters=3)
    more, fewer, both = (
        modelled_wait_s(hour, MISSED_S) - modelled_wait_s(USUAL, MISSED_S)
        for hour in (replace(USUAL, arrivals=45), replace(USUAL, counters=3), was)
    )
    shares = shapley(was, USUAL, MISSED_S)
    assert both > more + fewer
    assert shares[:2] == pytest.approx((more + (both - more - fewer) / 2, fewer + (both - more - fewer) / 2))


@given(HOURS, HOURS)
def test_the_shares_add_up_to_the_whole(was, usual):
    whole = modelled_wait_s(was, MISSED_S) - modelled_wait_s(usual, MISSED_S)
    assert sum(shapley(was, usual, MISSED_S)) == pytest.approx(whole, abs=1e-6, rel=1e-9)


@given(HOURS)
def test_more_arrivals_never_shorten_the_wait(hour):
    busier = replace(hour, arrivals=hour.arrivals + 5)
    assert modelled_wait_s(busier, MISSED_S) >= modelled_wait_s(hour, MISSED_S)


def test_an_hour_without_half_its_counters_is_explained_by_it():
    found = consult(tally(counters=2, wait_s=900), [tally(), tally(wait_s=60)], MISSED_S)
    assert (found.main, found.days, found.wait_s, found.usual_s) == ("counters", 2, 900, 90)
    assert found.shares_s[1] == pytest.approx(found.model_s)


def test_what_the_model_does_not_see_is_put_down_to_no_factor():
    found = consult(tally(arrivals=31, wait_s=1_500), [tally(), tally()], MISSED_S)
    assert (found.main, found.model_s > 0) == ("", True)


@pytest.mark.parametrize("before", [[], [tally()], [tally(), Tally()]])
def test_fewer_than_two_earlier_hours_are_no_usual_one(before):
    assert consult(tally(wait_s=900), before, MISSED_S) is None
