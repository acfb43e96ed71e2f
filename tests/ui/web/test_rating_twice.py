"""Two phones, a page left open and a crowd at one ticket: one word counts, and each gets a clear answer."""

from __future__ import annotations

import threading
from collections import Counter

from starlette.testclient import TestClient

from kiosk.rating import giving
from kiosk.rating.verdict import Verdict
from tests.ui.web.rating_page import rate, ratings, said
from ui.web.app import APPS


def test_two_phones_at_once_make_one_rating(hall, lobby, store, serve, visit):
    ticket, token = serve()
    phones, start = [visit("public") for _ in range(2)], threading.Barrier(2)
    answers = []

    def press(phone, score):
        start.wait()
        answers.append(phone.post(f"/api/v1/tickets/{token}/rating", {"score": score}).json())

    threads = [threading.Thread(target=press, args=each) for each in zip(phones, (1, 5), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (kept,) = ratings(store)
    assert {each["said"]["reference"] for each in answers} == {kept.reference}
    versions = [event.facts["version"] for event in lobby.log_of(ticket.id) if event.kind == "rated"]
    assert versions == [1, 2]


def test_a_second_phone_gets_one_clear_answer_and_changes_nothing(phone, lobby, serve, visit, phrases):
    ticket, token = serve()
    other, page = visit("public"), f"/t/{token}"
    # Both have the question open; one is sent, then the other.
    assert 'name="version" value="0"' in phone.page(page).text == other.page(page).text
    assert rate(phone, token, score="5", version="0").headers["location"] == page
    late = rate(other, token, score="1", version="0")
    assert (late.status_code, late.headers["location"]) == (303, f"{page}?meanwhile=yes")
    assert phrases["zh_CN"]("rating.meanwhile") in other.page(late.headers["location"]).text
    assert said(lobby, ticket).verdict.score == 5
    api = f"/api/v1/tickets/{token}/rating"
    refused = other.post(api, {"score": 1, "version": 0})
    assert (refused.status_code, "judged elsewhere meanwhile" in refused.json()["detail"]) == (409, True)
    # Who has seen what stands may change it; and the same press twice is one.
    assert 'name="version" value="1"' in other.page(f"{page}?change=yes").text
    for _ in range(2):
        assert rate(other, token, score="2", version="1").headers["location"] == page
    assert (said(lobby, ticket).verdict.score, said(lobby, ticket).version) == (2, 2)


def test_a_page_left_open_while_the_counter_was_pressed_changes_nothing(phone, lobby, serve, phrases):
    ticket, token = serve()
    phone.page(f"/t/{token}")
    giving.rate_at_counter(lobby.site, "1", ticket.id, Verdict(4))
    late = rate(phone, token, score="1", version="0")
    assert phrases["zh_CN"]("rating.meanwhile") in phone.page(late.headers["location"]).text
    assert said(lobby, ticket).verdict.score == 4


def test_a_thousand_ratings_from_one_address_leave_the_others_their_turn(hall, store, serve):
    pages, (_, flooded) = APPS["public"](hall), serve()
    flood = TestClient(pages, client=("10.0.0.66", 5), raise_server_exceptions=False)
    others = [serve()[1] for _ in range(10)]
    answers, served = Counter(), []
    for number in range(1_000):
        body = {"score": 1 + number % 5}
        answers[flood.post(f"/api/v1/tickets/{flooded}/rating", json=body).status_code] += 1
        if number % 100 == 99:
            mine = TestClient(pages, client=(f"10.0.1.{number // 100}", 5), raise_server_exceptions=False)
            served.append(mine.post(f"/api/v1/tickets/{others.pop()}/rating", json={"score": 5}).status_code)
    assert served == [200] * 10
    # What is granted at once and while the thousand came, and not one more.
    assert answers[429] > 700
    assert answers.total() == 1_000
    # One word on the flooded ticket, and ten on the others'.
    assert len(ratings(store)) == 11
