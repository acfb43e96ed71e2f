"""Whether this process works on the common store now: watched by a thread, told by whoever finds it gone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from kiosk.island.keeper import Keeper
from kiosk.island.shared import SOON_S, Shared
from kiosk.island.tide import Tide
from kiosk.store import StoreAway

LOOK_S = 1.0
_log = logging.getLogger(__name__)


class Refused(StoreAway):
    """This box must not give numbers; the sentence says why."""


class Shore(Protocol):
    """What the parts of a process ask of it."""

    @property
    def is_open(self) -> bool: ...

    def lost(self) -> None: ...

    def require(self) -> None: ...


class Watch:
    """One thread with a keeper; everything but `_live` may be called from any thread."""

    def __init__(self, shared: Shared, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._shared = shared
        self._monotonic = monotonic
        self._tide = Tide()
        self._lock = threading.Lock()
        self._refused = ""
        self._looked = threading.Event()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._live, name="shore", daemon=True)

    @property
    def is_open(self) -> bool:
        """Whether the common store is worked on; at the start of a process the first look decides."""
        self._looked.wait(SOON_S)
        return self._tide.is_open

    def require(self) -> None:
        """Refused where this box must not give any number."""
        if self._refused:
            raise Refused(self._refused)

    def lost(self) -> None:
        """Somebody asked the common store, and had no answer."""
        with self._lock:
            self._tide = self._tide.lost(self._monotonic())
        self._wake.set()

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float | None = None) -> None:
        self._ended.set()
        self._wake.set()
        self._thread.join(timeout_s)

    def _live(self) -> None:
        keeper: Keeper | None = None
        while not self._ended.is_set():
            try:
                keeper = keeper or Keeper(self._shared, self._monotonic)
                self._look(keeper)
            except Exception:  # noqa: BLE001
                # The edge of the thread: without it the box would never come back by itself.
                _log.exception("The way to the common store could not be looked after; it is tried again.")
                self._note(fine=False)
            self._wake.wait(LOOK_S)
            self._wake.clear()
        if keeper:
            keeper.close()

    def _look(self, keeper: Keeper) -> None:
        fine = keeper.step()
        self._refused = keeper.refused
        self._note(fine=fine)

    def _note(self, *, fine: bool) -> None:
        with self._lock:
            self._tide = self._tide.looked(self._monotonic(), fine=fine)
        self._looked.set()


@contextmanager
def watching(shared: Shared) -> Iterator[Watch]:
    """A watch, for as long as the block lasts."""
    watch = Watch(shared)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


class Glance:
    """The same for a command that asks once: looked at when it begins."""

    def __init__(self, shared: Shared) -> None:
        keeper = Keeper(shared)
        try:
            self._open = keeper.step()
            self._refused = keeper.refused
        finally:
            keeper.close()

    @property
    def is_open(self) -> bool:
        """Whether the common store answered just now."""
        return self._open

    def lost(self) -> None:
        """It did not after all."""
        self._open = False

    def require(self) -> None:
        """Refused where this box must not give any number."""
        if self._refused:
            raise Refused(self._refused)
