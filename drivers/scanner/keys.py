"""What a scanner that plays a keyboard types: events of Linux's input layer, and the letters they mean. Pure.

The numbers are those of linux/input-event-codes.h; scanners type as a US keyboard unless told otherwise.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

EVENT: Final = struct.Struct("llHHi")
"""struct input_event: seconds, microseconds, type, code, value."""
EV_KEY = 1
RELEASED, PRESSED = 0, 1
ENTER = frozenset({28, 96})
SHIFT = frozenset({42, 54})

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
    (71, "789", "789"),
    (74, "-", "-"),
    (75, "456", "456"),
    (78, "+", "+"),
    (79, "1230.", "1230."),
)
LETTERS = {
    first + at: (plain[at], shifted[at]) for first, plain, shifted in _ROWS for at in range(len(plain))
}
"""By key code: alone, and with shift."""


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key went down or up."""

    code: int
    value: int


def key_events(data: bytes | bytearray) -> Iterator[KeyEvent]:
    """The key events in what an event device gave; what is less than an event is left out."""
    whole = len(data) - len(data) % EVENT.size
    for _, _, kind, code, value in EVENT.iter_unpack(data[:whole]):
        if kind == EV_KEY:
            yield KeyEvent(code, value)


class Typist:
    """Turns keys into bytes as a terminal would have them, with a line feed for Enter."""

    def __init__(self) -> None:
        self._shift: set[int] = set()

    def type(self, event: KeyEvent) -> bytes:
        """What one event types, mostly nothing."""
        if event.code in SHIFT:
            (self._shift.discard if event.value == RELEASED else self._shift.add)(event.code)
            return b""
        if event.value != PRESSED:
            return b""
        if event.code in ENTER:
            return b"\n"
        letters = LETTERS.get(event.code)
        return letters[bool(self._shift)].encode() if letters else b""
