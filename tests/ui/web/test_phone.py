"""The customer's page: their own ticket through its whole life, and one answer to every wrong token."""

from __future__ import annotations

import pytest

from kiosk.token import Claim, make_token

PAGE_MOST = 30_000


@pytest.fixture
def phone(visit):
    return visit("public")


@pytest.fixture
def own(lobby, take):
    """A customer's ticket, with its token."""
    ticket = take("cash")
    return ticket, lobby.token(ticket)


def place(phone, token):
    return phone.get(f"/api/v1/tickets/{token}").json()


def test_without_a_script_it_keeps_up_as_well(phone, lobby, take):
    page = phone.page(f"/t/{lobby.token(take('cash'))}").text
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page


def test_it_says_how_many_are_ahead_and_how_long(phone, lobby, take, own, clock):
    _, token = own
    for _ in range(4):
        clock.advance(1)
        later = take("cash")
    assert place(phone, token)["ahead"] == 0
    seen = place(phone, lobby.token(later))
    assert seen["ahead"] == 4
    assert 0 < seen["p50_s"] <= seen["p90_s"]
    lobby.call_next("1")
    assert place(phone, lobby.token(later))["ahead"] == 3


def test_a_ticket_s_life_is_told_in_both_languages(phone, lobby, own, phrases):
    _, token = own
    deeds = [
        (lambda: None, "waiting", "phone.nobody_ahead"),
        (lambda: lobby.call_next("1"), "called", "phone.called"),
        (lambda: lobby.miss("1"), "missed", "phone.missed"),
        (lambda: lobby.bring_back(1), "waiting", "phone.nobody_ahead"),
        (lambda: lobby.call_next("1"), "called", "phone.called"),
        (lambda: lobby.park("1"), "parked", "phone.parked"),
        (lambda: lobby.call_parked("1", 1), "called", "phone.called"),
        (lambda: lobby.start("1"), "serving", "phone.serving"),
        (lambda: lobby.finish("1"), "finished", "phone.finished"),
    ]
    for deed, state, words in deeds:
        deed()
        assert place(phone, token)["state"] == state
        for language in ("zh_CN", "en"):
            assert phrases[language](words) in phone.page(f"/t/{token}?lang={language}").text


def test_a_cancelled_ticket_says_so(phone, lobby, own, phrases):
    ticket, token = own
    lobby.cancel(ticket.id)
    assert phrases["en"]("phone.cancelled") in phone.page(f"/t/{token}?lang=en").text


def test_the_address_of_the_qr_code_is_in_capitals(phone, own):
    _, token = own
    assert phone.page(f"/T/{token}").status_code == 200
    assert phone.page(f"/t/{token.lower()}").status_code == 200


def test_stepping_out_keeps_the_place_once(phone, lobby, own):
    _, token = own
    out = phone.post(f"/api/v1/tickets/{token}/step-out").json()
    assert (out["state"], out["back_by"]) == ("away", "2026-11-25T09:50:00+08:00")
    back = phone.post(f"/api/v1/tickets/{token}/back").json()
    assert (back["state"], back["may_step_out"]) == ("waiting", False)
    again = phone.post(f"/api/v1/tickets/{token}/step-out")
    assert again.status_code == 409
    assert "stepped out" in again.json()["detail"]


def test_it_works_without_a_script(phone, own):
    _, token = own
    assert "/step-out" in phone.page(f"/t/{token}").text
    assert phone.form(f"/t/{token}/step-out").headers["location"] == f"/t/{token}"
    assert "/back" in phone.page(f"/t/{token}").text
    phone.form(f"/t/{token}/back")
    assert place(phone, token)["state"] == "waiting"
    assert phone.form(f"/t/{token}/finish").status_code == 404


def test_a_missed_customer_can_t_come_back_by_phone(phone, lobby, own):
    _, token = own
    lobby.call_next("1")
    lobby.miss("1")
    assert phone.post(f"/api/v1/tickets/{token}/back").status_code == 409


def test_looking_changes_nothing(phone, store, own):
    _, token = own
    with store.read() as cursor:
        before = cursor.one("SELECT max(seq) FROM event")
    for path in (f"/t/{token}", f"/T/{token}", f"/api/v1/tickets/{token}", f"/t/{token}/step-out"):
        phone.get(path)
    with store.read() as cursor:
        assert cursor.one("SELECT max(seq) FROM event") == before


