"""Memory that is written over once it has been used, as far as Python can."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def wiped(data: bytearray) -> Iterator[bytearray]:
    """Use the bytes within the block; after it they are zeros, whatever happened."""
    try:
        yield data
    finally:
        wipe(data)


def wipe(data: bytearray) -> None:
    """Zeros over every byte."""
    for at in range(len(data)):
        data[at] = 0
