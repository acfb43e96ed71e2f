"""The pages over PostgreSQL: a press, what every page hears of it, and signing in."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.event import Kind
from kiosk.staff import Role, Staff
from kiosk.store import open_store
from tests.kiosk.conftest import cluster
from tests.ui.web.conftest import PIN
from ui.web.board import seen_by_all
from ui.web.stream import Watch, _lines

__all__ = ["cluster"]

PATIENCE_S = 10.0


@pytest.fixture
def store(tmp_path, cluster):
    opened = open_store(tmp_path, cluster.address())
    yield opened
    opened.close()


def test_a_teller_signs_in_and_serves(visit, store, clock, take):
    for _ in range(2):
        take("cash")
    Staff(store, clock).add("lin", Role.TELLER, PIN)
    teller = visit("staff")
    said = teller.post("/api/v1/session", {"name": "lin", "secret": PIN}).json()
    pressed = {"X-Form-Token": said["form_token"]}
    assert teller.post("/api/v1/counters/1/next", **pressed).json()["ticket"]["number"] == "A001"
    after = teller.post("/api/v1/counters/1/next", {"finish": True}, **pressed).json()
    assert after["ticket"]["number"] == "A002"


def test_a_press_is_heard_and_shown_by_a_page_that_follows(hall, lobby, take):
    take("cash")

    async def board():
        return "<p>" + " ".join(call.number for call in lobby.board().calls) + "</p>"

    async def scene():
        await hall.open()
        lines, heard = _lines(hall, Watch("board", "board", board, seen_by_all), None), ""
        async for part in lines:
            heard += part
            if "<p></p>" in heard and "lobby" not in heard:
                await asyncio.to_thread(lobby.call_next, "1")
            if "<p>A001</p>" in heard:
                break
        await lines.aclose()
        await hall.feed.stop()
        return heard

    heard = asyncio.run(asyncio.wait_for(scene(), PATIENCE_S))
    assert f'"kind":"{Kind.CALLED}"' in heard
    assert heard.index('"number":"A001"') < heard.index("<p>A001</p>")


def test_what_a_page_missed_is_told_when_it_comes_back(hall, lobby, take):
    take("cash")
    take("cash")

    async def nothing():
        return ""

    async def scene():
        await hall.open()
        after = hall.feed.head
        for counter in ("1", "2"):
            await asyncio.to_thread(lobby.call_next, counter)
        heard = ""
        async for part in _lines(hall, Watch("board", "board", nothing, seen_by_all), after):
            heard += part
            if heard.count("event: lobby") == 2:
                break
        await hall.feed.stop()
        return heard

    heard = asyncio.run(asyncio.wait_for(scene(), PATIENCE_S))
    assert heard.index("A001") < heard.index("A002")
