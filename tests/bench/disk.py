"""What the disk under the store costs by itself, to read the other figures by."""

from __future__ import annotations

import os
import tempfile
import time

_COMMIT_BYTES = 45_000
"""About what one ticket adds to the write-ahead log."""
_ROUND = 80


def syncs_ms(count: int) -> list[float]:
    """How long it takes to write as much as a ticket does, and to have it durable."""
    with tempfile.TemporaryFile() as file:
        file.write(bytes(_COMMIT_BYTES * _ROUND))
        file.flush()
        os.fsync(file.fileno())
        return [_sync_ms(file.fileno(), number) for number in range(count)]


def _sync_ms(file: int, number: int) -> float:
    began_s = time.perf_counter()
    os.pwrite(file, bytes(_COMMIT_BYTES), number % _ROUND * _COMMIT_BYTES)
    os.fdatasync(file)
    return (time.perf_counter() - began_s) * 1e3
