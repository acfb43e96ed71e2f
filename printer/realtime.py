"""Real-time commands: a printer obeys them on arrival, even in the middle of a picture."""

from __future__ import annotations

import re

_TAILS = (
    rb"\x04(?:[\x01-\x04\x11\x14\x15]|[\x07\x08\x12].)",  # DLE EOT n, DLE EOT n a
    rb"\x05[\x00-\x02]",  # DLE ENQ n: recover from an error
    rb"\x14\x01[\x00\x01][\x01-\x08]",  # DLE DC4 1: pulse
    rb"\x14\x02\x01\x08",  # DLE DC4 2: switch off
    rb"\x14\x03..",  # DLE DC4 3: buzzer
    rb"\x14\x07[\x01-\x05]",  # DLE DC4 7: tell a state
    rb"\x14\x08\x01\x03\x14\x01\x06\x02\x08",  # DLE DC4 8: clear the buffers
)
COMMAND = re.compile(rb"\x10(?:" + rb"|".join(_TAILS) + rb")", re.DOTALL)
_BEGUN = re.compile(
    rb"\x10(?:\x04[\x07\x08\x12]?|\x05"
    rb"|\x14(?:\x01[\x00\x01]?|\x02\x01?|\x03.?|\x07|\x08(?:\x01(?:\x03(?:\x14(?:\x01(?:\x06\x02?)?)?)?)?)?)?)?\Z",
    re.DOTALL,
)


class RealTimeEar:
    """Finds the real-time commands in a stream, also where a chunk cuts one in two."""

    def __init__(self) -> None:
        self._begun = b""

    def hear(self, chunk: bytes) -> list[bytes]:
        """The commands that this chunk completes."""
        heard = self._begun + chunk
        end = 0
        commands = []
        for found in COMMAND.finditer(heard):
            commands.append(found.group())
            end = found.end()
        begun = _BEGUN.search(heard, end)
        self._begun = begun.group() if begun else b""
        return commands


def harmless(data: bytes) -> bytes:
    """The dots with one more here and there, where they would be a real-time command to the printer.

    DLE EOT, DLE ENQ and DLE DC4 are obeyed even within a picture (Epson, TM-T90, "real-time commands").
    """
    for command in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
        data = data.replace(command, b"\x18" + command[1:])
    return data


def begins(data: bytes, at: int) -> bool:
    """Whether the data ends in the middle of what may become a real-time command."""
    return _BEGUN.match(data, at) is not None
