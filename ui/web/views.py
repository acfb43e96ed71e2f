"""What many pages show at once is made once for each row of the log."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

FRESH_S = 5.0
"""Waits change with time as well: what is older is made again."""
_MOST = 400


@dataclass(frozen=True, slots=True)
class _View:
    seq: int
    made_at: float
    task: asyncio.Future[str]


class Views:
    """Shares the making of a view among all who ask for it at the same row of the log."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._views: OrderedDict[Hashable, _View] = OrderedDict()

    async def at(self, key: Hashable, seq: int, make: Callable[[], Awaitable[str]]) -> str:
        """The view as of that row of the log, or newer."""
        now = self._monotonic()
        known = self._views.get(key)
        if known is None or known.seq < seq or now - known.made_at > FRESH_S or _failed(known.task):
            known = _View(seq, now, asyncio.ensure_future(make()))
            self._views[key] = known
            self._views.move_to_end(key)
            if len(self._views) > _MOST:
                self._views.popitem(last=False)
        # One page that goes away must not end the making for the others.
        return await asyncio.shield(known.task)


def _failed(task: asyncio.Future[str]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
