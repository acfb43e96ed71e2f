"""The forecast of a day: nothing of the future, all-zero days, shapes, and how counts scatter."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.calendar import Calendar
from kiosk.peaks.forecast import forecast
from kiosk.peaks.hint import hint
from kiosk.peaks.profile import profile_of, scatter_of, shape_of

SLOTS = tuple(time(9 + n // 2, n % 2 * 30) for n in range(16))
MONDAY = date(2026, 11, 9)
DAY = (6, 8, 20, 24, 22, 14, 8, 6, 6, 8, 12, 14, 12, 8, 4, 2)


def table(*days: tuple[float, ...], first: date = MONDAY) -> Arrivals:
    return Arrivals(
        SLOTS, {first + timedelta(days=n): tuple(map(float, each)) for n, each in enumerate(days)}
    )


def test_the_parts_make_the_whole():
    known = forecast(table(*[DAY] * 5), MONDAY + timedelta(days=7))
    assert sum(known.expected) == pytest.approx(sum(DAY), rel=0.01)
    assert known.days == 5


def test_the_day_itself_and_what_follows_are_not_looked_at():
    past = table(*[DAY] * 4)
    future = {**past.days, MONDAY + timedelta(days=4): (500.0,) * 16, MONDAY + timedelta(days=9): (9.0,) * 16}
    day = MONDAY + timedelta(days=4)
    assert forecast(Arrivals(SLOTS, future), day) == forecast(past, day)


def test_a_day_nobody_came_on_was_no_open_day():
    day = MONDAY + timedelta(days=9)
    with_closed = table(*[DAY] * 5, (0,) * 16)
    assert forecast(with_closed, day) == forecast(table(*[DAY] * 5), day)


def test_on_a_weekday_nobody_ever_came_on_nobody_is_expected():
    saturday = MONDAY + timedelta(days=5)
    past = Arrivals(SLOTS, {**table(*[DAY] * 5).days, saturday: (0.0,) * 16})
    known = forecast(past, saturday + timedelta(days=7))
    assert sum(known.expected) == 0
    assert hint(known).busy is None
    once = Arrivals(SLOTS, {**table(*[DAY] * 4).days, MONDAY + timedelta(days=4): (0.0,) * 16})
    assert sum(forecast(once, MONDAY + timedelta(days=11)).expected) > 0


def test_where_nobody_ever_came_nothing_is_hinted():
    known = forecast(table(*[(0,) * 16] * 9), MONDAY + timedelta(days=20))
    assert known.days == 0
    assert hint(known).busy is None


@pytest.mark.parametrize(("days", "told"), [(1, False), (2, False), (3, True)])
def test_a_hint_takes_three_open_days(days, told):
    found = hint(forecast(table(*[DAY] * days), MONDAY + timedelta(days=14)))
    assert (found.busy is not None) is told


def test_a_chosen_shape_is_told_before_any_day():
    known = forecast(table(), MONDAY, template=shape_of(SLOTS, "afternoon"))
    busy = hint(known, chosen=True).busy
    assert busy is not None
    assert busy.start >= time(14, 0)


def test_the_day_after_a_holiday_is_fuller_and_so_is_a_pension_day():
    past, day = table(*[DAY] * 5), MONDAY + timedelta(days=7)
    plain = sum(forecast(past, day).expected)
    after = sum(forecast(past, day, Calendar(holidays={day - timedelta(days=1)})).expected)
    pension = sum(forecast(past, day, Calendar(pension_days={day})).expected)
    assert after == pytest.approx(1.22 * plain)
    assert pension == pytest.approx(1.2 * plain)


def test_counts_that_are_all_alike_scatter_no_more_than_poisson_s():
    assert scatter_of(table(*[DAY] * 6).days) == 1


def test_the_scatter_of_two_opposite_days_by_hand():
    # Shares 1/2 each, so ten expected in each of four cells, ten off in each: 4 x 100/10 = 40.
    # Free cells: 4 x (1 - 1/2) = 2. Beside twenty cells of Poisson's: (40 + 20) / (2 + 20).
    wild = {MONDAY: (20.0, 0.0), MONDAY + timedelta(days=1): (0.0, 20.0)}
    assert scatter_of(wild) == pytest.approx(60 / 22)


def test_one_day_and_a_flat_template_by_hand():
    # 100 arrivals beside 20 of the template, then a weekday of 100 beside 480: shares before smoothing.
    common = [(80 + 10) / 120, (20 + 10) / 120]
    own = [(80 + 480 * common[0]) / 580, (20 + 480 * common[1]) / 580]
    smooth = [0.2 * own[0] + 0.6 * own[0] + 0.2 * own[1], 0.2 * own[0] + 0.6 * own[1] + 0.2 * own[1]]
    assert profile_of({MONDAY: (80.0, 20.0)}, 0, [0.5, 0.5]) == pytest.approx(smooth)


COUNTS = st.lists(
    st.lists(st.integers(0, 60), min_size=16, max_size=16).map(tuple).filter(any), min_size=1, max_size=12
)


@given(COUNTS)
def test_whatever_the_record_shares_are_shares(days):
    known = forecast(table(*days), MONDAY + timedelta(days=30))
    assert all(each >= 0 for each in known.expected)
    assert len(known.expected) == 16


@given(COUNTS, st.permutations(range(16)))
def test_the_common_profile_follows_the_slots_wherever_they_stand(days, order):
    """Before smoothing, which knows neighbours, slots have no other order than their counts."""
    past = table(*days).days
    turned = {day: tuple(counts[place] for place in order) for day, counts in past.items()}
    assert scatter_of(turned) == pytest.approx(scatter_of(past))
