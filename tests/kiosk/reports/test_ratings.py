"""Ratings in a report: five or more, in steps of five, and never one that can be worked out."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict
from kiosk.reports import report

DAY = date(2026, 11, 25)


@pytest.fixture
def judged(lobby, take, clock):
    """So many customers of counter 1 who judged like this."""

    def all_of(*scores, counter="1", service="cash"):
        for score in scores:
            take(service)
            lobby.call_next(counter)
            clock.advance(60)
            token = lobby.token(lobby.finish(counter))
            giving.rate(lobby.site, token, Verdict(score), Channel.PHONE)
            clock.advance(10)

    return all_of


def told(lobby):
    found = report(lobby.site, DAY, DAY)
    return found.ratings, found.counters_rated


def test_four_are_not_told(lobby, judged):
    judged(5, 5, 5, 1)
    assert told(lobby) == (None, {})


def test_five_are_and_the_sixth_is_not_until_the_tenth(lobby, judged):
    judged(5, 5, 4, 3, 1)
    five = told(lobby)[0]
    judged(1)
    assert told(lobby)[0] == five
    assert (five.rated, five.satisfied, five.mean) == (5, 0.6, 3.6)
    judged(1, 1, 1, 1)
    assert told(lobby)[0].rated == 10


def test_a_counter_below_five_is_not_told_though_the_branch_is(lobby, judged):
    judged(5, 5, 5, 5)
    judged(1, counter="4", service="noncash")
    branch, counters = told(lobby)
    assert (branch.rated, counters) == (5, {})


def test_a_counter_with_five_is_told_by_itself(lobby, judged):
    judged(1, counter="4", service="noncash")
    judged(5, 5, 5, 5, 4)
    branch, counters = told(lobby)
    assert branch.rated == 5
    assert {name: (each.rated, each.satisfied) for name, each in counters.items()} == {"1": (5, 1.0)}
