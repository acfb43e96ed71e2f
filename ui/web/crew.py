"""A few threads that ask a store, each over a connection of its own; the event loop never waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kiosk.store import Store, StoreBroken, StoreBusy

_Clerk = TypeVar("_Clerk")
_T = TypeVar("_T")


class Crews(Generic[_Clerk]):
    """All of a process: `clerk_of` makes what one thread works with, over the store that `opens`."""

    def __init__(
        self,
        opens: Callable[[], Store],
        clerk_of: Callable[[Store], _Clerk],
        on_broken: Callable[[], None],
        *,
        host: str,
    ) -> None:
        self._opens = opens
        self._clerk_of = clerk_of
        self._on_broken = on_broken
        self._host = host
        self._own = threading.local()
        self._stores: list[Store] = []
        self._crews: list[Crew] = []

    def crew(self, name: str, threads: int, most_waiting: int) -> Crew:
        """So many threads of their own, for whom never more than so many deeds wait."""
        made = Crew(ThreadPoolExecutor(threads, name), most_waiting)
        self._crews.append(made)
        return made

    def close(self) -> None:
        """End the threads and their connections."""
        for crew in self._crews:
            crew.threads.shutdown(wait=True, cancel_futures=True)
        for store in self._stores:
            store.close()

    async def do(self, crew: Crew, deed: Callable[[_Clerk], _T]) -> _T:
        """What a deed answers, done by the next of the crew who is free."""
        if crew.waiting >= crew.most:
            says = f"There are more requests than this {self._host} can answer: try again in a moment."
            raise StoreBusy(says)
        crew.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(crew.threads, self._work, deed)
        finally:
            crew.waiting -= 1

    def _work(self, deed: Callable[[_Clerk], _T]) -> _T:
        try:
            return deed(self._clerk())
        except StoreBroken:
            self._on_broken()
            raise

    def _clerk(self) -> _Clerk:
        known: _Clerk | None = getattr(self._own, "clerk", None)
        if known is None:
            store = self._opens()
            self._stores.append(store)
            known = self._own.clerk = self._clerk_of(store)
        return known


@dataclass(slots=True)
class Crew:
    """Threads, and how many deeds wait for them."""

    threads: ThreadPoolExecutor
    most: int
    waiting: int = field(default=0, init=False)
