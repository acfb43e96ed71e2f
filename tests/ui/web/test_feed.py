"""The fan-out: a hundred pages hear everything, and one that never reads holds up nobody."""

from __future__ import annotations

import asyncio
from datetime import datetime
from types import SimpleNamespace

import pytest

from kiosk.event import Kind
from kiosk.store import StoreAway
from ui.web import feed as feed_module
from ui.web import stream
from ui.web.feed import QUEUE_MOST, Feed, Told
from ui.web.stream import Watch, _lines
from ui.web.views import FRESH_S, Views

AT = datetime.fromisoformat("2026-11-25T10:00:00+08:00")
PATIENCE_S = 10.0


def row(seq):
    return Told(seq, AT, Kind.CALLED, seq, f"A{seq:03d}", "1", {})


@pytest.fixture
def feed(store):
    return Feed(store.again)


async def read_all(listener, last):
    seen = []
    while not seen or seen[-1] < last:
        news = await listener.next(PATIENCE_S)
        assert news
        seen += [told.seq for told in news]
    return seen


def test_a_hundred_pages_hear_everything_and_one_that_never_reads_is_dropped(feed):
    async def scene():
        readers = [feed.listen() for _ in range(100)]
        deaf = feed.listen()
        reading = [asyncio.create_task(read_all(each, QUEUE_MOST + 20)) for each in readers]
        for seq in range(1, QUEUE_MOST + 21):
            feed._spread((row(seq),))
            await asyncio.sleep(0)
        heard = await asyncio.wait_for(asyncio.gather(*reading), PATIENCE_S)
        assert all(each == list(range(1, QUEUE_MOST + 21)) for each in heard)
        assert (deaf.dropped, feed.dropped, feed.followers) == (True, 1, 100)
        assert await deaf.next(PATIENCE_S) is None

    asyncio.run(scene())


def test_a_crowd_of_phones_keeps_no_board_from_following(hall, visit, take, lobby, monkeypatch):
    monkeypatch.setattr(stream, "_FOLLOWERS_MOST", 2)
    token = lobby.token(take("cash"))
    for _ in range(2):
        hall.feed.listen("public")
    refused = visit("public").get(f"/api/v1/events?ticket={token}")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
    assert hall.feed.following("board") == 0


def test_when_the_pages_end_every_stream_ends(feed):
    async def scene():
        await feed.start()
        listener = feed.listen()
        assert feed.alive
        await feed.stop()
        assert await listener.next(PATIENCE_S) is None
        assert await feed.listen().next(PATIENCE_S) is None
        assert not feed.alive

    asyncio.run(scene())


def test_what_is_committed_elsewhere_is_heard_with_its_number(feed, take, lobby):
    async def scene():
        await feed.start()
        listener = feed.listen()
        await asyncio.to_thread(take, "cash")
        news = []
        while not any(told.kind is Kind.ISSUED for told in news):
            news += await listener.next(PATIENCE_S)
        assert next(told.number for told in news if told.kind is Kind.ISSUED) == "A001"
        assert feed.head >= news[-1].seq
        await feed.stop()

    asyncio.run(scene())


def test_a_view_is_made_once_for_all_who_ask_at_the_same_row():
    made = []
    now = SimpleNamespace(s=0.0)

    async def make():
        made.append(len(made))
        await asyncio.sleep(0)
        return f"view {made[-1]}"

    async def scene():
        views = Views(lambda: now.s)
        assert set(await asyncio.gather(*(views.at("board", 5, make) for _ in range(100)))) == {"view 0"}
        assert await views.at("board", 4, make) == "view 0"
        assert await views.at("board", 6, make) == "view 1"
        now.s += FRESH_S + 1
        assert await views.at("board", 6, make) == "view 2"
        assert await views.at("other", 6, make) == "view 3"

    asyncio.run(scene())


def test_a_view_that_failed_is_made_again():
    tries = []

    async def make():
        tries.append(1)
        if len(tries) == 1:
            message = "not now"
            raise ValueError(message)
        return "view"

    async def scene():
        views = Views()
        with pytest.raises(ValueError, match="not now"):
            await views.at("board", 1, make)
        assert await views.at("board", 1, make) == "view"

    asyncio.run(scene())


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(stream, "PING_S", 0.01)


def test_a_quiet_stream_beats_and_ends_with_the_session(hall, quick):
    signed_in = [True, False]

    async def still():
        return signed_in.pop(0)

    async def make():
        return "<p>live</p>"

    async def scene():
        watch = Watch("staff", "page", make, lambda _: {}, still)
        return [lines async for lines in _lines(hall, watch, None)]

    said = asyncio.run(scene())
    assert said[0].startswith("retry: ")
    assert "event: page" in said[1]
    assert said[2].startswith(": still here\n\nevent: beat")
    assert said[3].startswith("event: ended")
    assert len(said) == 4


def test_a_page_that_is_unchanged_is_not_sent_again(hall, quick):
    async def make():
        return "the same"

    async def scene():
        watch = Watch("staff", "page", make, lambda _: {"number": "A001"}, None)
        said = []
        async for lines in _lines(hall, watch, None):
            said.append(lines)
            if len(said) == 2:
                hall.feed._spread((row(1),))
            if len(said) == 4:
                await hall.feed.stop()
        return "".join(said)

    said = asyncio.run(scene())
    assert said.count("event: page") == 1
    assert said.count("event: lobby") == 1


class Away:
    """A store that is out of reach for the first asks, as when the box starts while it is cut off."""

    def __init__(self, store, times):
        self._store = store
        self._left = times
        self.asked = 0

    def bell(self):
        self.asked += 1
        if self.asked <= self._left:
            raise StoreAway("The cable is out.")
        return self._store.bell()

    def __getattr__(self, name):
        return getattr(self._store, name)


def test_pages_that_start_while_the_store_is_away_follow_it_once_it_is_there(
    store, take, caplog, monkeypatch
):
    monkeypatch.setattr(feed_module, "_AGAIN_S", 0.01)
    take("cash")
    away = Away(store.again(), 3)
    broken = []

    async def scene():
        feed = Feed(lambda: away, lambda: broken.append(True))
        found, begin = asyncio.Event(), feed._begin
        feed._begin = lambda *words: (begin(*words), found.set())
        await asyncio.wait_for(feed.start(), PATIENCE_S)
        listener = feed.listen()
        await asyncio.wait_for(found.wait(), PATIENCE_S)
        take("cash")
        news = await listener.next(PATIENCE_S)
        await feed.stop()
        return news

    news = asyncio.run(scene())
    assert Kind.ISSUED in {told.kind for told in news}
    assert (away.asked, broken) == (4, [])
    assert [each.levelname for each in caplog.records] == ["WARNING"]
