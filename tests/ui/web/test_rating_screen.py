"""The screen at a counter: asks by itself, closes with the next call, and lets nobody in anywhere else."""

from __future__ import annotations

import pytest

from kiosk import screens
from kiosk.rating import tables
from kiosk.rating.giving import prompt


@pytest.fixture
def key(lobby):
    return screens.allow(lobby.site, "1", "chen")


@pytest.fixture
def screen(visit, key):
    """The screen of counter 1, its key typed."""
    visitor = visit("public")
    assert visitor.client.post("/screen", data={"key": key.lower().replace("-", " ")}).status_code == 303
    return visitor


@pytest.fixture
def finish(lobby, take, clock):
    def finished(counter="1"):
        take("cash")
        lobby.call_next(counter)
        clock.advance(60)
        return lobby.finish(counter)

    return finished


def touch(screen, ticket, score=5):
    return screen.post("/api/v1/screen/rating", {"ticket": ticket.label, "score": score})


def asks(screen):
    return screen.get("/api/v1/screen").json()["ticket"]


def said(lobby, ticket):
    with lobby.site.store.read() as cursor:
        return tables.rating_of(cursor, ticket.id)


def test_it_asks_by_itself_at_the_end_and_closes_with_the_next_call(screen, lobby, take, finish, phrases):
    take("cash")
    assert asks(screen) is None
    lobby.call_next("1")
    lobby.start("1")
    assert asks(screen) is None
    ticket = lobby.finish("1")
    assert asks(screen) == ticket.label
    assert phrases["en"]("screen.ask", number=ticket.label) in screen.page("/screen?lang=en").text
    take("cash")
    lobby.call_next("1")
    assert asks(screen) is None
    refused = touch(screen, ticket)
    assert (refused.status_code, "next customer was called" in refused.json()["detail"]) == (409, True)
    assert said(lobby, ticket) is None


def test_a_touch_counts_once_and_thanks(screen, lobby, finish, clock, phrases):
    ticket = finish()
    assert touch(screen, ticket, 4).json() == {"counter": "1", "ticket": None, "thanks": True}
    assert (said(lobby, ticket).verdict.score, said(lobby, ticket).channel) == (4, "counter")
    assert phrases["zh_CN"]("screen.thanks") in screen.page("/screen").text
    assert said(lobby, ticket).reference not in screen.page("/screen").text
    assert touch(screen, ticket, 1).status_code == 409
    assert said(lobby, ticket).verdict.score == 4
    clock.advance(13)
    assert screen.get("/api/v1/screen").json()["thanks"] is False


def test_an_unhappy_touch_calls_the_manager_and_is_not_shown_to_who_stands_by(screen, lobby, finish):
    happy = finish()
    touch(screen, happy, 5)
    thanks = screen.page("/screen").text.partition("data-live")[2].partition(">")[2]
    ticket = finish()
    touch(screen, ticket, 2)
    assert [alarm.ticket for alarm in lobby.alarms() if alarm.trouble == "unhappy"] == [ticket.label]
    assert screen.page("/screen").text.partition("data-live")[2].partition(">")[2] == thanks


def test_it_asks_for_so_long_and_no_longer(screen, lobby, finish, clock):
    ticket = finish()
    clock.advance(lobby.branch.rating.prompt_s + 1)
    assert asks(screen) is None
    assert touch(screen, ticket).status_code == 409


def test_a_late_touch_does_not_count_for_another(screen, lobby, finish):
    first, second = finish(), finish()
    assert touch(screen, first).status_code == 409
    assert said(lobby, first) is None
    assert said(lobby, second) is None


def test_it_can_judge_at_its_own_counter_only(screen, lobby, finish):
    ticket = finish("2")
    assert asks(screen) is None
    assert touch(screen, ticket).status_code == 409


@pytest.mark.parametrize("given", ["", "AAAA-AAAA-AAAA-AAAA", "号", "x" * 500, "'; DROP TABLE screen; --"])
def test_a_wrong_key_opens_nothing(visit, key, given, phrases):
    stranger = visit("public")
    page = stranger.client.post("/screen", data={"key": given}, headers={"Accept": "text/html"})
    assert (page.status_code, phrases["zh_CN"]("screen.key_wrong") in page.text) == (403, True)
    stranger.client.cookies.set("screen", "AAAA")
    assert stranger.get("/api/v1/screen").status_code == 401
    assert stranger.post("/api/v1/screen/rating", {"ticket": "A001", "score": 5}).status_code == 401
    assert stranger.get("/api/v1/screen/events").status_code == 401


