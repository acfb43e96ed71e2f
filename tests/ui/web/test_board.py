"""The board: numbers, windows and waits, and nothing that tells who or why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.schema import Calling
from ui.web.board import seen_by_all
from ui.web.feed import told


@pytest.fixture
def board(visit):
    return visit("board")


def test_it_says_whom_each_window_calls_the_latest_first(board, lobby, take, clock):
    for _ in range(3):
        take("cash")
    lobby.call_next("2")
    clock.advance(20)
    lobby.call_next("1")
    seen = board.get("/api/v1/board").json()
    assert [(call["number"], call["counter"], call["fresh"]) for call in seen["calls"]] == [
        ("A002", "1", True),
        ("A001", "2", False),
    ]
    assert seen["next"] == ["A003"]


def test_who_was_missed_stands_there_while_the_number_is_valid(board, lobby, take, clock, branch):
    take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    assert board.get("/api/v1/board").json()["missed"] == ["A001"]
    clock.advance(branch.rules.missed_valid_s + 1)
    assert board.get("/api/v1/board").json()["missed"] == []


def test_a_finished_visit_is_gone(board, lobby, take):
    take("cash")
    lobby.call_next("1")
    lobby.finish("1")
    assert board.get("/api/v1/board").json()["calls"] == []


def test_each_service_says_how_many_wait_and_how_long(board, take):
    for _ in range(4):
        take("consult")
    seen = board.get("/api/v1/board").json()["services"]
    assert seen["consult"]["waiting"] == 4
    assert 0 < seen["consult"]["p50_s"] <= seen["consult"]["p90_s"]


def test_the_page_speaks_both_languages_at_once(board, lobby, take):
    take("cash")
    lobby.call_next("1")
    page = board.page("/board").text
    for words in (
        "A001",
        "请准备",
        "Next",
        "需要照顾的客户优先",
        "Customers in care go first",
        "个人现金",
        "Personal cash",
    ):
        assert words in page


@pytest.mark.parametrize("ticket_class", ["care", "vip", "appointment"])
def test_the_board_never_tells_a_class(board, lobby, take, ticket_class):
    take("cash", ticket_class=ticket_class)
    before = board.get("/api/v1/board").text
    lobby.call_next("6")
    text = before + board.get("/api/v1/board").text + board.page("/board").text.split("data-live")[1]
    for word in ('care"', "vip", "VIP", "贵宾", '照顾"', "appointment"):
        assert word not in text.replace("Customers in care", "").replace("需要照顾的客户优先", "")


def test_the_hall_hears_of_calls_and_of_nothing_else(lobby, take, store):
    take("cash", ticket_class="vip")
    lobby.call_next("6")
    lobby.start("6")
    lobby.finish("6")
    log = lobby.log_of(1)
    with store.read() as cursor:
        heard = [seen_by_all(each) for each in told(cursor, log)]
    assert [each for each in heard if each] == [{"number": "V001", "counter": "6"}]


@pytest.mark.parametrize("rule", list(Calling))
def test_the_rule_in_force_is_told_in_one_line(hall, visit, branch, rule):
    object.__setattr__(hall.site, "branch", replace(branch, rules=replace(branch.rules, calling=rule)))
    page = visit("board").page("/board")
    assert page.status_code == 200
    assert page.text.split('class="rule"')[1].count("<p") == 2


def test_large_numbers_are_for_few_calls_and_short_names(board, lobby, take):
    for service in ("cash", "cash", "cash", "corporate", "wealth"):
        take(service)
    for counter in ("1", "2", "3", "4", "5"):
        lobby.call_next(counter)
    assert "roomy" in board.page("/board").text


def test_the_start_is_the_board(board):
    assert board.page("/").headers["location"] == "/board"


def test_a_demonstration_leads_to_the_customers_pages(hall, board, take, lobby):
    object.__setattr__(hall.manner, "public", "http://phone.example")
    ticket = take("cash")
    assert f"http://phone.example/t/{lobby.token(ticket)}" in board.page("/paper").text


def test_printed_tickets_are_shown_newest_first(board, manner):
    assert "/paper/" not in board.page("/paper").text
    manner.tickets.mkdir()
    for name in ("ticket-0001.png", "ticket-0002.png", "secret.txt"):
        (manner.tickets / name).write_bytes(b"\x89PNG")
    page = board.page("/paper").text
    assert page.index("ticket-0002.png") < page.index("ticket-0001.png")
    assert "secret" not in page
    assert board.get("/paper/ticket-0001.png").headers["content-type"] == "image/png"


@pytest.mark.parametrize("name", ["ticket-0009.png", "secret.txt", "..%2Fdata%2Flobby.db", "x" * 100])
def test_nothing_but_tickets_is_shown(board, manner, name):
    manner.tickets.mkdir()
    (manner.tickets / "secret.txt").write_text("no")
    assert board.get(f"/paper/{name}").status_code in {404, 422}


def test_tickets_are_shown_in_a_demonstration_only(hall, visit):
    object.__setattr__(hall.manner, "tickets", None)
    assert visit("board").get("/paper").status_code == 404
