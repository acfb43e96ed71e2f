"""How fast a press at a counter is on every board, and how much memory the pages' process takes."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx2

from config.branch import SAMPLE, load
from kiosk.issuing import IssueRequest
from kiosk.staff import Role, Staff
from tests.ui.web.process import lobby_beside, running

FOLLOWERS = 100
WARM = 3
PATIENCE_S = 30.0
_PIN = "739164"
_BEYOND = 20
"""Boards tell more than the one who is called."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds from each press until each board had it, and the most memory that took."""

    changed_ms: list[float]
    most_mb: float


class _Board:
    """A follower that notes when it first heard of each number."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self.news = asyncio.Event()

    async def follow(self, port: int, ready: asyncio.Semaphore) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /api/v1/events HTTP/1.1\r\nHost: board\r\n\r\n")
        await reader.readuntil(b"event: page")
        ready.release()
        with contextlib.closing(writer):
            while line := await reader.readline():
                if line.startswith(b'data: {"html"'):
                    self._hear(line)

    async def changed_s(self, number: str) -> float:
        """The moment at which it knew of a number."""
        while number not in self.heard:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE_S)
        return self.heard[number]

    def _hear(self, line: bytes) -> None:
        now_s, shown = time.monotonic(), line.split(b'class=\\"number\\">', 1)
        if len(shown) == 2:
            self.heard.setdefault(shown[1][:4].decode(), now_s)
            self.news.set()


def pages_measured(changes: int) -> Measured:
    """So many presses while a hundred boards follow."""
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        data = Path(folder)
        _fill(data, WARM + changes + _BEYOND)
        with running(data, "--plain") as started:
            changed_ms = asyncio.run(_changes(started.addresses, WARM + changes))
            return Measured(changed_ms[WARM * FOLLOWERS :], _most_mb(started.process.pid))


def _fill(data: Path, people: int) -> None:
    with lobby_beside(data, load(SAMPLE)) as lobby:
        Staff(lobby.site.store, lobby.site.clock).add("lin", Role.TELLER, _PIN)
        for count in range(people):
            lobby.issue(IssueRequest(("cash",), f"bench-{count}"))


async def _changes(addresses: dict[str, str], presses: int) -> list[float]:
    port = int(addresses["board"].rpartition(":")[2])
    boards = [_Board() for _ in range(FOLLOWERS)]
    ready = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(each.follow(port, ready)) for each in boards]
    for _ in boards:
        await asyncio.wait_for(ready.acquire(), PATIENCE_S)
    changed_ms = await _press(addresses["staff"], boards, presses)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return changed_ms


async def _press(staff: str, boards: list[_Board], presses: int) -> list[float]:
    counters = itertools.cycle("123")
    changed_ms: list[float] = []
    async with httpx2.AsyncClient(base_url=staff, timeout=PATIENCE_S) as teller:
        said = (await teller.post("/api/v1/session", json={"name": "lin", "secret": _PIN})).json()
        token = {"X-Form-Token": said["form_token"]}
        for _ in range(presses):
            deed, pressed_s = f"/api/v1/counters/{next(counters)}/next", time.monotonic()
            answer = await teller.post(deed, json={"finish": True}, headers=token)
            number = answer.json()["ticket"]["number"]
            changed_ms += [1e3 * (await each.changed_s(number) - pressed_s) for each in boards]
    return changed_ms


def _most_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
