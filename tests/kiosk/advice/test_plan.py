"""The plan of the week: counters enough, in shifts that are worth the way."""

from __future__ import annotations

from datetime import date, time

import pytest

from kiosk.advice.plan import Bounds, in_shifts, needed, planned
from kiosk.peaks.outlook import Outlook, Slot
from kiosk.peaks.waits import expected_waits

BOUNDS = Bounds(target_min=10.0, shift_min=60, counters_most=6, service_s=330.0)
PEOPLE = (4.0, 10.0, 24.0, 26.0, 14.0, 6.0, 6.0, 18.0, 12.0, 4.0)


def outlook(people=PEOPLE, days=5):
    slots = [Slot(time(9 + place // 2, 30 * (place % 2)), each, None) for place, each in enumerate(people)]
    return Outlook(date(2026, 12, 1), tuple(slots), 30, days=days)


def test_each_half_hour_has_the_fewest_counters_that_keep_the_target():
    found = needed(PEOPLE, BOUNDS, 30)
    assert max(expected_waits(PEOPLE, found, 330.0, 30)) <= 10.0
    for place, count in enumerate(found):
        fewer = [*found[:place], count - 1]
        if count > 1:
            assert expected_waits(PEOPLE[: place + 1], fewer, 330.0, 30)[place] > 10.0


def test_nobody_is_planned_for_less_than_a_shift_or_sent_away_for_a_short_gap():
    assert in_shifts([1, 1, 3, 1, 1, 1], 2) == [1, 3, 3, 1, 1, 1]
    assert in_shifts([2, 1, 2, 1, 1], 2) == [2, 2, 2, 1, 1]
    assert in_shifts([3, 1, 1, 1], 2) == [3, 3, 1, 1]


@pytest.mark.parametrize("shift_min", [30, 60, 120])
def test_shifts_add_up_to_the_counters_of_each_half_hour(shift_min):
    plan = planned(outlook(), Bounds(10.0, shift_min, 6, 330.0))
    for half in plan.halves:
        assert sum(each.start <= half.start < each.end for each in plan.shifts) == half.counters
    assert all((_minutes(each.end) - _minutes(each.start)) >= shift_min for each in plan.shifts)
    assert plan.hours == sum(half.counters for half in plan.halves) / 2
    assert plan.is_enough


def test_where_all_counters_are_too_few_it_says_so():
    plan = planned(outlook(tuple(4 * each for each in PEOPLE)), BOUNDS)
    assert not plan.is_enough
    assert max(half.counters for half in plan.halves) == 6


def test_a_branch_without_a_record_has_no_plan():
    assert planned(outlook(days=0), BOUNDS).halves == ()


def _minutes(at):
    return at.hour * 60 + at.minute
