"""Files that outlive a power cut: whole under their name, or what was there before."""

from __future__ import annotations

import os
from pathlib import Path

_MODE = 0o666


def put(file: Path, content: bytes, *, mode: int = _MODE) -> None:
    """Write a file anew; it is on the disk when this returns, and so is its name."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    place = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        with open(place, "wb") as writing:  # noqa: PTH123 - of a descriptor
            writing.write(content)
            writing.flush()
            os.fsync(writing.fileno())
        beside.replace(file)
    except OSError:
        # A full disk gets no fuller by every try.
        beside.unlink(missing_ok=True)
        raise
    flush(file.parent)


def flush(path: Path) -> None:
    """What is in a file, or what the files of a folder are called, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
