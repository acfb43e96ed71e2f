"""One follower of the log for all pages: fans out to a bounded queue for each, and waits for none."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk import rows
from kiosk.event import Event, Kind
from kiosk.follower import Follower
from kiosk.lasting import Lasting
from kiosk.store import Cursor, Store, StoreAway, StoreBroken, StoreError

QUEUE_MOST = 64
_LOOK_S = 0.25
_AGAIN_S = 1.0
"""A store that did not answer is asked again after this: many pages of many boxes may be asking."""
_PAGE = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the log with the number people know the ticket by."""

    seq: int
    at: datetime
    kind: Kind
    ticket_id: int | None
    number: str | None
    counter: str | None
    facts: dict[str, Any]


class Listener:
    """One page's queue. A page that never reads loses its queue and comes back with Last-Event-ID."""

    def __init__(self, feed: Feed, kind: str) -> None:
        self._feed = feed
        self.kind = kind
        self._queue: asyncio.Queue[tuple[Told, ...] | None] = asyncio.Queue(QUEUE_MOST)
        self.dropped = False

    async def next(self, timeout_s: float) -> tuple[Told, ...] | None:
        """All that is new, nothing when the time ran out, None when the stream is over."""
        try:
            first = await asyncio.wait_for(self._queue.get(), timeout_s)
        except TimeoutError:
            return ()
        news = [first]
        while not self._queue.empty():
            news.append(self._queue.get_nowait())
        if None in news:
            return None
        return tuple(told for batch in news if batch for told in batch)

    def tell(self, batch: tuple[Told, ...] | None) -> None:
        """Put something into the queue; drop the listener when it's full."""
        try:
            self._queue.put_nowait(batch)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        """Forget what was not read, and end the stream."""
        self.dropped = True
        self._feed.forget(self)
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    def close(self) -> None:
        self._feed.forget(self)


class Feed:
    """The log, live, for every page of the process."""

    def __init__(self, open_store: Callable[[], Store], on_broken: Callable[[], None] = lambda: None) -> None:
        self._open_store = open_store
        self._on_broken = on_broken
        self._listeners: set[Listener] = set()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._away = Lasting(_log, "The log could not be read just now: %s", "The log can be read again.")
        self.head = 0
        self.dropped = 0

    @property
    def followers(self) -> int:
        """How many pages follow now."""
        return len(self._listeners)

    @property
    def alive(self) -> bool:
        """Whether the log is being followed."""
        return self._thread is not None and self._thread.is_alive()

    async def start(self) -> None:
        """Follow the log from its end on."""
        loop, ready = asyncio.get_running_loop(), asyncio.Event()
        self._thread = threading.Thread(target=self._follow, args=(loop, ready), name="feed")
        self._thread.start()
        await ready.wait()

    async def stop(self) -> None:
        """End every stream, then the thread."""
        self._stopping.set()
        for listener in tuple(self._listeners):
            listener.tell(None)
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    def following(self, kind: str) -> int:
        """How many pages of a kind follow now."""
        return sum(listener.kind == kind for listener in self._listeners)

    def listen(self, kind: str = "") -> Listener:
        """A queue of what happens from now on."""
        listener = Listener(self, kind)
        self._listeners.add(listener)
        if self._stopping.is_set():
            listener.tell(None)
        return listener

    def forget(self, listener: Listener) -> None:
        if listener in self._listeners:
            self._listeners.discard(listener)
            self.dropped += listener.dropped

    def _follow(self, loop: asyncio.AbstractEventLoop, ready: asyncio.Event) -> None:
        try:
            with contextlib.closing(self._open_store()) as store:
                if follower := self._found(loop, store, ready):
                    with contextlib.closing(follower):
                        loop.call_soon_threadsafe(self._begin, follower.cursor, ready)
                        self._work(loop, store, follower)
        except StoreError as error:
            _log.error("The pages can't follow the log any more: %s", error)
            loop.call_soon_threadsafe(ready.set)
            self._on_broken()

    def _found(self, loop: asyncio.AbstractEventLoop, store: Store, ready: asyncio.Event) -> Follower | None:
        """Whoever follows the log; pages that start while the store is away say so until it is there."""
        while not self._stopping.is_set():
            try:
                return Follower(store)
            except StoreAway as away:
                self._away.met(away)
                loop.call_soon_threadsafe(ready.set)
                self._stopping.wait(_AGAIN_S)
        return None

    def _work(self, loop: asyncio.AbstractEventLoop, store: Store, follower: Follower) -> None:
        while not self._stopping.is_set():
            try:
                if events := follower.wait(_LOOK_S):
                    with store.read() as cursor:
                        batch = told(cursor, events)
                    loop.call_soon_threadsafe(self._spread, batch)
                self._away.passed()
            except StoreBroken:
                raise
            except StoreError as error:
                self._away.met(error)
                self._stopping.wait(_AGAIN_S)

    def _begin(self, head: int, ready: asyncio.Event) -> None:
        self.head = head
        ready.set()

    def _spread(self, batch: tuple[Told, ...]) -> None:
        self.head = batch[-1].seq
        for listener in tuple(self._listeners):
            listener.tell(batch)


def told(cursor: Cursor, events: list[Event]) -> tuple[Told, ...]:
    """Events with the numbers of their tickets."""
    wanted = sorted({event.ticket_id for event in events if event.ticket_id is not None})
    marks = ", ".join("?" * len(wanted))
    known = rows.tickets(cursor, f"id IN ({marks})", *wanted) if wanted else []
    labels = {ticket.id: ticket.label for ticket in known}
    return tuple(
        Told(
            event.seq,
            event.at,
            event.kind,
            event.ticket_id,
            labels.get(event.ticket_id or 0),
            event.counter,
            event.facts,
        )
        for event in events
    )


def missed_since(store: Store, after: int, most: int) -> tuple[Told, ...] | None:
    """What happened after a row of the log; None where it is too much to tell one by one."""
    found: list[Event] = []
    with store.read() as cursor:
        while page := rows.events(cursor, found[-1].seq if found else after, _PAGE):
            found += page
            if len(found) > most:
                return None
        return told(cursor, found)
