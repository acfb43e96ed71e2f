"""A scoring server of the tests: on a real port, idempotent, and as troublesome as it is asked to be."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from standardwebhooks import Webhook

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY="
_BREATH_S = 5.0

Trouble = Callable[[str, int], str]
"""What happens to a message, by its name and how often it came: see `_ANSWERS`, else `ok`."""


def no_trouble(uid: str, times: int) -> str:
    return "ok"


_ANSWERS = {
    "ok": b"HTTP/1.1 204 No Content\r\n\r\n",
    "created": b'HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{"ok":true}',
    "409": b"HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n",
    "422": b"HTTP/1.1 422 Unprocessable Content\r\nContent-Length: 5\r\n\r\nnever",
    "500": b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\noops",
    "301": b"HTTP/1.1 301 Moved Permanently\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "429": b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
    "an hour": b"HTTP/1.1 503 Later\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n",
    "half": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhal",
    "half head": b"HTTP/1.1 200 O",
    "nonsense": b"SMTP? 220 hello\r\n",
}
_KEPT = frozenset({"ok", "created", "409", "half", "half head", "drop"})
"""After these the message is in effect, whatever the sender heard."""
_CUT = frozenset({"half", "half head", "nonsense", "drop", "lost"})


@dataclass
class Receiver:
    """What it got. A name counts once, however often it comes."""

    trouble: Trouble = no_trouble
    verify: bool = True
    port: int = 0
    kept: dict[str, dict] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    order: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The names that came into effect, by ticket."""
    forged: list[str] = field(default_factory=list)
    busiest: int = 0
    here: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
                while await self._one(reader, writer):
                    pass
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        exact = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        uid = headers["webhook-id"]
        self.paths[uid] = head.split(" ", 2)[1]
        self.times[uid] += 1
        self.here += 1
        self.busiest = max(self.busiest, self.here)
        try:
            return await self._answer(uid, body, exact, writer)
        finally:
            self.here -= 1

    async def _answer(self, uid: str, body: bytes, exact: dict, writer: asyncio.StreamWriter) -> bool:
        what = self.trouble(uid, self.times[uid])
        if what == "hang":
            await asyncio.sleep(_BREATH_S * 10)
        if self.verify:
            try:
                Webhook(SECRET).verify(body, exact)
            except Exception as fault:  # noqa: BLE001  (whatever it is, the signature is not right)
                self.forged.append(f"{uid}: {fault}")
        if what in _KEPT and uid not in self.kept:
            value = self.kept[uid] = json.loads(body)
            self.order[value.get("ticket", {}).get("id", "")].append(uid)
        writer.write(_ANSWERS.get(what, b""))
        await writer.drain()
        return what not in _CUT


@contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    """The server on a thread and a loop of its own, on its old port when it comes back."""
    loop, ready, ended = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        server = await asyncio.start_server(receiver.meet, "127.0.0.1", receiver.port)
        receiver.port = server.sockets[0].getsockname()[1]
        ready.set()
        await ended.wait()
        server.close()
        guests = asyncio.all_tasks() - {asyncio.current_task()}
        for guest in guests:
            guest.cancel()
        await asyncio.gather(*guests, return_exceptions=True)

    def run() -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run, name="receiver")
    thread.start()
    try:
        assert ready.wait(_BREATH_S)
        yield receiver
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(_BREATH_S)
