"""What a counter's press takes: alone while many wait, and with fifteen others at once."""

from __future__ import annotations

import itertools
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.campaigns.scene import OPENING
from tests.kiosk.cluster import running
from tests.kiosk.sixteen import clock, pressing, sixteen

WAITING = 500
WARM = 20
_MIX = [TicketClass.ORDINARY] * 7 + [TicketClass.VIP, TicketClass.CARE, TicketClass.APPOINTMENT]


@dataclass(frozen=True, slots=True)
class Rush:
    """How fast all counters together emptied a queue, and how many tickets were lost or given twice."""

    calls_a_second: float
    faults: int


class _Hall:
    """A lobby in which as many always wait."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._classes = itertools.cycle(_MIX)
        self._count = itertools.count()
        for _ in range(WAITING):
            self._take()

    def press_ms(self, counter: str) -> float:
        """One press; then the customer is done, and another comes."""
        began_s = time.perf_counter()
        called = self._lobby.call_next(counter)
        took_s = time.perf_counter() - began_s
        assert called is not None
        self._lobby.finish(counter)
        self._take()
        return took_s * 1e3

    def _take(self) -> None:
        request = IssueRequest(("cash",), f"touch-{next(self._count)}", next(self._classes))
        self._lobby.issue(request)


def presses(count: int) -> list[float]:
    """Milliseconds of so many presses at three counters in turn, on the embedded store."""
    seconds = itertools.count()
    with (
        tempfile.TemporaryDirectory(prefix="calling-") as folder,
        closing(open_store(Path(folder))) as store,
    ):
        hall = _Hall(Lobby(store, load(SAMPLE), lambda: OPENING + timedelta(seconds=next(seconds))))
        return [hall.press_ms("123"[number % 3]) for number in range(WARM + count)][WARM:]


def rushes(count: int, people: int) -> list[Rush]:
    """So many people wait, all counters press until nobody does, and again; the first time is not counted."""
    with (
        tempfile.TemporaryDirectory(prefix="calling-") as folder,
        running(None) as cluster,
        closing(open_store(Path(folder), address := cluster.address())) as store,
        pressing(Path(folder), address) as counters,
    ):
        lobby = Lobby(store, sixteen(), clock)
        found = []
        for number in range(count + 1):
            wanted = [IssueRequest(("cash",), f"rush-{number}-{each}") for each in range(people)]
            queue = {lobby.issue(request).id for request in wanted}
            done = counters.round()
            twice = len(done.given) - len(set(done.given))
            found.append(Rush(len(done.given) / done.took_s, twice + len(queue ^ set(done.given))))
        return found[1:]
