"""One address at the customers' pages: so many requests, so many streams, and its own place in line."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack
from dataclasses import replace

import pytest
import uvicorn
from starlette.testclient import TestClient

from config.pages import Pages
from ui.web import guards, limits, wire
from ui.web.app import APPS, public_app
from ui.web.guards import Guards
from ui.web.limits import STREAM, Limits, Pace, asker_of
from ui.web.wire import Wire

PATIENCE_S = 10.0
NARROW = Pages(requests_a_minute=60, followers_an_address=2)


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def scope(address="10.0.0.7", path=STREAM, **headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "path": path, "client": (address, 5), "headers": raw}


def test_a_burst_is_granted_then_so_many_a_minute():
    watch = Watch()
    pace = Pace(60, watch)
    assert [pace.wait_s("a") for _ in range(11)] == [0] * 10 + [1]
    assert pace.wait_s("b") == 0
    watch.now += 1.0
    assert [pace.wait_s("a") for _ in range(2)] == [0, 1]
    watch.now += 3_600.0
    assert [pace.wait_s("a") for _ in range(11)] == [0] * 10 + [1]


def test_a_million_addresses_take_no_more_memory_than_some_thousands(monkeypatch):
    monkeypatch.setattr(limits, "_REMEMBERED_MOST", 50)
    pace = Pace(60, Watch())
    for number in range(500):
        pace.wait_s(str(number))
    assert len(pace._buckets) == 50


def test_an_address_follows_so_often_and_a_page_that_ends_makes_room():
    allowed = Limits(NARROW)
    with ExitStack() as first:
        for _ in range(2):
            assert first.enter_context(allowed.admitted(scope())) == 0
        with allowed.admitted(scope()) as wait_s, allowed.admitted(scope("10.0.0.8")) as other:
            assert (wait_s, other) == (30, 0)
        with allowed.admitted(scope(path="/t/AAAA")) as page:
            assert page == 0
    with allowed.admitted(scope()) as wait_s:
        assert wait_s == 0
    assert not allowed._following


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (scope("10.0.0.7"), "10.0.0.7"),
        (scope("::ffff:10.0.0.7"), "10.0.0.7"),
        (scope("2001:db8::1"), "2001:db8::/64"),
        (scope("2001:db8::ffff:2"), "2001:db8::/64"),
        (scope("10.0.0.7", x_forwarded_for="1.2.3.4"), "10.0.0.7"),
        (scope("10.0.0.1", x_forwarded_for="9.9.9.9, 1.2.3.4"), "1.2.3.4"),
        (scope("10.0.0.1"), "10.0.0.1"),
        (scope("10.0.0.1", x_forwarded_for="rubbish" * 99), "?"),
        ({"type": "http", "path": "/", "headers": []}, "?"),
    ],
)
def test_an_asker_is_the_line_or_what_a_trusted_proxy_says(asked, expected):
    assert asker_of(asked, {"10.0.0.1"}) == expected


def test_too_many_requests_get_a_sentence_and_when_to_come_again(hall, branch, monkeypatch):
    object.__setattr__(hall.site, "branch", replace(branch, pages=NARROW))
    phone = TestClient(public_app(hall), raise_server_exceptions=False)
    answers = [phone.get("/t/AAAA") for _ in range(14)]
    assert {answer.status_code for answer in answers[:10]} == {404}
    refused = answers[-1]
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert refused.headers["content-type"] == "application/problem+json"
    assert "from this address" in refused.json()["detail"]


@pytest.mark.parametrize("app", ["staff", "board"])
def test_staff_and_board_are_never_slowed_down(hall, branch, app):
    object.__setattr__(hall.site, "branch", replace(branch, pages=NARROW))
    client = TestClient(APPS[app](hall), raise_server_exceptions=False)
    assert {client.get("/nothing").status_code for _ in range(40)} == {404}


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(guards, "_BODY_WITHIN_S", 0.01)
    said = []

    async def scene():
        never = asyncio.Event()

        async def receive():
            await never.wait()

        async def send(message):
            said.append(message)

        asked = {**scope(path="/t/A/back"), "method": "POST"}
        await asyncio.wait_for(Guards(None)(asked, receive, send), PATIENCE_S)

    asyncio.run(scene())
    assert said[0]["status"] == 503
    assert dict(said[0]["headers"])[b"retry-after"] == b"5"


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(wire, "ASK_WITHIN_S", 0.5)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (b"", b""),
        (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GE"),
    ],
    ids=["silent", "slow", "slow after an answer"],
)
def test_a_connection_that_asks_nothing_to_the_end_is_closed(impatient, asked, said):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def scene():
        door = socket.create_server(("127.0.0.1", 0))
        config = uvicorn.Config(app, http=Wire, lifespan="off", log_config=None, ws="none")
        server = uvicorn.Server(config)
        server.capture_signals = ExitStack
        serving = asyncio.create_task(server.serve(sockets=[door]))
        reader, writer = await asyncio.open_connection(*door.getsockname())
        if asked:
            writer.write(asked)
            assert b"204" in await reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        assert await asyncio.wait_for(reader.read(), PATIENCE_S) == b""
        writer.close()
        server.should_exit = True
        await serving

    asyncio.run(scene())
