"""How fast a server is spoken to, and how long it is left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.relay.pace import KEPT_MOST_S, Bounds, Pace, pause_s

BOUNDS = Bounds(at_once=4, first_s=2.0, longest_s=300.0)


def highest():
    return 1.0


def wide(pace=None):
    pace = pace or Pace()
    for _ in range(8):
        pace = pace.after_success(BOUNDS)
    return pace


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_drawn_from_nothing_up_to_a_span_that_doubles_and_ends(failures, drawn):
    span = min(300.0, 2.0 * 2 ** min(failures - 1, 20))
    assert pause_s(failures, BOUNDS, lambda: drawn) == drawn * span


def test_the_first_goes_alone_and_each_that_arrives_makes_room_for_one_more():
    pace = Pace()
    assert pace.room(0, 0.0) == 1
    assert pace.after_success(BOUNDS).room(1, 0.0) == 1
    assert wide().room(0, 0.0) == 4


def test_a_few_that_fail_among_many_that_arrive_stop_nobody():
    pace = wide()
    for moment in range(100):
        pace = pace.after_failure(float(moment), moment + 0.5, None, BOUNDS, highest).after_success(BOUNDS)
    assert pace.room(0, 100.0) == 4


def test_when_all_on_the_way_fail_everything_pauses_and_one_tries_again():
    pace = wide()
    for _ in range(4):
        pace = pace.after_failure(10.0, 11.0, None, BOUNDS, highest)
    assert (pace.room(0, 12.9), pace.room(0, 13.0)) == (0, 1)


def test_those_that_went_out_before_the_pause_do_not_lengthen_it():
    pace = Pace().after_failure(1.0, 2.0, None, BOUNDS, highest)
    assert pace.until_s == 4.0
    for _ in range(15):
        pace = pace.after_failure(1.5, 3.0, None, BOUNDS, highest)
    assert (pace.until_s, pace.rounds) == (4.0, 1)


def test_each_failure_after_a_pause_doubles_it_up_to_the_longest():
    pace, now, waits = Pace(), 0.0, []
    for _ in range(12):
        pace = pace.after_failure(now, now, None, BOUNDS, highest)
        waits.append(pace.until_s - now)
        now = pace.until_s + 1.0
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]


@pytest.mark.parametrize(("asked", "kept"), [(0.0, 0.0), (30.0, 30.0), (10.0**12, KEPT_MOST_S)])
def test_the_pause_a_server_asks_for_is_kept_and_spread(asked, kept):
    for drawn in (0.0, 0.5):
        pace = wide().after_failure(1.0, 2.0, asked, BOUNDS, lambda drawn=drawn: drawn)
        assert pace.until_s == 2.0 + kept + drawn * 2.0
        assert pace.width == 1


def test_a_pause_that_was_asked_for_is_not_cut_short_by_another():
    pace = wide().after_failure(1.0, 2.0, 60.0, BOUNDS, highest).after_failure(1.0, 3.0, 1.0, BOUNDS, highest)
    assert pace.until_s == 64.0


def test_an_answer_ends_the_trouble():
    pace = Pace(rounds=9, streak=0)
    assert pace.after_success(BOUNDS).rounds == 0
