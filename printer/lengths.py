"""How many bytes each ESC/POS command has, by Epson's command reference.

A length is asked for at the command's first byte; while its head has not arrived, it is
the least that must.
"""

from __future__ import annotations

from collections.abc import Callable

Length = Callable[[bytes, int], int]
"""Of (data, at): how many bytes the command at `at` has, or must have before one can tell."""

PRESENT = 3
"""GS e 3 m holds the ticket out, m steps far."""


def word(data: bytes, at: int) -> int:
    """Two bytes as a number, the low one first."""
    return int.from_bytes(data[at : at + 2], "little")


def fixed(arguments: int) -> Length:
    return lambda _data, _at: 2 + arguments


def counted(head: int, counter: int, size: int = 2) -> Length:
    """A head of so many bytes, with the count of what follows at `counter`."""

    def length(data: bytes, at: int) -> int:
        if len(data) < at + head:
            return head
        return head + int.from_bytes(data[at + counter : at + counter + size], "little")

    return length


def ended(most: int) -> Length:
    """Arguments up to a NUL, at most so many."""

    def length(data: bytes, at: int) -> int:
        end = data.find(b"\0", at + 2, at + 2 + most)
        return end + 1 - at if end >= 0 else min(len(data) - at + 1, 2 + most)

    return length


def column_image(data: bytes, at: int) -> int:
    head = 5
    if len(data) < at + head:
        return head
    return head + word(data, at + 3) * (3 if data[at + 2] in {32, 33} else 1)


def raster_image(data: bytes, at: int) -> int:
    head = 8
    return head if len(data) < at + head else head + word(data, at + 4) * word(data, at + 6)


def own_letters(data: bytes, at: int) -> int:
    """Letters of one's own: ESC & y c1 c2 [x d1 … dk]."""
    head = 5
    if len(data) < at + head:
        return head
    length = head
    for _ in range(data[at + 3], data[at + 4] + 1):
        if len(data) <= at + length:
            return length + 1
        length += 1 + data[at + length] * data[at + 2]
    return length


def own_picture(data: bytes, at: int) -> int:
    """A picture of one's own: GS * x y d1 … dk."""
    head = 4
    return head if len(data) < at + head else head + data[at + 2] * data[at + 3] * 8


def stored_pictures(data: bytes, at: int) -> int:
    """Pictures to keep: FS q n [xL xH yL yH d1 … dk] …."""
    length = 3
    for _ in range(data[at + 2] if len(data) > at + 2 else 0):
        if len(data) < at + length + 4:
            return length + 4
        length += 4 + word(data, at + length) * word(data, at + length + 2) * 8
    return length


def barcode(data: bytes, at: int) -> int:
    if len(data) < at + 4:
        return 4
    counted_from = 65
    if data[at + 2] >= counted_from:
        return 4 + data[at + 3]
    end = data.find(b"\0", at + 3, at + 3 + 255)
    return end + 1 - at if end >= 0 else min(len(data) - at + 1, 3 + 255)


def eject(data: bytes, at: int) -> int:
    """GS e n [m]: only presenting says how far."""
    if len(data) < at + 3:
        return 3
    return 4 if data[at + 2] == PRESENT else 3


def cut(data: bytes, at: int) -> int:
    return 4 if data[at + 2 : at + 3] in {b"A", b"B", b"a", b"b", b"g", b"h"} else 3
