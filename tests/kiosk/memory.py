"""Where tests keep what no disk needs to be tried for."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 1 << 30
"""Containers often have 64 MB there, which a PostgreSQL alone would fill."""


def in_memory() -> Path | None:
    """A folder in memory, or None where there's none or it's small."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH else None


@contextmanager
def passing_folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lobby-", dir=in_memory()) as folder:
        yield Path(folder)
