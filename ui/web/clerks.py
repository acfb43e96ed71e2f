"""A few threads that ask the lobby, each over a store connection of its own; the event loop never waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from config.schema import Branch
from kiosk.clock import Clock
from kiosk.hours import Holidays, no_holidays
from kiosk.lobby import Lobby
from kiosk.sessions import Sessions
from kiosk.staff import Staff
from kiosk.store import Store, StoreBroken, StoreBusy

_CLERKS = 4
_MOST_WAITING = 400
_GUIDES = 2
_MOST_CUSTOMERS = 200
"""Customers' phones have people of their own: a crowd of them must not keep staff waiting."""
_DOORKEEPERS = 2
"""Each check of a PIN takes 19 MiB and 80 ms: never more than so many at once."""
_MOST_AT_THE_DOOR = 20

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Site:
    """Which branch the pages are of, and how to reach its memory."""

    branch: Branch
    store: Callable[[], Store]
    clock: Clock
    holidays: Holidays = no_holidays


@dataclass(frozen=True, slots=True)
class Clerk:
    """What one thread works with."""

    store: Store
    lobby: Lobby
    staff: Staff
    sessions: Sessions


class Clerks:
    """Ask them for anything that touches the store."""

    def __init__(self, site: Site, on_broken: Callable[[], None] = lambda: None) -> None:
        self._site = site
        self._on_broken = on_broken
        self._own = threading.local()
        self._stores: list[Store] = []
        self._counter_crew = _Crew(ThreadPoolExecutor(_CLERKS, "clerk"), _MOST_WAITING)
        self._hall_crew = _Crew(ThreadPoolExecutor(_GUIDES, "guide"), _MOST_CUSTOMERS)
        self._door_crew = _Crew(ThreadPoolExecutor(_DOORKEEPERS, "doorkeeper"), _MOST_AT_THE_DOOR)

    async def ask(self, deed: Callable[[Clerk], _T]) -> _T:
        """What a deed answers, done by the next clerk who is free."""
        return await self._do(self._counter_crew, deed)

    async def ask_guide(self, deed: Callable[[Clerk], _T]) -> _T:
        """Like `ask`, for customers."""
        return await self._do(self._hall_crew, deed)

    async def ask_doorkeeper(self, deed: Callable[[Clerk], _T]) -> _T:
        """Like `ask`, for the slow checking of PINs, which must not hold up a counter."""
        return await self._do(self._door_crew, deed)

    def close(self) -> None:
        """End the threads and their connections."""
        for crew in (self._counter_crew, self._hall_crew, self._door_crew):
            crew.threads.shutdown(wait=True, cancel_futures=True)
        for store in self._stores:
            store.close()

    async def _do(self, crew: _Crew, deed: Callable[[Clerk], _T]) -> _T:
        if crew.waiting >= crew.most:
            raise StoreBusy("There are more requests than this box can answer: try again in a moment.")
        crew.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(crew.threads, self._work, deed)
        finally:
            crew.waiting -= 1

    def _work(self, deed: Callable[[Clerk], _T]) -> _T:
        try:
            return deed(self._clerk())
        except StoreBroken:
            self._on_broken()
            raise

    def _clerk(self) -> Clerk:
        known: Clerk | None = getattr(self._own, "clerk", None)
        if known is None:
            site, store = self._site, self._site.store()
            self._stores.append(store)
            lobby = Lobby(store, site.branch, site.clock, site.holidays)
            known = self._own.clerk = Clerk(
                store, lobby, Staff(store, site.clock), Sessions(store, site.clock)
            )
        return known


@dataclass(slots=True)
class _Crew:
    threads: ThreadPoolExecutor
    most: int
    waiting: int = 0