def test_a_new_key_and_a_forgotten_screen_end_the_old_one(screen, lobby):
    assert screen.get("/api/v1/screen").status_code == 200
    fresh = screens.allow(lobby.site, "1", "chen")
    assert screen.get("/api/v1/screen").status_code == 401
    screen.client.post("/screen", data={"key": fresh})
    assert screen.get("/api/v1/screen").status_code == 200
    screens.forget(lobby.site, "1")
    assert screen.get("/api/v1/screen").status_code == 401


def test_the_key_lets_nobody_into_the_staff_s_pages(visit, key):
    staff = visit("staff")
    for name in ("screen", "lobby"):
        staff.client.cookies.set(name, key)
    assert [staff.get(path).status_code for path in ("/manager", "/counter/1", "/cases")] == [401] * 3


def test_the_key_is_not_kept(store, key):
    with store.read() as cursor:
        kept = str(cursor.all("SELECT * FROM screen"))
    assert key not in kept
    assert key.replace("-", "") not in kept


def test_an_administrator_makes_a_key_and_sees_it_once(sign_in, visit, lobby):
    administrator = sign_in("administrator", "chen")
    page = administrator.form("/screens/2/allow")
    with lobby.site.store.read() as cursor:
        assert screens.allowed(cursor)["2"].allowed_by == "chen"
    shown = page.text.partition('class="key">')[2].partition("<")[0]
    assert screens.counter_of(lobby.site, shown) == "2"
    assert shown not in administrator.page("/screens").text
    assert administrator.form("/screens/2/forget").headers["location"] == "/screens"
    assert screens.counter_of(lobby.site, shown) is None


def test_a_counter_that_is_none_gets_no_key(sign_in):
    refused = sign_in("administrator").form("/screens/77/allow")
    assert refused.status_code in {404, 409}


def test_another_site_can_t_touch_it(screen, lobby, finish):
    ticket = finish()
    answer = screen.post(
        "/api/v1/screen/rating", {"ticket": ticket.label, "score": 1}, **{"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert said(lobby, ticket) is None


def test_where_a_screen_asks_the_end_and_the_next_call_are_two_presses(lobby, take, sign_in, phrases):
    teller, both = sign_in("teller"), phrases["zh_CN"]("counter.finish_next")
    for counter in ("1", "2"):
        take("cash")
        lobby.call_next(counter)
        lobby.start(counter)
    screens.allow(lobby.site, "1", "chen")
    assert both not in teller.page("/counter/1").text
    assert "/counter/1/finish" in teller.page("/counter/1").text
    assert both in teller.page("/counter/2").text


@pytest.mark.parametrize("device", ["screen", "keys"])
def test_done_and_next_in_one_press_leaves_time_to_answer(lobby, take, sign_in, device):
    if device == "screen":
        screens.allow(lobby.site, "1", "chen")
    else:
        screens.note_keys(lobby.site, {"1"})
    for _ in range(3):
        take("cash")
    teller = sign_in("teller")
    teller.post("/api/v1/counters/1/next")
    done = teller.post("/api/v1/counters/1/next", {"finish": True, "ticket": "A001"}).json()
    assert (done["ticket"], done["next"]) == (None, "A002")
    assert prompt(lobby.site, "1").label == "A001"
    # The same press again is meant for A001, and calls nobody either.
    assert teller.post("/api/v1/counters/1/next", {"finish": True, "ticket": "A001"}).status_code == 409
    assert teller.post("/api/v1/counters/1/next").json()["ticket"]["number"] == "A002"
    assert prompt(lobby.site, "1") is None
    teller.form("/counter/1/next", finish="true", ticket="A002")
    assert prompt(lobby.site, "1").label == "A002"


def test_where_nothing_asks_one_press_does_both(lobby, take, sign_in):
    screens.allow(lobby.site, "2", "chen")
    screens.note_keys(lobby.site, {"2"})
    screens.note_keys(lobby.site, {"3"})
    for _ in range(2):
        take("cash")
    teller = sign_in("teller")
    teller.post("/api/v1/counters/1/next")
    assert teller.post("/api/v1/counters/1/next", {"finish": True}).json()["ticket"]["number"] == "A002"
    with lobby.site.store.read() as cursor:
        assert screens.asking(cursor) == {"2", "3"}


def test_with_a_service_still_to_come_there_is_nothing_to_ask_yet(lobby, take):
    screens.allow(lobby.site, "1", "chen")
    take("cash", "corporate")
    take("cash")
    first = lobby.call_next("1")
    second = lobby.finish_and_call("1")
    assert (first.label, second is not None) == ("A001", True)
    assert prompt(lobby.site, "1") is None
