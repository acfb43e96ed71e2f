"""The gate of an embedded store: whoever has it open stands in it, and one may shut it to all others.

A file that SQLite has open must not be put in another's place: what closes last would take away the log
of the new one. A lock on a file beside the store tells whether anybody has it open; a process that dies
leaves it by dying.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.store.engine import StoreBroken, StoreBusy

PATIENCE_S = 90.0
"""So long who comes waits for one who has shut it: days of the log may have to be carried over."""
_LEFT_S = 10.0
"""Who only looks at a store has left it again by then."""
_LOOK_S = 0.05
_MODE = 0o660
_FILE = "open.lock"


class Gate:
    """One connection's stand in it."""

    def __init__(self, folder: Path) -> None:
        self._place = _enter(folder)
        if not _comes(self._place, fcntl.LOCK_SH, PATIENCE_S):
            os.close(self._place)
            raise StoreBusy(f"The store in {folder} is being put in order: try again in a minute.")

    def leave(self) -> None:
        """Stand in it no more."""
        if self._place >= 0:
            _leave(self._place)
        self._place = -1


@contextmanager
def shut(folder: Path, patience_s: float = _LEFT_S) -> Iterator[None]:
    """Nobody else has the store open while the block lasts; StoreBusy where somebody does not leave it."""
    place = _enter(folder)
    if not _comes(place, fcntl.LOCK_EX, patience_s):
        os.close(place)
        raise StoreBusy(f"Somebody is at work on the store in {folder}: stop the lobby first.")
    try:
        yield
    finally:
        _leave(place)


def _enter(folder: Path) -> int:
    file = folder / _FILE
    try:
        # A lock needs no right to write; and whoever made the file with a narrow umask keeps nobody out.
        place = os.open(file, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, _MODE)
    except OSError as error:
        msg = f"{file} is out of reach ({error.strerror}): mend the data folder, then start afresh."
        raise StoreBroken(msg) from error
    with suppress(OSError):
        if os.fstat(place).st_mode & _MODE != _MODE:
            os.fchmod(place, _MODE)
    return place


def _comes(place: int, kind: int, patience_s: float, monotonic: Callable[[], float] = time.monotonic) -> bool:
    until = monotonic() + patience_s
    while True:
        try:
            fcntl.flock(place, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            time.sleep(_LOOK_S)
        else:
            return True


def _leave(place: int) -> None:
    # Said aloud, since a child forked meanwhile has the same opening.
    fcntl.flock(place, fcntl.LOCK_UN)
    os.close(place)
