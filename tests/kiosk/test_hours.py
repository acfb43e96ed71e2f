"""Whether the branch serves, and what the door says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from config.branch import SAMPLE, load
from config.schema import Customers, SpecialDay, Week
from kiosk.hours import Openness, opening, spans_of

HOURS = load(SAMPLE).hours
PERSONAL, CORPORATE = Customers
EARLY, OPEN, CLOSING, CLOSED = Openness


def moment(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


# 2026-11-25 is a Wednesday.
@pytest.mark.parametrize(
    ("now", "state", "opens_at", "closes_at"),
    [
        ("2026-11-25T08:29:59", CLOSED, "2026-11-25T09:00", "2026-11-25T17:00"),
        ("2026-11-25T08:30:00", EARLY, "2026-11-25T09:00", "2026-11-25T17:00"),
        ("2026-11-25T08:59:59", EARLY, "2026-11-25T09:00", "2026-11-25T17:00"),
        ("2026-11-25T09:00:00", OPEN, None, "2026-11-25T17:00"),
        ("2026-11-25T16:29:59", OPEN, None, "2026-11-25T17:00"),
        ("2026-11-25T16:30:00", CLOSING, None, "2026-11-25T17:00"),
        ("2026-11-25T16:59:59", CLOSING, None, "2026-11-25T17:00"),
        ("2026-11-25T17:00:00", CLOSED, "2026-11-26T09:00", "2026-11-26T17:00"),
        ("2026-11-26T00:00:00", CLOSED, "2026-11-26T09:00", "2026-11-26T17:00"),
        ("2026-11-27T18:00:00", CLOSED, "2026-11-28T09:30", "2026-11-28T16:00"),
    ],
)
def test_what_the_door_says_to_personal_customers(now, state, opens_at, closes_at):
    found = opening(HOURS, PERSONAL, moment(now))
    assert found.state is state
    assert found.opens_at == (opens_at and moment(opens_at))
    assert found.closes_at == moment(closes_at)


@pytest.mark.parametrize(
    ("now", "state", "opens_at"),
    [
        ("2026-11-25T11:59:00", OPEN, None),
        ("2026-11-25T12:00:00", EARLY, "2026-11-25T13:30"),
        ("2026-11-25T13:00:00", EARLY, "2026-11-25T13:30"),
        ("2026-11-25T13:30:00", OPEN, None),
        ("2026-11-27T17:00:00", CLOSED, "2026-11-30T09:00"),
        ("2026-11-28T10:00:00", CLOSED, "2026-11-30T09:00"),
    ],
)
def test_at_the_noon_break_tickets_are_given_for_the_afternoon_and_at_the_weekend_none(now, state, opens_at):
    found = opening(HOURS, CORPORATE, moment(now))
    assert found.state is state
    assert found.opens_at == (opens_at and moment(opens_at))


def test_every_state_but_closed_gives_tickets():
    assert [state for state in Openness if not state.gives_tickets] == [CLOSED]


def test_a_holiday_closes_and_the_next_opening_is_found_days_later():
    found = opening(HOURS, PERSONAL, moment("2026-02-15T16:30:00"))
    assert found.state is CLOSED
    assert found.opens_at == moment("2026-02-19T09:30")


def test_on_a_make_up_workday_a_saturday_is_worked():
    assert opening(HOURS, CORPORATE, moment("2026-02-14T10:00:00")).state is OPEN


def test_a_special_day_that_leaves_a_side_out_closes_that_side():
    assert opening(HOURS, PERSONAL, moment("2026-05-04T10:00:00")).state is OPEN
    assert opening(HOURS, CORPORATE, moment("2026-05-04T10:00:00")).state is CLOSED


def test_a_calendar_closes_a_working_day_and_a_special_day_overrules_the_calendar():
    thursday = date(2026, 11, 26)
    hours = replace(HOURS, holiday_calendar="US")
    holidays = {2026: {thursday}}.get
    assert spans_of(hours, PERSONAL, thursday, lambda year: holidays(year, ())) == ()
    working = SpecialDay(date=thursday, personal=HOURS.personal.monday)
    open_anyway = replace(hours, special_days=(working,))
    assert spans_of(open_anyway, PERSONAL, thursday, lambda year: holidays(year, ())) == HOURS.personal.monday


def test_the_calendar_is_not_asked_where_the_branch_names_none():
    assert spans_of(HOURS, PERSONAL, date(2026, 11, 26), lambda _: [date(2026, 11, 26)])


def test_after_the_last_ticket_the_door_names_the_next_opening():
    hours = replace(HOURS, last_ticket_before_close_s=600)
    assert opening(hours, PERSONAL, moment("2026-11-25T16:49:59")).state is CLOSING
    shut = opening(hours, PERSONAL, moment("2026-11-25T16:50:00"))
    assert shut.state is CLOSED
    assert shut.opens_at == moment("2026-11-26T09:00")


def test_closing_begins_so_long_before_the_last_ticket_and_not_before_the_end():
    hours = replace(HOURS, last_ticket_before_close_s=600)
    assert opening(hours, PERSONAL, moment("2026-11-25T16:19:59")).state is OPEN
    assert opening(hours, PERSONAL, moment("2026-11-25T16:20:00")).state is CLOSING


def test_a_branch_that_never_opens_promises_nothing():
    never = replace(HOURS, personal=Week())
    found = opening(never, PERSONAL, moment("2028-03-01T10:00:00"))
    assert (found.state, found.opens_at, found.closes_at) == (CLOSED, None, None)


@pytest.mark.parametrize("now", ["2026-03-29T08:00:00", "2026-10-25T08:00:00"])
def test_on_the_day_the_clocks_change_the_branch_opens_by_the_wall_clock(now):
    found = opening(HOURS, PERSONAL, moment(now, "Europe/Berlin"))
    assert found.opens_at is not None
    assert f"{found.opens_at:%H:%M}" == "09:30"
    assert found.state is CLOSED
