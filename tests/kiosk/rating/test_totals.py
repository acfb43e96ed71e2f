"""What may be told of ratings, and what may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from config.rating import Improvement
from kiosk.lobby import Lobby
from kiosk.rating.totals import board, totals_of

TODAY = date(2026, 11, 25)


@pytest.fixture
def judged(serve, rate):
    def give(*scores, unrated=0):
        for score in scores:
            rate(serve(), score)
        for _ in range(unrated):
            serve()

    return give


def test_below_five_nothing_is_told(lobby, judged):
    judged(5, 5, 5, 5, unrated=6)
    assert totals_of(lobby.site, TODAY, TODAY) is None


def test_who_said_nothing_is_not_counted_as_satisfied(lobby, judged):
    judged(5, 4, 3, 2, 1, unrated=5)
    told = totals_of(lobby.site, TODAY, TODAY)
    assert (told.served, told.rated, told.unrated) == (10, 5, 5)
    assert (told.satisfied_share, told.mean) == (0.4, 3.0)
    assert told.by_score == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}


def test_who_was_served_and_never_finished_is_counted_as_served(lobby, judged, take, clock):
    judged(5, 4, 3, 2, 1)
    take("cash")
    lobby.call_next("1")
    lobby.start("1")
    lobby.park("1")
    day = clock.now.date()
    clock.set("2026-11-27T09:30:00")
    take("cash")
    told = totals_of(lobby.site, day, day)
    assert (told.served, told.unrated) == (6, 1)


def test_who_was_noted_as_missed_and_judged_is_counted_as_served(lobby, judged, take, rate):
    judged(5, 4, 3, 2)
    missed = [take("cash") for _ in range(2)]
    for _ in missed:
        lobby.call_next("1")
        lobby.miss("1")
    rate(missed[0], 1)
    told = totals_of(lobby.site, TODAY, TODAY)
    assert (told.served, told.rated, told.unrated) == (5, 5, 0)


def test_nobody_can_work_out_one_word_from_two_totals(lobby, judged):
    judged(5, 5, 5, 5, 5)
    before = totals_of(lobby.site, TODAY, TODAY)
    judged(1, 1, 1, 1)
    assert totals_of(lobby.site, TODAY, TODAY).by_score == before.by_score
    judged(1)
    assert totals_of(lobby.site, TODAY, TODAY).by_score[1] == 5


def test_a_counter_sees_its_own(lobby, serve, rate):
    for _ in range(5):
        rate(serve("noncash", counter="4"), 5)
        rate(serve("cash", counter="1"), 3)
    told = totals_of(lobby.site, TODAY, TODAY, "4")
    assert (told.rated, told.served, told.satisfied_share) == (5, 5, 1.0)
    assert totals_of(lobby.site, TODAY, TODAY, "2") is None


def test_the_board_shows_the_month_and_what_was_changed(lobby, judged, clock):
    judged(5, 5, 4, 4, 1)
    words = {"zh_CN": "x", "en": "x"}
    made = [Improvement(on=date(2026, 11, day), said=words, done=words) for day in (2, 9)]
    rating = replace(lobby.branch.rating, improvements=tuple(made))
    told = Lobby(lobby.site.store, replace(lobby.branch, rating=rating), clock).site
    assert board(told).totals.satisfied_share == 0.8
    assert [each.on.day for each in board(told).improvements] == [9, 2]
    clock.set("2026-12-01T09:30:00")
    assert (board(told).month, board(told).totals) == (date(2026, 12, 1), None)
