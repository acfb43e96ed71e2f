"""Bytes to operations: what a stream of ESC/POS asks for, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from printer.commands import command_at
from printer.letters import cells, chinese, in_two_bytes, latin
from printer.meanings import Memory, page_end
from printer.operations import (
    LineFeed,
    Mark,
    Operation,
    PageEnd,
    RealTime,
    Return,
    Skipped,
    Tab,
    Text,
    Unknown,
)
from printer.realtime import COMMAND, RealTimeEar, begins

_LETTERS = re.compile(rb"[\x20-\xff]+")
_DLE = 0x10
_LEADS = frozenset(b"\x1b\x1c\x1d")
_FORM_FEED, _CANCEL = 0x0C, 0x18
_FIRST_LETTER = 0x20
_MOST = 2_000_000
"""No command of a real job is longer; one that says it is was not a command."""


class Decoder:
    """Reads a stream in chunks of any size.

    Real-time commands come first among the operations of a chunk, wherever they stood in it;
    those within data are obeyed and stay data.
    """

    def __init__(self, *, hanzi: bool = True) -> None:
        """`hanzi`: whether the printer wakes up in Chinese mode, as those with a Chinese font do."""
        self._memory = Memory(hanzi, hanzi)
        self._ear = RealTimeEar()
        self._held = bytearray()
        self._wanted = 1

    def feed(self, chunk: bytes) -> list[Operation]:
        """What this chunk completes."""
        operations: list[Operation] = [RealTime(command) for command in self._ear.hear(chunk)]
        self._held += chunk
        if len(self._held) >= self._wanted:
            operations += self._worked_off()
        return operations

    def finish(self) -> list[Operation]:
        """The stream has ended: what is left of it."""
        left = bytes(self._held)
        self._held.clear()
        self._wanted = 1
        return [Unknown(left)] if left else []

    def _worked_off(self) -> list[Operation]:
        data = bytes(self._held)
        operations: list[Operation] = []
        at = 0
        self._wanted = 1
        while at < len(data):
            used = self._step(data, at, operations)
            if not used:
                break
            at += used
        del self._held[:at]
        return operations

    def _step(self, data: bytes, at: int, operations: list[Operation]) -> int:
        """Read one thing; 0 if it is not all there yet."""
        first = data[at]
        if first >= _FIRST_LETTER:
            return self._letters(data, at, operations)
        if first in _LEADS:
            return self._command(data, at, operations)
        if first == _DLE:
            return _real_time(data, at, operations)
        if self._memory.page and first in {_FORM_FEED, _CANCEL}:
            operations += self._page_control(first)
            return 1
        operations.append(_CONTROLS.get(first) or Unknown(data[at : at + 1]))
        return 1

    def _letters(self, data: bytes, at: int, operations: list[Operation]) -> int:
        found = _LETTERS.match(data, at)
        letters = found.group() if found else b""
        if not self._memory.chinese:
            operations.append(Text(latin(letters, self._memory.code_page, self._memory.country)))
            return len(letters)
        text, used = chinese(letters, more=at + len(letters) == len(data))
        operations += cells(text, in_two_bytes)
        return used

    def _page_control(self, control: int) -> Iterable[Operation]:
        if control == _CANCEL:
            return [PageEnd(printed=False, leave=False)]
        return page_end(self._memory, printed=True)

    def _command(self, data: bytes, at: int, operations: list[Operation]) -> int:
        if len(data) < at + 2:
            return 0
        command = command_at(data, at)
        length = command.length(data, at) if command else 0
        if command is None or length > _MOST:
            used = 2 if data[at + 1] >= _FIRST_LETTER else 1
            operations.append(Unknown(data[at : at + used]))
            return used
        if len(data) < at + length:
            self._wanted = length
            return 0
        operations += command.meaning(data[at : at + length], self._memory)
        return length


def _real_time(data: bytes, at: int, operations: list[Operation]) -> int:
    """Step over a real-time command: it was obeyed when it arrived."""
    if found := COMMAND.match(data, at):
        return len(found.group())
    if begins(data, at):
        return 0
    operations.append(Unknown(data[at : at + 1]))
    return 1


_CONTROLS: dict[int, Operation] = {
    0x06: Skipped(b"\x06"),
    0x09: Tab(), 0x0A: LineFeed(), 0x0C: LineFeed(), 0x0D: Return(), 0x17: Mark(), 0x18: Skipped(b"\x18"),
}  # fmt: skip
