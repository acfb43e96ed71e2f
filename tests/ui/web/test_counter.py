"""The counter's page and API: every verb, with everything that can be wrong."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.event import Kind
from kiosk.issuing import IssueRequest
from ui.web.at_counter import counter_view

VERBS = {
    "next": {},
    "recall": {},
    "start": {},
    "finish": {},
    "miss": {},
    "park": {},
    "transfer": {"to": "noncash"},
    "take-up": {"ticket": "A001"},
    "return": {"ticket": "A001"},
    "pause": {"reason": "lunch"},
    "open": {},
    "close": {},
}


@pytest.fixture
def teller(sign_in):
    return sign_in("teller")


@pytest.fixture
def do(teller):
    """A verb at a counter, as JSON says what came of it."""

    def done(verb, counter="1", **body):
        return teller.post(f"/api/v1/counters/{counter}/{verb}", body)

    return done


def test_a_customer_is_called_served_and_the_next_one_follows(take, do):
    take("cash")
    take("cash")
    called = do("next").json()
    assert (called["ticket"]["number"], called["ticket"]["state"], called["next"]) == (
        "A001",
        "called",
        "A002",
    )
    assert do("recall").json()["ticket"]["calls"] == 2
    assert do("start").json()["ticket"]["state"] == "serving"
    assert do("next", finish=True, ticket="A001").json()["ticket"]["number"] == "A002"
    assert do("finish").json()["ticket"] is None


def test_next_on_an_empty_queue_is_no_error(do):
    answer = do("next")
    assert (answer.status_code, answer.json()["ticket"]) == (200, None)


def test_a_missed_customer_comes_back(take, do):
    take("cash")
    do("next")
    assert do("miss").json()["missed"] == ["A001"]
    assert do("return", ticket="A001").json()["missed"] == []


def test_a_parked_ticket_is_taken_up_again(take, do):
    take("cash")
    do("next")
    assert do("park").json()["parked"] == ["A001"]
    assert do("take-up", ticket="a001").json()["ticket"]["number"] == "A001"


def test_a_ticket_is_sent_on_with_its_number(take, do):
    take("cash")
    do("next")
    do("transfer", to="noncash")
    assert do("next", counter="4").json()["ticket"]["number"] == "A001"


def test_a_paused_counter_says_why_and_calls_nobody(take, do):
    take("cash")
    paused = do("pause", reason="lunch").json()
    assert (paused["open"], paused["reason"]) == (False, "lunch")
    refused = do("next")
    assert refused.status_code == 409
    assert "pauses" in refused.json()["detail"]
    assert do("open").json()["open"] is True
    assert do("close").json()["open"] is False


def test_a_press_on_a_stale_page_hits_nobody_else(take, do):
    take("cash")
    take("cash")
    do("next")
    do("next", finish=True)
    stale = do("miss", ticket="A001")
    assert stale.status_code == 409
    assert "has A002 now, not A001" in stale.json()["detail"]


@pytest.mark.parametrize("verb", ["recall", "start", "finish", "miss", "park"])
def test_without_a_customer_there_is_nothing_to_do(do, verb):
    answer = do(verb)
    assert answer.status_code == 409
    assert "has nobody" in answer.json()["detail"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_counter_that_is_not_there_is_told(do, verb):
    answer = do(verb, counter="99", **VERBS[verb])
    assert answer.status_code in {404, 409}
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "body", [[], None, 7, "x", {"to": 5}, {"ticket": []}, {"ticket": "A" * 999}, {"nonsense": 1}]
)
def test_wrong_types_are_named_and_change_nothing(teller, store, take, verb, body):
    take("cash")
    answer = teller.client.post(
        f"/api/v1/counters/1/{verb}", json=body, headers={"X-Form-Token": teller.token}
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    with store.read() as cursor:
        assert cursor.all("SELECT kind FROM event WHERE kind = ?", Kind.CALLED.value) == []


@pytest.mark.parametrize("counter", ["..", "A", "1%00", "x" * 50, "1;drop"])
def test_a_counter_s_name_that_is_none_gets_a_sentence(teller, counter):
    answer = teller.post(f"/api/v1/counters/{counter}/next")
    assert answer.status_code in {404, 422}
    assert answer.json()["detail"]


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_is_a_stranger_s(visit, verb):
    assert visit("staff").post(f"/api/v1/counters/1/{verb}", VERBS[verb]).status_code == 401


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("app", ["board", "public"])
def test_no_verb_is_at_the_other_listeners(visit, app, verb):
    assert visit(app).post(f"/api/v1/counters/1/{verb}", VERBS[verb]).status_code in {404, 405}


def test_the_page_works_without_a_script(take, teller):
    take("cash")
    pressed = teller.form("/counter/1/next")
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/counter/1")
    page = teller.page("/counter/1?lang=en").text
    assert "A001" in page
    assert "Start" in page
    assert teller.form("/counter/1/start", ticket="A001").status_code == 303
    assert teller.form("/counter/1/next", ticket="A001", finish="true").status_code == 303
    assert teller.form("/counter/1/pause", reason="lunch").status_code == 303
    assert "Resume calling" in teller.page("/counter/1").text


def test_a_form_with_wrong_values_gets_a_page_with_a_sentence(teller):
    answer = teller.form("/counter/1/pause", reason="thirst")
    assert answer.status_code == 409
    assert "reason" in answer.text
    assert teller.form("/counter/1/dance").status_code == 404


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_page_shows_every_state_in_both_languages(take, teller, do, language, phrases):
    words = phrases[language]
    page = f"/counter/1?lang={language}"
    assert words("counter.nobody") in teller.page(page).text
    take("cash")
    take("cash")
    assert words("counter.next") in teller.page(page).text
    do("next")
    assert words("counter.start") in teller.page(page).text
    do("start")
    assert words("counter.finish_next") in teller.page(page).text
    do("park")
    assert words("counter.take_up") in teller.page(page).text


def test_the_counter_is_shown_to_programs(take, teller):
    take("cash", ticket_class="care")
    seen = teller.get("/api/v1/counters/1").json()
    assert (seen["ticket"], seen["next"], seen["waiting"]) == (None, "A001", 1)


def test_two_presses_at_once_never_call_the_same_ticket(take, sign_in):
    for _ in range(3):
        take("cash")
    tellers = [sign_in().settled() for _ in range(3)]
    with ThreadPoolExecutor(3) as hands:
        answers = hands.map(
            lambda pair: pair[1].post(f"/api/v1/counters/{pair[0]}/next").json(), enumerate(tellers, 1)
        )
        called = [answer["ticket"]["number"] for answer in answers]
    assert sorted(called) == ["A001", "A002", "A003"]


def authors(store, *kinds):
    with store.read() as cursor:
        found = cursor.all("SELECT kind, facts FROM event ORDER BY seq")
    return [(kind, json.loads(facts).get("staff")) for kind, facts in found if kind in kinds]


def test_the_log_says_who_called_started_and_finished(take, sign_in, store):
    for _ in range(2):
        take("cash")
    lin, wang = sign_in(name="lin"), sign_in(name="wang")
    lin.post("/api/v1/counters/1/next")
    lin.post("/api/v1/counters/1/start")
    wang.post("/api/v1/counters/1/next", {"finish": True})
    wang.post("/api/v1/counters/1/transfer", {"to": "noncash"})
    assert authors(store, "called", "started", "finished", "transferred") == [
        ("called", "lin"),
        ("started", "lin"),
        ("finished", "wang"),
        ("called", "wang"),
        ("transferred", "wang"),
    ]


@pytest.mark.parametrize("verb", ["recall", "miss", "park"])
def test_the_log_says_who_did_what_else(take, sign_in, store, verb):
    take("cash")
    lin = sign_in(name="lin")
    lin.post("/api/v1/counters/1/next")
    lin.post(f"/api/v1/counters/1/{verb}")
    assert {staff for _, staff in authors(store, "called", "recalled", "missed", "parked")} == {"lin"}


def test_a_parked_ticket_is_taken_up_in_the_teller_s_name(take, sign_in, store):
    take("cash")
    lin = sign_in(name="lin")
    for verb, body in (("next", {}), ("park", {}), ("take-up", {"ticket": "A001"})):
        lin.post(f"/api/v1/counters/1/{verb}", body)
    assert authors(store, "called") == [("called", "lin"), ("called", "lin")]


def test_finish_and_next_is_one_commit(take, do, store):
    for _ in range(2):
        take("cash")
    do("next")
    do("next", finish=True, ticket="A001")
    with store.read() as cursor:
        found = cursor.all(
            "SELECT seq, kind, at FROM event WHERE kind IN ('finished', 'called') ORDER BY seq"
        )
    assert [kind for _, kind, _ in found] == ["called", "finished", "called"]
    assert found[2][0] == found[1][0] + 1


def test_finish_and_next_at_a_counter_that_pauses_finishes_nobody(take, do):
    take("cash")
    do("next")
    do("pause", reason="lunch")
    refused = do("next", finish=True)
    assert refused.status_code == 409
    assert do("open").json()["ticket"]["number"] == "A001"


def test_a_double_press_of_finish_and_next_skips_nobody(take, sign_in):
    for _ in range(3):
        take("cash")
    tellers = [sign_in().settled() for _ in range(2)]
    tellers[0].post("/api/v1/counters/1/next")
    with ThreadPoolExecutor(2) as hands:
        body = {"finish": True, "ticket": "A001"}
        answers = list(hands.map(lambda each: each.post("/api/v1/counters/1/next", body), tellers))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert tellers[0].get("/api/v1/counters/1").json()["ticket"]["number"] == "A002"


def test_a_ticket_may_be_sent_to_the_open_counters_that_can_do_it(lobby, take):
    take("cash")
    lobby.call_next("1")
    assert [each.id for each in counter_view(lobby, "1").others] == ["2", "3", "6"]
    lobby.pause_counter("2", "break")
    assert [each.id for each in counter_view(lobby, "1").others] == ["3", "6"]
    lobby.finish("1")
    assert counter_view(lobby, "1").others == ()


def test_the_teller_alone_reads_the_forms_of_the_ticket_that_is_here(lobby, take, do, teller, sign_in, visit):
    codes = ("AB12CD34", "EF56")
    ticket = lobby.issue(IssueRequest(("cash",), "with forms", forms=codes))
    page = "/counter/1"
    assert "AB12CD34" not in teller.get(page).text
    assert do("next").json()["ticket"]["forms"] == list(codes)
    shown = teller.get(page).text
    assert all(f">{code}</code>" in shown for code in codes)
    assert "AB12CD34" not in teller.get("/counter/2").text
    token = lobby.token(ticket)
    elsewhere = [
        sign_in("manager").get("/manager").text,
        sign_in("manager").get(f"/api/v1/tickets/{ticket.label}").text,
        visit("board").get("/board").text,
        visit("public").get(f"/t/{token}").text,
    ]
    assert all("A001" in text for text in elsewhere)
    assert not any(code in text for text in elsewhere for code in codes)
    do("finish")
    assert "AB12CD34" not in teller.get(page).text
