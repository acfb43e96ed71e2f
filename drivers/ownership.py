"""One process at most works a printer: a lock that the kernel opens when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MODE = 0o660


class NotOurs(Exception):
    """This process may not work the device; the sentence says why."""


@contextmanager
def owned(data: Path, device: str) -> Iterator[None]:
    """Own a data folder's device for the block; NotOurs where another process does."""
    file = data / f"{device}.lock"
    place = _opened(file)
    try:
        _lock(place, file)
        yield
    finally:
        os.close(place)


def _opened(file: Path) -> int:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _MODE)
    except OSError as fault:
        raise NotOurs(
            f"{file} could not be opened ({fault.strerror}): make the data folder the kiosk's own."
        ) from fault


def _lock(place: int, file: Path) -> None:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        raise NotOurs(
            f"Another devices process works the printer already and holds {file}:"
            " stop that one first. Nothing was changed and nothing was printed."
        ) from held
