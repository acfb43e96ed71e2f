"""What one look of the adviser takes with far too many waiting, and its share of a core over a busy hour."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from config.advice import Advice
from config.branch import SAMPLE, load
from config.calendar import BranchCalendar
from config.schema import TicketClass
from kiosk.advice.adviser import EVERY_S, Adviser
from kiosk.advice.decide import Verdict
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.campaigns.scene import OPENING

WAITING = 100
USUAL = 10
"""Who waits when a busy hour begins."""
_SERVICES = ("cash", "cash", "cash", "noncash", "noncash", "corporate", "consult", "wealth")
_MIX = [TicketClass.ORDINARY] * 7 + [TicketClass.VIP, TicketClass.CARE, TicketClass.APPOINTMENT]
_AT_WORK = ("1", "3", "4", "5")
"""The other windows are closed: there is something to advise."""
_BETWEEN_S = 45
"""Between two who come: 80 an hour, more than four windows can serve."""
_SERVED_S = (120, 600)


@dataclass(slots=True)
class Hour:
    """A busy hour that is played as fast as it can be, with a look of the adviser every half minute."""

    lobby: Lobby
    now: datetime = OPENING
    busy_until: dict[str, datetime] = field(default_factory=dict)
    _random: random.Random = field(default_factory=lambda: random.Random(6))
    _taken: int = 0

    def take(self) -> None:
        services = (self._random.choice(_SERVICES),)
        self.lobby.issue(IssueRequest(services, f"touch-{self._taken}", self._random.choice(_MIX)))
        self._taken += 1

    def go_on(self) -> None:
        """Half a minute of the lobby."""
        self.now += timedelta(seconds=EVERY_S)
        for _ in range(self._random.random() < EVERY_S / _BETWEEN_S):
            self.take()
        for counter in _AT_WORK:
            if self.now < self.busy_until.get(counter, self.now):
                continue
            if self.busy_until.pop(counter, None):
                self.lobby.finish(counter)
            if self.lobby.call_next(counter):
                self.busy_until[counter] = self.now + timedelta(seconds=self._random.uniform(*_SERVED_S))


@dataclass(frozen=True, slots=True)
class Looks:
    """Milliseconds until an answer, and of a core; what was said each time."""

    ms: list[float]
    core_ms: list[float]
    verdicts: list[Verdict]

    @property
    def share(self) -> float:
        """Of a core, in %, at a look every half minute."""
        return 100 * sum(self.core_ms) / len(self.core_ms) / (EVERY_S * 1e3)


def looks(count: int, waiting: int) -> Looks:
    """So many looks, half a minute apart, in an hour that begins with so many waiting."""
    with _hour() as hour:
        for _ in range(waiting):
            hour.take()
        eye, found = Adviser(Advice(), BranchCalendar()), Looks([], [], [])
        for _ in range(count):
            hour.go_on()
            began_s, core_s = time.perf_counter(), time.thread_time()
            verdict = eye.look(hour.lobby.site)
            found.core_ms.append(1e3 * (time.thread_time() - core_s))
            found.ms.append(1e3 * (time.perf_counter() - began_s))
            assert verdict is not None
            found.verdicts.append(verdict)
        return found


@contextmanager
def _hour() -> Iterator[Hour]:
    with (
        tempfile.TemporaryDirectory(prefix="advising-") as folder,
        closing(open_store(Path(folder))) as store,
    ):
        hour = Hour(Lobby(store, load(SAMPLE), lambda: hour.now))
        for counter in hour.lobby.branch.counters:
            if counter.id not in _AT_WORK:
                hour.lobby.close_counter(counter.id)
        yield hour
