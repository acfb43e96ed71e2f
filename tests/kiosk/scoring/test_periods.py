"""Months, quarters, working days, and how often what is due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.scoring.cadence import Cadence, due_list, span_of
from kiosk.scoring.periods import (
    Period,
    before,
    month_of,
    months_up_to,
    quarter_of,
    report_due,
    working_days_after,
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(text, first, last):
    found = Period.from_text(text)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-Q5", "26", "1999", "2101", "2026-1", "2026-Q4 ", "２０２６"]
)
def test_what_is_no_period_is_told(text):
    with pytest.raises(ValueError, match="2026-11, 2026-Q4 or 2026"):
        Period.from_text(text)


@pytest.mark.parametrize(
    ("text", "former"),
    [
        *(("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026", "2025"), ("2026-Q3", "2026-Q2")),
        *(("2000-01", "1999-12"), ("2000-Q1", "1999-Q4"), ("2000", "1999")),
    ],
)
def test_before_a_period_comes_one_of_the_same_length(text, former):
    assert before(Period.from_text(text)).name == former


@pytest.mark.parametrize(
    ("quarter", "due"),
    [
        ("2026-Q1", date(2026, 4, 10)),
        ("2026-Q2", date(2026, 7, 10)),
        ("2026-Q3", date(2026, 10, 10)),
        ("2026-Q4", date(2027, 1, 10)),
    ],
)
def test_a_quarter_is_reported_by_the_tenth_of_the_month_that_follows(quarter, due):
    assert report_due(Period.from_text(quarter), 10) == due


def test_working_days_leave_out_weekends_and_public_holidays():
    wednesday = date(2026, 11, 25)
    assert working_days_after(wednesday, 5) == date(2026, 12, 2)
    assert working_days_after(wednesday, 5, lambda _: {date(2026, 11, 30)}) == date(2026, 12, 3)


def test_months_up_to_a_day_end_with_its_own():
    assert [each.name for each in months_up_to(date(2026, 2, 3), 3)] == ["2025-12", "2026-01", "2026-02"]


def test_spans_of_every_cadence_follow_each_other_without_a_gap():
    for cadence in Cadence:
        day = date(2026, 1, 1)
        while day < date(2027, 1, 1):
            first, last = span_of(cadence, day)
            assert first <= day <= last
            day = last + timedelta(days=1)
            assert span_of(cadence, day)[0] == day


def test_what_was_not_done_is_due_and_what_was_not_done_before_is_missed():
    today, since = date(2026, 11, 25), date(2026, 11, 2)
    done = {("east", Cadence.DAILY): today, ("east", Cadence.TEN_DAY): date(2026, 11, 12)}
    found = {each.cadence: (each.done, each.missed) for each in due_list({"east": since}, done, today)}
    assert found == {
        Cadence.DAILY: (True, False),
        Cadence.WEEKLY: (False, True),
        Cadence.TEN_DAY: (False, False),
        Cadence.MONTHLY: (False, False),
        Cadence.QUARTERLY: (False, False),
    }


def test_month_and_quarter_of_a_day():
    assert (month_of(date(2026, 12, 31)).name, quarter_of(date(2026, 12, 31)).name) == ("2026-12", "2026-Q4")
