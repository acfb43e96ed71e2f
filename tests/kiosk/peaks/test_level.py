"""Level, weekday and calendar: small cases by hand, and what must hold of any record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import Period
from kiosk.peaks.calendar import Calendar, Turn
from kiosk.peaks.level import USUAL_A_DAY, level_of, middle, weights_of

MONDAY = date(2026, 11, 9)


def totals(*people: float, first: date = MONDAY) -> dict[date, float]:
    return {first + timedelta(days=day): float(each) for day, each in enumerate(people)}


def test_without_a_record_a_day_is_the_usual_one():
    assert level_of({}, Calendar()).of(MONDAY) == USUAL_A_DAY


def test_one_day_is_the_level_itself():
    found = level_of(totals(200), Calendar())
    assert found.of(MONDAY) == pytest.approx(200)
    # Three days' worth of doubt beside one day that was just as the level: no weekday differs.
    assert found.of(MONDAY + timedelta(days=1)) == pytest.approx(200)


def test_days_alike_say_what_they_all_say():
    assert level_of(totals(100, 100, 100, 100, 100), Calendar()).usual == pytest.approx(100)


def test_the_newest_day_counts_twice_as_much_as_one_fifteen_days_before():
    weights = weights_of(MONDAY + timedelta(days=day) for day in range(16))
    assert weights[MONDAY + timedelta(days=15)] == 1
    assert weights[MONDAY] == pytest.approx(0.5)


def test_one_odd_day_does_not_carry_the_level_away():
    steady = level_of(totals(100, 100, 100, 100), Calendar()).usual
    odd = level_of(totals(100, 100, 1000, 100), Calendar()).usual
    assert odd < 1.15 * steady


def test_a_weekday_is_believed_only_as_it_recurs():
    weeks = [level_of(totals(*([130, 100, 100, 100, 100, 90, 90] * n)), Calendar()) for n in (1, 4, 8)]
    factors = [each.weekdays[0] / each.weekdays[1] for each in weeks]
    assert 1 < factors[0] < factors[1] < factors[2] < 1.3


def test_a_weekday_that_is_each_time_as_far_from_the_others_is_believed_at_once():
    week = (100, 101, 99, 100, 100, 30)
    once = level_of(totals(*week), Calendar())
    twice = level_of({**totals(*week), **totals(*week, first=MONDAY + timedelta(days=7))}, Calendar())
    assert once.weekdays[5] > 0.7
    assert twice.weekdays[5] < 0.5


def test_a_weekday_that_is_now_so_and_now_so_is_not():
    days = {MONDAY + timedelta(days=n): 100.0 for n in range(26) if n % 7 < 5}
    wild = {**days, MONDAY: 200.0, MONDAY + timedelta(days=7): 40.0, MONDAY + timedelta(days=14): 190.0}
    steady = {
        **days,
        **dict.fromkeys((MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14)), 140.0),
    }
    assert level_of(wild, Calendar()).weekdays[0] < level_of(steady, Calendar()).weekdays[0]


def test_what_was_seen_of_pay_days_outweighs_the_start_value():
    pay = MONDAY + timedelta(days=2)
    calendar = Calendar(pay_days={pay})
    doubled = level_of(totals(100, 100, 200, 100, 100), calendar).calendar.learned[Turn.PAY_DAY]
    plain = level_of(totals(100, 100, 100, 100, 100), calendar).calendar.learned[Turn.PAY_DAY]
    assert plain < 1.15 < doubled


def test_a_period_is_taken_out_of_the_level_and_put_on_its_days():
    period = Period(name="Fair", first=MONDAY, last=MONDAY + timedelta(days=4), factor=2.0)
    found = level_of(totals(200, 200, 200, 200, 200), Calendar(periods=(period,)))
    assert found.usual == pytest.approx(100)
    assert found.of(MONDAY) == pytest.approx(200)
    assert found.of(MONDAY + timedelta(days=7)) == pytest.approx(100)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [([], 0), ([(3, 1)], 3), ([(1, 1), (2, 1), (9, 1)], 2), ([(1, 1), (2, 1), (9, 5)], 9)],
)
def test_the_weighted_median(pairs, expected):
    assert middle(pairs) == expected


PEOPLE = st.lists(st.integers(1, 2_000), min_size=1, max_size=25)


@given(PEOPLE, st.integers(2, 9))
def test_so_many_times_the_people_is_so_many_times_the_level(people, times):
    once = level_of(totals(*people), Calendar())
    more = level_of(totals(*(times * each for each in people)), Calendar())
    day = MONDAY + timedelta(days=30)
    assert more.of(day) == pytest.approx(times * once.of(day))


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_table_does_not_matter(people, random):
    rows = list(totals(*people).items())
    random.shuffle(rows)
    day = MONDAY + timedelta(days=30)
    assert level_of(dict(rows), Calendar()).of(day) == pytest.approx(
        level_of(totals(*people), Calendar()).of(day)
    )


@given(PEOPLE)
def test_no_day_is_expected_below_or_far_above_what_was_ever_seen(people):
    found = level_of(totals(*people), Calendar())
    assert 0 < found.usual <= 1.6 * max(people)
