"""Carries what waits for one server, oldest first, so many at once as it can take."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from secrets import SystemRandom
from typing import Any, Protocol

from kiosk.lasting import Lasting
from kiosk.relay import addressing, outbox, pause
from kiosk.relay.answer import Answer, Meaning
from kiosk.relay.outbox import Settled
from kiosk.relay.pace import Bounds, Draw, Pace, pause_s
from kiosk.relay.parcel import Destination, Fate, Parcel
from kiosk.relay.queue import Queue
from kiosk.store import Store, StoreBroken, StoreError

_BATCH = 256
_SETTLE_S = 0.1
"""Outcomes are written together: at most ten times a second the lobby waits for one small commit."""
_SETTLE_MOST = 200
_GRACE_S = 1.0
_FAULT_S = 1.0
_CHANCE = SystemRandom()

_log = logging.getLogger(__name__)


class Sender(Protocol):
    """Whatever takes a message to a server."""

    def send(self, parcel: Parcel) -> Coroutine[Any, Any, Answer]: ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time and chance, as the relay sees them."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    draw: Draw = _CHANCE.random


class Courier:
    """One destination's deliveries. What it holds is in the store as well: it may die at any moment."""

    def __init__(
        self, store: Store, destination: Destination, sender: Sender, bounds: Bounds, clocks: Clocks
    ) -> None:
        self.destination = destination
        self.pace = Pace()
        self.trouble = ""
        """What the server's last failure was; empty since its last success."""
        self.failing_since_s: float | None = None
        self.doubted = False
        """Whether nothing goes out now, since it would be signed with a time that may be wrong."""
        self._store = store
        self._sender = sender
        self._bounds = bounds
        self._clocks = clocks
        self._queue = Queue()
        self._on_the_way: dict[asyncio.Task[Answer], tuple[Parcel, float]] = {}
        self._settled: list[Settled] = []
        self._settle_at = 0.0
        self._mute_until = 0.0
        self._away = Lasting(_log)
        self._pause_until: float | None = None
        """Until when the server asked to be left alone, where that is not in the store yet."""

    def resume(self, *, away: bool) -> None:
        """Know what was known before this process began; `away` stands until something gets through."""
        if away:
            self.fail("nothing has got through since the relay started")
        with self._store.read() as cursor:
            left_s = pause.left_s(cursor, self.destination, self._clocks.wall())
        if left_s:
            self.pace = self.pace.paused(self._clocks.monotonic() + left_s)

    def doubt(self, *, doubted: bool) -> None:
        """Rest while the box's clock is doubted; on the way is only what went out before."""
        self.doubted = doubted
        if doubted:
            self.fail("this box's clock is in doubt: set date and time")

    def fail(self, why: str) -> None:
        """Nothing gets through; it stays so until something does."""
        self.trouble = why
        if self.failing_since_s is None:
            self.failing_since_s = self._clocks.monotonic()

    async def work(self, wake: Callable[[], None]) -> float:
        """Do what can be done now without the server; how many seconds until there may be more to do."""
        self._gather()
        try:
            if self._is_ripe():
                await self._settle()
            if not self.doubted:
                self._refill()
                self._launch(wake)
            if self._clocks.monotonic() >= self._mute_until:
                self._away.passed()
        except StoreBroken:
            raise
        except StoreError as fault:
            self._away.met(fault)
            self._mute_until = self._clocks.monotonic() + _FAULT_S
        return self._rest_s()

    async def finish(self) -> None:
        """Let what is on the way arrive, for a moment, and note what came of it."""
        if self._on_the_way:
            await asyncio.wait(self._on_the_way, timeout=_GRACE_S)
        for task in self._on_the_way:
            task.cancel()
        await asyncio.gather(*self._on_the_way, return_exceptions=True)
        self._gather()
        self._queue.clear()
        # What can't be noted goes out once more, under the same name.
        with contextlib.suppress(StoreError):
            await self._settle()

    def _gather(self) -> None:
        for task in [task for task in self._on_the_way if task.done()]:
            parcel, sent_s = self._on_the_way.pop(task)
            if not task.cancelled():
                self._take(parcel, sent_s, task.result())

    def _take(self, parcel: Parcel, sent_s: float, answer: Answer) -> None:
        if answer.meaning is Meaning.LATER:
            self._postpone(parcel, sent_s, answer)
            return
        self.pace = self.pace.after_success(self._bounds)
        self.trouble, self.failing_since_s = "", None
        delivered = answer.meaning is Meaning.DELIVERED
        self._note(Settled(parcel, Fate.DELIVERED if delivered else Fate.REFUSED, answer.detail))

    def _note(self, settled: Settled) -> None:
        if not self._settled:
            self._settle_at = self._clocks.monotonic() + _SETTLE_S
        self._settled.append(settled)

    def _postpone(self, parcel: Parcel, sent_s: float, answer: Answer) -> None:
        clocks, bounds = self._clocks, self._bounds
        self.fail(answer.detail)
        self.pace = self.pace.after_failure(sent_s, clocks.monotonic(), answer.kept_s, bounds, clocks.draw)
        own_s = pause_s(parcel.attempts + 1, bounds, clocks.draw)
        next_at = clocks.wall() + max(own_s, answer.kept_s or 0.0)
        if answer.kept_s is not None:
            self._pause_until = clocks.wall() + self.pace.until_s - clocks.monotonic()
        self._note(Settled(parcel, Fate.WAITING, answer.detail, next_at))

    def _is_ripe(self) -> bool:
        """Whether what came of the last ones should be written now."""
        now_s = self._clocks.monotonic()
        if not self._settled or now_s < self._mute_until:
            return False
        all_in = not (self._queue or self._on_the_way)
        return all_in or now_s >= self._settle_at or len(self._settled) >= _SETTLE_MOST

    async def _settle(self) -> None:
        # On another thread: a slow disk must not make answers that have come look like none in time.
        batch = tuple(self._settled)
        await asyncio.to_thread(self._write, batch)
        del self._settled[: len(batch)]
        self._pause_until = None

    def _write(self, batch: tuple[Settled, ...]) -> None:
        # Quietly: nobody in the lobby waits for it.
        with self._store.write(quietly=True) as cursor:
            for each in batch:
                outbox.settle(cursor, each)
                addressing.forget(cursor, each)
            if self._pause_until is not None:
                pause.keep(cursor, self.destination, self._pause_until)

    def _refill(self) -> None:
        now_s = self._clocks.monotonic()
        if self._queue or now_s < self._mute_until or not self.pace.room(len(self._on_the_way), now_s):
            return
        held = {parcel.id for parcel, _ in self._on_the_way.values()}
        held |= {each.parcel.id for each in self._settled}
        wanted, wall_s = _BATCH + len(held), self._clocks.wall()
        with self._store.read() as cursor:
            fresh = outbox.due(cursor, self.destination, wall_s, wanted)
            again = outbox.due(cursor, self.destination, wall_s, wanted, again=True)
        self._queue.fill(parcel for parcel in (*fresh, *again) if parcel.id not in held)

    def _launch(self, wake: Callable[[], None]) -> None:
        now_s = self._clocks.monotonic()
        while self._queue and self.pace.room(len(self._on_the_way), now_s):
            parcel = self._queue.next(probing=self.pace.rounds > 0, draw=self._clocks.draw)
            ready = self._addressed(parcel)
            if ready is None:
                self._note(Settled(parcel, Fate.VOID))
                continue
            task = asyncio.create_task(self._sender.send(ready))
            task.add_done_callback(lambda _: wake())
            self._on_the_way[task] = (parcel, now_s)

    def _addressed(self, parcel: Parcel) -> Parcel | None:
        if self.destination is not Destination.NOTICES:
            return parcel
        with self._store.read() as cursor:
            return addressing.addressed(cursor, parcel)

    def _rest_s(self) -> float:
        now_s = self._clocks.monotonic()
        moments = [self._settle_at] if self._settled else []
        if self._queue and not self.doubted:
            moments.append(self.pace.until_s)
        moments.append(self._mute_until)
        ahead = [moment - now_s for moment in moments if moment > now_s]
        return min(ahead, default=float("inf"))
