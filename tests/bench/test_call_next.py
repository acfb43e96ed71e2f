"""How long a counter's press takes while many wait.

The limit holds for the press's own time: on a box that others use too, the time that passes is only told.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.kiosk.memory import passing_folder

WAITING = 500
PRESSES = 400
LIMIT_MS = 5.0


class Rush:
    """A lobby in which as many always wait."""

    def __init__(self, lobby: Lobby) -> None:
        self.lobby = lobby
        mix = [TicketClass.ORDINARY] * 7 + [TicketClass.VIP, TicketClass.CARE, TicketClass.APPOINTMENT]
        self._classes = itertools.cycle(mix)
        self._count = itertools.count()

    def take(self) -> None:
        request = IssueRequest(("cash",), f"touch-{next(self._count)}", next(self._classes))
        self.lobby.issue(request)

    def press(self, counter: str) -> tuple[float, float]:
        """Milliseconds of one press, its own and by the wall; then the customer is done and another comes."""
        began, began_own = time.perf_counter(), time.thread_time()
        called = self.lobby.call_next(counter)
        own, wall = time.thread_time() - began_own, time.perf_counter() - began
        assert called is not None
        self.lobby.finish(counter)
        self.take()
        return own * 1_000, wall * 1_000


@pytest.fixture
def rush() -> Iterator[Rush]:
    now = [datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    with passing_folder() as folder, closing(open_store(folder)) as store:
        made = Rush(Lobby(store, load(SAMPLE), clock))
        for _ in range(WAITING):
            made.take()
        yield made


def p99(times: list[float]) -> float:
    return sorted(times)[int(0.99 * len(times))]


def test_a_press_with_five_hundred_waiting_takes_five_milliseconds_at_most(rush):
    presses = [rush.press("123"[n % 3]) for n in range(PRESSES)]
    own, wall = (p99(list(times)) for times in zip(*presses, strict=True))
    print(f"call_next with {WAITING} waiting: p99 {own:.2f} ms of its own, {wall:.2f} ms by the wall")
    assert own <= LIMIT_MS
