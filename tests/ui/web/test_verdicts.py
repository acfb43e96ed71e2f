"""The satisfaction board: five or more, in steps of five, and silence is never satisfaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from config.rating import Improvement
from kiosk.rating import giving
from kiosk.rating.verdict import Channel, Verdict


@pytest.fixture(scope="session")
def branch(branch):
    said, done = {"zh_CN": "中午窗口太少", "en": "Too few windows"}, {"zh_CN": "多开两个", "en": "Two more"}
    improved = Improvement(on=date(2026, 11, 2), said=said, done=done)
    return replace(branch, rating=replace(branch.rating, improvements=(improved,)))


@pytest.fixture
def board(visit):
    return visit("board")


@pytest.fixture
def judge(lobby, take, clock):
    def judged(*scores, **more):
        for score in scores:
            take("cash")
            lobby.call_next("1")
            clock.advance(60)
            ticket = lobby.finish("1")
            if score:
                giving.rate(lobby.site, lobby.token(ticket), Verdict(score, **more), Channel.PHONE)

    return judged


def told(board):
    return board.get("/api/v1/satisfaction").json()


def test_below_five_nothing_is_told(board, judge, phrases):
    judge(5, 5, 5, 5)
    assert told(board)["rated"] is None
    assert phrases["zh_CN"]("verdicts.too_few") in board.page("/satisfaction").text


def test_it_moves_in_steps_of_five(board, judge):
    judge(5, 5, 5, 5, 1)
    before = told(board)
    assert (before["rated"], before["satisfied_share"]) == (5, 0.8)
    judge(1, 1, 1, 1)
    after = told(board)
    assert (after["rated"], after["by_score"], after["reasons"]) == (5, before["by_score"], {})
    judge(1)
    assert (told(board)["rated"], told(board)["satisfied_share"]) == (10, 0.4)


def test_who_says_nothing_is_counted_apart_and_never_as_satisfied(board, judge, phrases):
    judge(5, 5, 1, 1, 1, None, None, None)
    shown = told(board)
    assert (shown["served"], shown["rated"], shown["unrated"], shown["satisfied_share"]) == (8, 5, 3, 0.4)
    assert phrases["zh_CN"]("verdicts.unrated", count=3) in board.page("/satisfaction").text


def test_a_reason_is_told_once_five_named_it(board, judge):
    judge(1, 2, 3, 4, reasons=("waiting", "skill"))
    judge(5, reasons=("waiting",))
    assert told(board)["reasons"] == {"waiting": 5}


def test_no_word_of_a_customer_hangs_on_the_wall(board, judge):
    judge(1, 1, 1, 1, 1, comment="某某柜员态度差")
    page = board.page("/satisfaction").text + board.get("/api/v1/satisfaction").text
    assert "某某" not in page
    assert "A001" not in page


def test_what_was_improved_is_told_in_both_languages(board):
    shown = board.page("/satisfaction").text
    for text in ("中午窗口太少", "多开两个", "Too few windows", "Two more"):
        assert text in shown
