"""What time alone makes due, told from a ticket, a moment and the figures of the branch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.schema import Rules, TicketClass
from kiosk.event import Kind
from kiosk.recalls import due, is_overdue, is_still_valid, recalls_due
from kiosk.ticket import Promise, Step, Ticket, TicketState

NINE = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
RULES = Rules()
CALLED = Ticket(
    id=1,
    day=date(2026, 11, 25),
    prefix="A",
    number=1,
    ticket_class=TicketClass.ORDINARY,
    steps=(Step(("cash",), "cash", ("1",)),),
    issued_at=NINE,
    due_at=NINE,
    promise=Promise(0, None),
    request_id="x",
    state=TicketState.CALLED,
    counter="1",
    called_at=NINE,
)
MISSED = replace(CALLED, state=TicketState.MISSED, misses=1, aside_since=NINE)
AWAY = replace(CALLED, state=TicketState.AWAY, outs=1, aside_since=NINE, counter=None)


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("seconds", "recalled", "count"),
    [(19, 0, 0), (20, 0, 1), (20, 1, 0), (39, 1, 0), (40, 1, 1), (45, 0, 2), (300, 2, 0), (-50, 0, 0)],
)
def test_a_customer_is_called_again_after_20_and_40_seconds(seconds, recalled, count):
    assert recalls_due(replace(CALLED, recalled=recalled), after(seconds), RULES) == count


def test_a_customer_who_came_is_not_called_again():
    assert recalls_due(replace(CALLED, state=TicketState.SERVING), after(300), RULES) == 0


def test_calls_that_fell_due_while_nobody_looked_are_made_as_one():
    (found,) = due([CALLED], after(45), RULES)
    assert (found.kind, found.facts["recalled"]) == (Kind.RECALLED, 2)


@pytest.mark.parametrize(
    ("ticket_class", "seconds"), [(TicketClass.ORDINARY, 60), (TicketClass.VIP, 60), (TicketClass.CARE, 120)]
)
def test_a_called_customer_is_waited_for_a_minute_and_in_care_two(ticket_class, seconds):
    ticket = replace(CALLED, ticket_class=ticket_class)
    assert not is_overdue(ticket, after(seconds - 1), RULES)
    assert is_overdue(ticket, after(seconds), RULES)


def test_a_number_is_missed_by_itself_only_where_the_branch_wants_it():
    spent = replace(CALLED, recalled=2)
    assert list(due([spent], after(90), RULES)) == []
    (found,) = due([spent], after(90), replace(RULES, miss_by_itself=True))
    assert found.kind is Kind.MISSED


def test_stepping_out_ends_by_itself_after_20_minutes():
    assert list(due([AWAY], after(1199), RULES)) == []
    assert [found.kind for found in due([AWAY], after(1200), RULES)] == [Kind.RETURNED]


def test_who_was_missed_may_come_back_for_half_an_hour_and_twice():
    assert is_still_valid(MISSED, after(1800), RULES)
    assert not is_still_valid(MISSED, after(1801), RULES)
    assert is_still_valid(replace(MISSED, misses=2), after(0), RULES)
    assert not is_still_valid(replace(MISSED, misses=3), after(0), RULES)
    assert not is_still_valid(AWAY, after(0), RULES)
