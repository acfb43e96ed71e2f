"""The right to write: one writer at a time on this box, roughly in the order in which they asked.

SQLite lets one writer in as well, but those it turns away sleep and try again, so that whoever
has just written wins most often. 8 processes issuing without a pause, 250 tickets each, 2 cores:

                                p50 ms   p99 ms   worst ms
    SQLite's own busy timeout      0.9        5      2,000
    a busy handler of 0.3-1 ms      14       70        140
    this line, kept by the kernel   12       23         40

The line is a lock on a file beside the store, which a process that dies leaves by dying.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.store.engine import StoreBroken, StoreBusy

_MODE = 0o660


class Line:
    """One connection's way to the right to write; for one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "writer.lock"
        self._standing: _Stander | None = None

    @contextmanager
    def right(self, patience_s: float) -> Iterator[None]:
        """Hold the right for the block; StoreBusy when it does not come in time."""
        place = self._come(patience_s)
        try:
            yield
        finally:
            _leave(place)

    def _come(self, patience_s: float) -> int:
        standing = self._standing
        if standing is None or not standing.wanted_again():
            place = self._enter()
            if _comes_at_once(place):
                return place
            standing = self._standing = _Stander(place)
        if not standing.wait(patience_s):
            raise StoreBusy(
                "The store was held by another process for too long; the lobby's other parts may hang."
            )
        self._standing = None
        return standing.place

    def _enter(self) -> int:
        # Opened anew each time: what is locked is this opening of the file.
        try:
            return os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _MODE)
        except OSError as error:
            msg = f"{self._file} is out of reach ({error.strerror}): mend the data folder, then start afresh."
            raise StoreBroken(msg) from error


class _Stander:
    """Stands in line for us, since the kernel's line knows no deadline.

    Whoever gave up finds it still standing the next time: one thread a connection, however often.
    """

    def __init__(self, place: int) -> None:
        self.place = place
        self._come = threading.Event()
        self._deciding = threading.Lock()
        self._wanted = True
        self._gone = False
        threading.Thread(target=self._stand, name="in line for the store", daemon=True).start()

    def wanted_again(self) -> bool:
        """Want the right after all; False if it came meanwhile and was given back."""
        with self._deciding:
            self._wanted = not self._gone
            return self._wanted

    def wait(self, patience_s: float) -> bool:
        """Whether the right came in time."""
        come = False
        try:
            come = self._come.wait(patience_s)
        finally:
            with self._deciding:
                self._wanted = come = come or self._come.is_set()
        return come

    def _stand(self) -> None:
        fcntl.flock(self.place, fcntl.LOCK_EX)
        with self._deciding:
            if self._wanted:
                self._come.set()
            else:
                self._gone = True
                _leave(self.place)


def _comes_at_once(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(place: int) -> None:
    # Said aloud, since a child forked meanwhile has the same opening.
    fcntl.flock(place, fcntl.LOCK_UN)
    os.close(place)
