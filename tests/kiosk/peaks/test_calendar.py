"""What is special about a day: holidays, the days after them, pay and pension days, periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from config.branch import SAMPLE, load
from config.calendar import BranchCalendar, Period
from kiosk.peaks.calendar import Calendar, Turn
from kiosk.peaks.year import calendar_of, open_spans

HOURS = load(SAMPLE).hours


@pytest.mark.parametrize(
    ("day", "turn"),
    [
        (date(2026, 9, 25), Turn.HOLIDAY),
        (date(2026, 9, 28), Turn.AFTER_HOLIDAY),
        (date(2026, 10, 8), Turn.AFTER_HOLIDAY),
        (date(2026, 11, 2), Turn.MONTH_BEGINS),
        (date(2026, 11, 5), Turn.MONTH_SETTLES),
        (date(2026, 11, 10), Turn.PAY_DAY),
        (date(2026, 11, 15), Turn.PENSION_DAY),
        (date(2026, 11, 18), None),
        (date(2026, 11, 28), Turn.MONTH_ENDS),
    ],
)
def test_each_day_has_the_turn_that_says_most(day, turn):
    own = BranchCalendar(pay_days=(10,), pension_days=(15,))
    assert calendar_of(own, HOURS, date(2026, 11, 20)).turn(day) is turn


def test_a_make_up_workday_is_no_holiday():
    assert date(2026, 10, 10) not in calendar_of(BranchCalendar(), HOURS, date(2026, 11, 1)).holidays


def test_public_holidays_count_where_the_branch_names_a_country():
    hours = replace(HOURS, holiday_calendar="PL", special_days=())
    found = calendar_of(BranchCalendar(), hours, date(2026, 11, 12), lambda year: {date(year, 11, 11)})
    assert found.turn(date(2026, 11, 12)) is Turn.AFTER_HOLIDAY
    assert open_spans(hours, date(2026, 11, 11), lambda year: {date(year, 11, 11)}) == ()


def test_money_that_comes_on_a_closed_day_is_fetched_on_the_next_open_one():
    # The first of October is closed altogether; the second is open for persons.
    found = calendar_of(BranchCalendar(pay_days=(1,)), HOURS, date(2026, 10, 20))
    assert date(2026, 10, 2) in found.pay_days
    assert date(2026, 10, 1) not in found.pay_days


def test_the_thirty_first_is_the_last_day_of_any_month():
    found = calendar_of(BranchCalendar(pay_days=(31,)), HOURS, date(2026, 11, 20))
    assert {date(2026, 11, 30), date(2026, 9, 30), date(2026, 2, 28)} <= set(found.pay_days)


def test_a_period_is_as_busy_as_the_branch_says():
    period = Period(name="before", first=date(2027, 1, 25), last=date(2027, 2, 4), factor=1.35)
    found = calendar_of(BranchCalendar(periods=(period,)), HOURS, date(2027, 1, 20))
    assert found.factor(date(2027, 1, 26)) == pytest.approx(1.35)
    assert found.factor(date(2027, 1, 24)) == 1


def test_four_days_of_the_start_value_stand_beside_what_was_seen():
    assert Calendar().taught(Turn.PAY_DAY, 1, 2.15) == pytest.approx((2.15 + 4 * 1.15) / 5)
