"""Ratings in a report: five or more, in steps of five, and never one that can be worked out."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.rating import giving
from kiosk.rating.totals import totals_of
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
    assert (five.rated, five.satisfied_share, five.mean) == (5, 0.6, 3.6)
    judged(1, 1, 1, 1)
    assert told(lobby)[0].rated == 10


def test_a_late_word_for_an_earlier_day_is_not_told_before_the_tenth(lobby, judged, take, clock):
    judged(5, 5, 5, 5)
    take("cash")
    lobby.call_next("1")
    late = lobby.token(lobby.finish("1"))
    clock.set("2026-11-26T09:30")
    judged(5)
    days = (DAY, date(2026, 11, 26))
    five = report(lobby.site, *days).ratings
    giving.rate(lobby.site, late, Verdict(1), Channel.PHONE)
    found = report(lobby.site, *days)
    assert found.ratings == five == found.counters_rated["1"]
    assert totals_of(lobby.site, *days).by_score == five.by_score
    judged(5, 5, 5, 5)
    assert report(lobby.site, *days).ratings.by_score[1] == 1


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
    assert {name: (each.rated, each.satisfied_share) for name, each in counters.items()} == {"1": (5, 1.0)}
