"""The wait by half hour: Erlang's figures, limits by hand, and the exact solution of the same lobby."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.peaks.waits import blocked, delay, expected_waits


@pytest.mark.parametrize(
    ("load", "counters", "lost"), [(1, 1, 1 / 2), (2, 2, 2 / 5), (2, 3, 4 / 19), (0, 3, 0), (0.5, 1, 1 / 3)]
)
def test_erlang_s_loss_formula(load, counters, lost):
    assert blocked(load, counters) == pytest.approx(lost)


@pytest.mark.parametrize(
    ("load", "counters", "services"), [(0.5, 1, 1.0), (0.8, 1, 4.0), (1.0, 2, 1 / 3), (0, 2, 0)]
)
def test_erlang_s_delay_formula(load, counters, services):
    """M/M/1: load / (1 - load); M/M/2 at one half: a third of a service."""
    assert delay(load, counters) == pytest.approx(services)


def test_an_empty_day_has_no_waits():
    assert expected_waits([0.0] * 8, [3.0] * 8, 300, 30) == (0.0,) * 8


def test_a_rush_lasts_longer_than_its_people_keep_coming():
    waits = expected_waits([2, 30, 2, 2, 2], [2] * 5, 300, 30)
    assert waits[1] > 5
    assert waits[2] > 5 > waits[4]


def test_in_a_long_overload_the_queue_grows_by_what_the_counters_cannot_take():
    # Two counters take 12 in half an hour; 18 come: six more wait each time, 15 minutes of work for two.
    waits = expected_waits([18] * 8, [2] * 8, 300, 30)
    assert waits[7] - waits[6] == pytest.approx(6 * 5 / 2, rel=0.05)


def test_who_comes_before_the_doors_open_waits_for_them():
    waits = expected_waits([0.1, 0.1], [0, 2], 300, 30)
    assert waits[0] == pytest.approx(15, abs=3)


def test_half_a_counter_more_lies_between():
    few, half, more = (expected_waits([20] * 4, [each] * 4, 300, 30)[3] for each in (3, 3.5, 4))
    assert half == pytest.approx((few + more) / 2)


@given(st.lists(st.floats(0, 40), min_size=4, max_size=20), st.integers(1, 8), st.floats(60, 1800))
def test_one_more_counter_never_lengthens_a_wait(people, counters, service_s):
    fewer = expected_waits(people, [counters] * len(people), service_s, 30)
    more = expected_waits(people, [counters + 1] * len(people), service_s, 30)
    assert all(late >= soon - 1e-6 for late, soon in zip(fewer, more, strict=True))
    assert all(each >= 0 for each in fewer)


def exact(people: list[float], counters: int, service_min: float, most: int = 160) -> list[float]:
    """The Markov chain itself, step by step: how many are in the lobby, and what the next one waits."""
    here = [1.0] + [0.0] * most
    step, waits = 0.05, []
    for came in people:
        waited, rate = 0.0, came / 30
        for _ in range(round(30 / step)):
            flow = [0.0] * (most + 1)
            for n, part in enumerate(here):
                if part > 1e-15:
                    up = part * rate * step if n < most else 0.0
                    down = part * min(n, counters) / service_min * step
                    flow[n] -= up + down
                    flow[min(n + 1, most)] += up
                    flow[max(n - 1, 0)] += down
            here = [part + change for part, change in zip(here, flow, strict=True)]
            waited += sum(p * (n - counters + 1) for n, p in enumerate(here) if n >= counters)
        waits.append(waited / round(30 / step) * service_min / counters)
    return waits


def test_it_comes_near_the_exact_lobby_over_a_day_with_a_rush():
    people = [6.0, 14.0, 20.0, 17.0, 10.0, 7.0]
    told, true = expected_waits(people, [3] * 6, 330, 30), exact(people, 3, 5.5, 90)
    assert max(true) > 10
    assert all(abs(a - b) <= max(1.5, 0.3 * b) for a, b in zip(told, true, strict=True)), (told, true)
