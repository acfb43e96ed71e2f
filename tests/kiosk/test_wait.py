"""The wait range, against what queueing theory says."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ticket import Step, WaitRange
from kiosk.wait import PRIOR_TICKETS, Group, learned_mean, standing, step_time
from kiosk.wait import wait_range as range_of

MEAN_S = 300.0
COUNTERS = ("1", "2", "3", "4", "5", "6")


def cash(*counters: str) -> Step:
    return Step(("cash",), "cash", counters or COUNTERS)


def usual(_: str) -> float:
    return MEAN_S


def wait_range(own, before, serving, mean, floor):
    return range_of(standing(own, before, serving, mean, floor))


def people_ahead(own, before, floor=frozenset(COUNTERS)):
    return round(standing(own, before, {}, usual, floor).ahead)


def told(people: int, counters: int) -> WaitRange:
    """What somebody hears with so many people before him and so many counters, all of them busy."""
    open_ones = COUNTERS[:counters]
    before = [Group(cash(*open_ones), people)] if people else []
    serving = {counter: cash(*open_ones) for counter in open_ones}
    found = wait_range(frozenset(open_ones), before, serving, usual, frozenset(open_ones))
    assert found is not None
    return found


def chance_to_be_called_within(wait_s: float, people: int, counters: int) -> float:
    """Of an M/M/s queue: the time of people + 1 departures, each after MEAN_S / s on average."""
    x = wait_s * counters / MEAN_S
    return 1 - sum(math.exp(-x) * x**k / math.factorial(k) for k in range(people + 1))


@pytest.mark.parametrize("counters", [1, 2, 3, 6])
@pytest.mark.parametrize("people", [0, 1, 2, 3, 5, 10, 25, 60])
def test_half_are_called_within_the_first_figure_and_nine_in_ten_within_the_second(people, counters):
    wait = told(people, counters)
    assert chance_to_be_called_within(wait.p50_s, people, counters) == pytest.approx(0.5, abs=0.01)
    assert chance_to_be_called_within(wait.p90_s, people, counters) == pytest.approx(0.9, abs=0.01)


def test_with_one_counter_and_nobody_before_the_wait_is_what_is_left_of_one_service():
    assert told(0, 1).p50_s == pytest.approx(MEAN_S * math.log(2), rel=0.02)
    assert told(0, 1).p90_s == pytest.approx(MEAN_S * math.log(10), rel=0.02)


def test_the_average_of_what_is_told_is_the_wait_of_erlangs_formula():
    # Of those who wait in M/M/s at load r, (1 - r) r^n find n before them; they wait m / (s (1 - r)).
    counters, load = 3, 0.8
    chances = [(1 - load) * load**people for people in range(120)]
    # The mean of an Erlang lies a third of its stage above its median, near enough.
    stage_s = MEAN_S / counters
    average_s = sum(
        chance * (told(people, counters).p50_s + stage_s / 3) for people, chance in enumerate(chances)
    )
    assert average_s == pytest.approx(MEAN_S / (counters * (1 - load)), rel=0.02)


def test_a_free_counter_and_nobody_before_is_no_wait():
    floor = frozenset({"1", "2"})
    assert wait_range(floor, [], {"1": cash()}, usual, floor) == WaitRange(0, 0)


def test_no_open_counter_of_mine_is_no_figure_at_all():
    assert wait_range(frozenset({"1"}), [], {}, usual, frozenset({"2"})) is None


def test_a_closed_counter_helps_nobody():
    own, busy = frozenset({"1", "2"}), {"1": cash("1", "2"), "2": cash("1", "2")}
    before = [Group(cash("1", "2"), 4)]
    both = wait_range(own, before, busy, usual, own)
    one = wait_range(own, before, busy, usual, frozenset({"1"}))
    assert both is not None
    assert one is not None
    assert one.p50_s == pytest.approx(2 * both.p50_s, abs=2)


def test_people_who_want_something_else_are_not_before_me():
    own = frozenset({"1"})
    strangers = [Group(cash("5"), 9)]
    assert wait_range(own, strangers, {}, usual, frozenset(COUNTERS)) == WaitRange(0, 0)
    assert people_ahead(own, [*strangers, Group(cash("1", "5"), 2)]) == 2


def test_those_who_may_go_elsewhere_burden_me_less():
    own, floor = frozenset({"1"}), frozenset({"1", "2"})
    busy = {"1": cash("1"), "2": cash("2")}
    shared = wait_range(own, [Group(cash("1", "2"), 8)], busy, usual, floor)
    alone = wait_range(own, [Group(cash("1"), 4)], busy, usual, floor)
    assert shared == alone


def test_a_window_that_those_before_me_may_not_use_is_free_for_me_at_once():
    own, floor = frozenset({"3", "4"}), frozenset({"1", "2", "3", "4"})
    crowd = [Group(cash("1", "2", "3"), 24)]
    assert wait_range(own, crowd, {}, usual, floor) == WaitRange(0, 0)
    assert people_ahead(own, crowd, floor) == 0


def test_only_those_who_are_called_to_my_windows_before_me_are_ahead_of_me():
    floor = frozenset({"1", "2", "3", "4"})
    before = [Group(cash("1", "2", "3"), 24), Group(cash("3", "4"), 5)]
    assert people_ahead(frozenset({"3", "4"}), before, floor) == 5
    assert people_ahead(frozenset({"1", "2", "3"}), before, floor) == 26


def test_those_whose_other_counter_is_closed_burden_me_whole():
    own, busy = frozenset({"1"}), {"1": cash("1")}
    shared = wait_range(own, [Group(cash("1", "2"), 4)], busy, usual, frozenset({"1"}))
    alone = wait_range(own, [Group(cash("1"), 4)], busy, usual, frozenset({"1"}))
    assert shared == alone


def test_a_basket_of_services_takes_the_time_of_all():
    times = {"cash": 300.0, "noncash": 480.0}
    assert step_time(Step(("cash", "noncash"), "cash", ("3",)), times.__getitem__) == 780


def test_slow_services_before_me_make_me_wait_longer():
    own = frozenset({"1"})
    times = {"cash": 300.0, "wealth": 1200.0}
    slow = Group(Step(("wealth",), "guidance", ("1",)), 3)
    found = wait_range(own, [slow], {"1": cash("1")}, times.__getitem__, own)
    assert found is not None
    assert found.p50_s == pytest.approx((3 * 1200 + 300) * 0.918, rel=0.01)


def test_the_configured_time_counts_as_much_as_so_many_tickets():
    assert learned_mean(300, 0, 0.0) == 300
    assert learned_mean(300, PRIOR_TICKETS, PRIOR_TICKETS * 500.0) == 400
    assert learned_mean(300, 10_000, 10_000 * 500.0) == pytest.approx(500, rel=0.001)


queues = st.lists(
    st.tuples(st.sets(st.sampled_from(COUNTERS), min_size=1), st.integers(1, 30)), max_size=6
).map(lambda drawn: [Group(cash(*sorted(counters)), people) for counters, people in drawn])
some = st.frozensets(st.sampled_from(COUNTERS), min_size=1)


@given(some, queues, some, some)
def test_the_second_figure_is_never_below_the_first_nor_any_below_nothing(own, before, busy, floor):
    found = wait_range(own, before, {counter: cash() for counter in busy}, usual, floor)
    assert (found is None) == (not own & floor)
    assert found is None or 0 <= found.p50_s <= found.p90_s


@given(some, queues, some, some)
def test_one_more_before_me_never_shortens_the_wait(own, before, busy, floor):
    serving = {counter: cash() for counter in busy}
    fewer = wait_range(own, before, serving, usual, floor)
    more = wait_range(own, [*before, Group(cash(*sorted(own)), 1)], serving, usual, floor)
    assert fewer is None or (more is not None and more.p50_s >= fewer.p50_s)