def forged(lobby, ticket):
    good = lobby.token(ticket)
    return {
        "empty": "%20",
        "short": good[:-1],
        "long": good + "A",
        "very long": "A" * 900,
        "one letter changed": ("B" if good[0] == "A" else "A") + good[1:],
        "seal changed": good[:-2] + ("AA" if good[-2:] != "AA" else "BA"),
        "own key": make_token(1, b"0" * 32, Claim(lobby.branch.code, ticket.day, "A", 1)),
        "other branch": make_token(1, b"0" * 32, Claim(7, ticket.day, "A", 1)),
        "no letters": "0189!*()",
        "chinese": "号票",
        "zero": "A%00B",
    }


def test_whatever_is_wrong_with_a_token_gets_one_and_the_same_answer(phone, lobby, own, take, clock, branch):
    ticket, old = own
    wrong = forged(lobby, ticket)
    clock.advance(24 * 3_600)
    take("cash")
    wrong["yesterday's"] = old
    answers = {phone.get(f"/api/v1/tickets/{token}").text for token in wrong.values()}
    pages = {phone.page(f"/t/{token}?lang=en").text.replace(token, "") for token in wrong.values()}
    streams = {phone.get("/api/v1/events", params={"ticket": token}).text for token in wrong.values()}
    deeds = {phone.post(f"/api/v1/tickets/{token}/step-out").text for token in wrong.values()}
    assert len(answers | streams | deeds) == 1
    assert "no such ticket" in answers.pop()
    assert all("There is no such ticket" in page for page in pages)


def test_a_token_whose_number_was_never_given_is_as_wrong(phone, lobby, own, store):
    ticket, _ = own
    with store.read() as cursor:
        kid, secret = cursor.one("SELECT kid, secret FROM token_key")
    ghost = make_token(kid, bytes.fromhex(secret), Claim(lobby.branch.code, ticket.day, "A", 999))
    assert phone.get(f"/api/v1/tickets/{ghost}").status_code == 404


def test_no_other_customer_s_number_is_on_the_page(phone, lobby, take, own):
    _, token = own
    others = [take("cash").label for _ in range(5)]
    lobby.call_next("2")
    text = phone.page(f"/t/{token}").text + phone.get(f"/api/v1/tickets/{token}").text
    assert [label for label in others if label in text] == []


def test_the_page_is_light(phone, own):
    _, token = own
    page = phone.page(f"/t/{token}").content
    files = [phone.get(f"/static/{name}").content for name in ("events.js", "lobby.css")]
    assert len(page) + sum(map(len, files)) < PAGE_MOST


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "zh-CN"),
        ("en-GB,en;q=0.9", "en"),
        ("fr,de;q=0.7,en;q=0.3", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en;q=0.1,zh;q=0.9", "zh-CN"),
        ("xx;q=nonsense,,;;", "zh-CN"),
        ("*", "zh-CN"),
    ],
)
def test_the_page_speaks_the_phone_s_language(phone, own, accepted, expected):
    page = phone.get(f"/t/{own[1]}", headers={"Accept-Language": accepted})
    assert f'<html lang="{expected}">' in page.text


def test_a_language_that_was_chosen_is_kept(phone, own):
    phone.page(f"/t/{own[1]}?lang=en")
    assert '<html lang="en">' in phone.page(f"/t/{own[1]}").text
    assert '<html lang="zh-CN">' in phone.page(f"/t/{own[1]}?lang=zh_CN").text
    assert '<html lang="zh-CN">' in phone.page(f"/t/{own[1]}?lang=klingon").text


def test_several_steps_say_where_it_goes_on(phone, lobby, take):
    ticket = take("cash", "wealth")
    page = phone.page(f"/t/{lobby.token(ticket)}?lang=en").text
    assert "same number" in page


def test_an_outage_is_told_on_the_phone_while_the_visit_lasts(phone, lobby, own):
    ticket, token = own
    assert place(phone, token)["notice"] is None
    lobby.tell_outage({"zh_CN": "系统较慢", "en": "Slow today"}, 10, "lin")
    assert place(phone, token)["notice"]["en"] == "Slow today"
    assert "Slow today" in phone.page(f"/t/{token}?lang=en").text
    assert "系统较慢" in phone.page(f"/t/{token}?lang=zh_CN").text
    lobby.cancel(ticket.id)
    assert "Slow today" not in phone.page(f"/t/{token}?lang=en").text


@pytest.mark.parametrize("path", ["/", "/t/", "/T/"])
def test_an_address_without_a_ticket_says_so_to_a_person(visit, path):
    page = visit("public").page(path)
    assert page.status_code == 404
    assert "找不到这张号票" in page.text
