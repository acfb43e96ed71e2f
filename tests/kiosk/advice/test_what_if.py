"""A closed day beside itself: the same people, called otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.schema import Calling, TicketClass
from kiosk.advice.what_if import Change, what_if
from kiosk.reports.books import day_log


@pytest.fixture
def yesterday(lobby, take, clock):
    """Eight for cash and one in care, at one counter that takes ten minutes for each; one leaves."""
    day = clock.now.date()
    for _ in range(8):
        take("cash")
    take("cash", ticket_class="care")
    lobby.cancel(take("cash").id)
    while lobby.call_next("1"):
        lobby.start("1")
        clock.advance(600)
        lobby.finish("1")
    clock.now += timedelta(days=1)
    take("cash")
    return day_log(lobby.site, day)


def test_the_day_as_it_was_is_replayed_as_it_was(yesterday, branch):
    found = what_if(yesterday, branch, Change())
    assert found.was == found.would_be
    assert (found.was.people, found.left) == (9, 1)
    assert found.was.mean_s == pytest.approx(2_400.0, abs=60)


def test_one_more_counter_halves_the_wait(yesterday, branch):
    found = what_if(yesterday, branch, Change(counter=branch.counter("1")))
    assert found.would_be.mean_s < 0.55 * found.was.mean_s
    assert found.would_be.long_share < found.was.long_share


def test_a_counter_that_opens_after_the_day_changes_nothing(yesterday, branch):
    found = what_if(yesterday, branch, Change(counter=branch.counter("1"), from_minute=1_430))
    assert found.would_be == found.was


def test_first_come_lets_care_wait_its_turn(yesterday, branch):
    found = what_if(yesterday, branch, Change(rule=Calling.FIRST_COME))
    care = TicketClass.CARE
    assert found.would_be.by_class[care] > found.was.by_class[care] + 3_000
    assert found.would_be.by_class[TicketClass.ORDINARY] < found.was.by_class[TicketClass.ORDINARY]


def test_a_day_on_which_nobody_was_served_tells_nothing(lobby, branch, clock, take):
    day = clock.now.date()
    lobby.cancel(take("cash").id)
    clock.now += timedelta(days=1)
    take("cash")
    assert what_if(day_log(lobby.site, day), branch, Change()) is None
