"""The tablet's look at one ticket: what its paper told of the wait, what is told now, and why."""

from __future__ import annotations

import pytest


@pytest.fixture
def three(lobby, take, branch):
    """One at the only window for cash and two who wait for it."""
    for counter in branch.counters:
        if counter.id != "1":
            lobby.close_counter(counter.id)
    found = [take("cash") for _ in range(3)]
    lobby.call_next("1")
    return found


def test_a_ticket_explains_its_wait(sign_in, three):
    told = sign_in("manager").get("/api/v1/tickets/A003?lang=en").json()["told"]
    assert told["late_s"] is None
    assert 0 <= told["p50_s"] <= told["p90_s"]
    assert told["why"] == {
        "ahead": 2.0,
        "counters": 1,
        "queue_s": 600.0,
        "service_s": 300,
        "learned_from": 0,
        "engine": "queue",
        "learned": False,
        "until_open_s": 0,
    }
    assert told["sentence"] == (
        "2 people go first; 1 window for it; a customer takes about 5 min there"
        " (as configured; no ticket has shown it yet). Worked out from the length of the queue."
    )


def test_it_says_what_would_be_told_now_and_how_late_it_is(sign_in, three, lobby, clock):
    promised_s = three[2].promise.wait.p90_s
    clock.advance(promised_s + 180)
    manager = sign_in("manager")
    now = manager.get("/api/v1/tickets/A003?lang=zh_CN").json()["now"]
    assert (now["waited_s"], now["late_s"], now["ahead"]) == (promised_s + 180, 180, 1)
    assert now["sentence"].startswith("有1人在前，1个窗口可办，每位约5分钟")
    lobby.finish_and_call("1")
    found = manager.get("/api/v1/tickets/A002").json()
    assert (found["now"], found["told"]["late_s"] > 0) == (None, True)


def test_the_tablet_shows_it_with_the_visits_that_were_made(sign_in, three, clock):
    clock.advance(1_500)
    manager = sign_in("manager")
    manager.post("/api/v1/tickets/A003/visit", {"care": "talked"})
    manager.post("/api/v1/tickets/A003/visit")
    shown = manager.page("/manager/tickets/A003?lang=en").text
    assert "Told at 09:30" in shown
    assert "past the promise" in shown
    assert "1 person goes first" in shown
    assert "09:55 Asked after them" in shown
    assert "09:55 Visited" in shown
    assert manager.get("/manager/tickets/A099").status_code == 404


def test_what_is_waited_until_the_doors_open_is_told_apart(sign_in, take, clock):
    clock.now = clock.now.replace(hour=8, minute=45)
    take("cash")
    told = sign_in("manager").get("/api/v1/tickets/A001?lang=en").json()["told"]
    assert told["why"]["until_open_s"] == told["p50_s"] == 900
    assert told["sentence"].endswith("Nobody is served for 15 min yet: these are in it.")
