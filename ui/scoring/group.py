"""Messages that arrive together are taken in together: one commit for all of them.

While one batch is written the next gathers, so that each waits for two commits at most, and the
busier the server is the fewer commits a rating costs.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence

from kiosk.scoring.intake import Intake
from kiosk.scoring.message import Answer, Sent
from kiosk.store import Store, StoreBroken, StoreBusy, StoreError

BATCH_MOST = 200
WAITING_MOST = 4_000
"""More than that is some seconds of work: who comes then is asked to come later."""

_log = logging.getLogger(__name__)

_Waiting = tuple[Sent, asyncio.Future[Answer]]


class Group:
    """One thread that writes what many requests bring."""

    def __init__(
        self,
        store: Callable[[], Store],
        intake: Callable[[Store], Intake],
        on_broken: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._intake = intake
        self._on_broken = on_broken
        self._waiting: deque[_Waiting] = deque()
        self._came = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._work, name="intake")

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """What has come is still written."""
        self._ending = True
        self._came.set()
        if self._thread.ident is not None:
            self._thread.join()

    async def take(self, sent: Sent) -> Answer:
        """What became of a message; once it is taken it is durable. StoreError: nothing is known of it."""
        if self._ending or len(self._waiting) >= WAITING_MOST:
            raise StoreBusy("More ratings come than can be written: send this one again later.")
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((sent, future))
        self._came.set()
        return await future

    def _work(self) -> None:
        intake: Intake | None = None
        opened: Store | None = None
        try:
            while batch := self._next():
                try:
                    if intake is None:
                        opened = self._store()
                        intake = self._intake(opened)
                    answers: Sequence[Answer | StoreError] = intake.take([sent for sent, _ in batch])
                except StoreError as error:
                    answers = [error] * len(batch)
                    self._told(error)
                except Exception as error:  # noqa: BLE001  (the next batch must still be served)
                    _log.error("A batch of %d ratings failed.", len(batch), exc_info=error)
                    answers = [StoreError("The ratings could not be written; it was noted.")] * len(batch)
                _hand_out(batch, answers)
        finally:
            if opened is not None:
                opened.close()

    def _next(self) -> list[_Waiting]:
        """What has come so far; empty at the end."""
        while not self._waiting:
            if self._ending:
                return []
            self._came.wait()
            self._came.clear()
        return [self._waiting.popleft() for _ in range(min(BATCH_MOST, len(self._waiting)))]

    def _told(self, error: StoreError) -> None:
        if isinstance(error, StoreBroken):
            self._on_broken()
        elif not isinstance(error, StoreBusy):
            _log.error("%s", error)


def _hand_out(batch: Sequence[_Waiting], answers: Sequence[Answer | StoreError]) -> None:
    """Each sender hears in the loop that asked for it: one call a loop, however many wait there."""
    told: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Answer], Answer | StoreError]]] = {}
    for (_, future), answer in zip(batch, answers, strict=True):
        told.setdefault(future.get_loop(), []).append((future, answer))
    for loop, pairs in told.items():
        # Whoever asked may be gone, and its loop with it.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell, pairs)


def _tell(pairs: Sequence[tuple[asyncio.Future[Answer], Answer | StoreError]]) -> None:
    for future, answer in pairs:
        if future.done():
            continue
        if isinstance(answer, StoreError):
            future.set_exception(answer)
        else:
            future.set_result(answer)
