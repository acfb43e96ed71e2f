"""A ticket in pieces, so that its printer can be asked how it fares between two of its commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from printer.commands import command_at

_LETTERS = re.compile(rb"[\x20-\xff]+")
_LEADS = frozenset(b"\x1b\x1c\x1d")


def pieces(data: bytes, most: int) -> Iterator[bytes]:
    """The data in pieces of at most so many bytes, unless one command alone is longer; none is torn."""
    begun = done = 0
    for end in _ends(data):
        if end - begun > most and done > begun:
            yield data[begun:done]
            begun = done
        done = end
    if begun < len(data):
        yield data[begun:]


def _ends(data: bytes) -> Iterator[int]:
    """Where each command, and each run of letters, ends."""
    at = 0
    while at < len(data):
        at = min(at + _length(data, at), len(data))
        yield at


def _length(data: bytes, at: int) -> int:
    if found := _LETTERS.match(data, at):
        return len(found.group())
    command = command_at(data, at) if data[at] in _LEADS else None
    return command.length(data, at) if command else 1
