"""Pages of a box that is cut off: they say so in the reader's words, and are not started afresh for it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from kiosk.store import StoreAway, StoreBusy
from ui.web import main
from ui.web.clerks import Clerks, Site

WHERE = "connection to server at 10.0.0.5 failed"


@pytest.fixture
def cut_off(hall):
    def away():
        raise StoreAway(WHERE)

    hall.clerks.close()
    hall.clerks = Clerks(Site(hall.branch, away, hall.site.clock))
    return hall


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "数据库现在连不上"), ("en", "does not answer")])
def test_a_page_says_it_and_not_where_the_database_stands(cut_off, visit, language, said):
    page = visit("board").get("/board", headers={"Accept": "text/html", "Accept-Language": language})
    assert page.status_code == 503
    assert said in page.text
    assert "10.0.0.5" not in page.text


def test_a_program_is_told_why(cut_off, visit):
    answer = visit("board").get("/api/v1/board")
    assert (answer.status_code, answer.json()["detail"]) == (503, WHERE)


def pats_while(fault, monkeypatch):
    """How often the watchdog is patted in three turns while every look at the store ends so."""
    turns, patted = iter(range(3)), []

    async def sleep(_):
        if next(turns, None) is None:
            raise asyncio.CancelledError

    async def ask(_):
        raise fault

    monkeypatch.setattr(main, "watchdog_s", lambda: 1.0)
    monkeypatch.setattr(main.asyncio, "sleep", sleep)
    monkeypatch.setattr(main, "notify", patted.append)
    hall = SimpleNamespace(clerks=SimpleNamespace(ask=ask), feed=SimpleNamespace(alive=True))
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main._pat(hall))
    return len(patted)


@pytest.mark.warns
def test_a_database_out_of_reach_is_no_reason_to_start_the_pages_afresh(monkeypatch):
    assert pats_while(StoreAway(WHERE), monkeypatch) == 3


@pytest.mark.warns
def test_a_store_that_stays_busy_is(monkeypatch):
    assert pats_while(StoreBusy("It is busy."), monkeypatch) == 0
