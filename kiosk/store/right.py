"""The right to write: one writer at a time on this box, in the order in which they asked.

SQLite lets one writer in as well, but those it turns away sleep and try again, so that whoever
has just written wins most often. 8 processes issuing without a pause, 250 tickets each, 2 cores:

                                p50 ms   p99 ms   worst ms
    SQLite's own busy timeout      0.9        5      2,000
    a busy handler of 0.3-1 ms      14       70        140
    this line, kept by the kernel   12       23         40

The line is a lock on the data folder: there is nothing to make, to own or to clean up, and
a process that dies leaves it by dying.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.store.engine import StoreBroken, StoreBusy


@contextmanager
def right_to_write(folder: Path, patience_s: float) -> Iterator[None]:
    """Stand in line, and hold the right for the block; StoreBusy when it does not come in time."""
    place = _enter(folder)
    if not _comes_at_once(place):
        _Wait(place).end(patience_s)
    try:
        yield
    finally:
        # Said aloud, since a child forked meanwhile has the same opening.
        fcntl.flock(place, fcntl.LOCK_UN)
        os.close(place)


def _enter(folder: Path) -> int:
    # Opened anew each time: what is locked is this opening of the folder.
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        msg = f"The data folder {folder} is out of reach ({error.strerror}): mend that, then start afresh."
        raise StoreBroken(msg) from error


def _comes_at_once(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class _Wait:
    """A place in line. The kernel's line knows no deadline, so a thread stands in it for us."""

    def __init__(self, place: int) -> None:
        self._place = place
        self._come = threading.Event()
        self._given_up = False
        self._deciding = threading.Lock()

    def end(self, patience_s: float) -> None:
        threading.Thread(target=self._stand, name="in line for the store", daemon=True).start()
        if self._come.wait(patience_s):
            return
        with self._deciding:
            if not self._come.is_set():
                self._given_up = True
                raise StoreBusy(
                    "The store was held by another process for too long; the lobby's other parts may hang."
                )

    def _stand(self) -> None:
        fcntl.flock(self._place, fcntl.LOCK_EX)
        with self._deciding:
            if self._given_up:
                os.close(self._place)
            else:
                self._come.set()
