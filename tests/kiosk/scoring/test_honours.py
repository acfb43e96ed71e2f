"""Boards, stars and streaks."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.errors import LobbyError
from kiosk.scoring.entry import NewEntry
from kiosk.scoring.figures import Satisfaction
from kiosk.scoring.honours import latest_public_month, reached, streak
from kiosk.scoring.periods import Period

NOVEMBER = Period.from_text("2026-11")


@pytest.fixture
def november(rate, ledger, clock):
    """Five good ratings for Zhou, four for Qian, a deduction for Wu."""
    for _ in range(5):
        rate(5, teller="zhou")
    for _ in range(4):
        rate(5, teller="qian")
    made = ledger.write(NewEntry("east", "attitude-harsh", 5, date(2026, 11, 20), "录像", "lin", "wu"), "han")
    clock.set("2026-12-06T09:00")
    return made


def names(places):
    return [place.person for place in places]


def test_the_board_is_empty_until_nobody_can_appeal_any_more(november, honours, clock):
    clock.set("2026-12-05T23:00")
    board = honours.board(NOVEMBER)
    assert (board.public, board.published_on, board.black) == (False, date(2026, 12, 6), ())
    clock.set("2026-12-06T00:00")
    assert honours.board(NOVEMBER).public


def test_praise_needs_enough_ratings_and_blame_needs_points(november, honours):
    board = honours.board(NOVEMBER, "east")
    assert (names(board.red), names(board.black)) == (["zhou"], ["wu"])
    assert board.black[0].points == -5


def test_an_entry_under_appeal_is_left_out_until_it_is_decided(november, honours, ledger):
    ledger.appeal(november.id, "wu", "不是我")
    board = honours.board(NOVEMBER)
    assert (names(board.black), board.undecided) == ([], 1)
    ledger.decide(november.id, "chief", "录像清楚", granted=False)
    assert names(honours.board(NOVEMBER).black) == ["wu"]


def test_an_entry_that_was_waived_blames_nobody(november, honours, ledger):
    ledger.waive(november.id, "chief", "主动报告")
    assert names(honours.board(NOVEMBER).black) == []


def test_the_star_is_one_of_the_candidates(november, honours):
    with pytest.raises(LobbyError, match="the candidates are: zhou"):
        honours.choose(NOVEMBER, "east", "wu", "han")
    honours.choose(NOVEMBER, "east", "zhou", "han")
    assert [(star.person, star.streak) for star in honours.stars()] == [("zhou", 1)]


def test_no_star_is_chosen_before_the_month_is_over(november, honours, clock):
    clock.set("2026-11-30T09:00")
    with pytest.raises(LobbyError, match="from 2026-12-06 on"):
        honours.choose(NOVEMBER, "east", "zhou", "han")


def test_who_lost_the_honours_of_the_year_is_no_candidate(november, honours, sanctions):
    sanctions.lose_honours("east", "zhou", "年度决定", "chief")
    assert honours.candidates(NOVEMBER, "east") == []


def test_a_streak_is_the_same_person_month_after_month():
    chosen = {
        ("east", "2026-08"): "qian",
        ("east", "2026-09"): "zhou",
        ("east", "2026-10"): "zhou",
        ("east", "2026-11"): "zhou",
        ("west", "2026-10"): "wu",
    }
    assert [streak(chosen, "east", f"2026-{month:02d}") for month in (8, 9, 10, 11, 12)] == [1, 1, 2, 3, 0]


def test_three_months_in_a_row_are_told(store, honours):
    with store.write() as cursor:
        for month in ("2026-09", "2026-10", "2026-11"):
            cursor.run("INSERT INTO star VALUES ('east', ?, 'zhou', 'han', '2026')", month)
    assert [star.month for star in reached(honours.stars(), 3)] == ["2026-11"]


def test_the_latest_public_month_waits_for_the_appeals():
    assert latest_public_month(date(2026, 12, 5), 5).name == "2026-10"
    assert latest_public_month(date(2026, 12, 6), 5).name == "2026-11"


def test_who_did_not_rate_is_never_counted_as_satisfied():
    assert Satisfaction({}).share is None
    assert Satisfaction({5: 1, 4: 1, 3: 1, 2: 1, 1: 0}).share == 0.5
