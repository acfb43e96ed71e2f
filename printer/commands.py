"""The ESC, GS and FS commands of ESC/POS: each with its length and its meaning.

Commands that print nothing here are known by their length only, so that their
arguments are not taken for letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from printer import kept, lengths, meanings
from printer.lengths import Length, counted, fixed, word
from printer.meanings import Memory
from printer.operations import (
    AutoStatus,
    CounterRequest,
    Cut,
    Feed,
    IdentityRequest,
    LineFeed,
    Move,
    Operation,
    PageDown,
    PageEnd,
    PageTurn,
    Pulse,
    Set,
    Setting,
    Skipped,
    StatusRequest,
    Tabs,
)

Meaning = Callable[[bytes, Memory], Iterable[Operation]]
"""Of the whole command."""


class Command(NamedTuple):
    """One command of the printer's language."""

    length: Length
    meaning: Meaning


def command_at(data: bytes, at: int) -> Command | None:
    """The command whose two letters stand at `at`; None if we do not know it."""
    return _COMMANDS.get(data[at : at + 2])


def _set(setting: Setting, arguments: int = 1, mask: int = 0xFFFF) -> Command:
    def meaning(command: bytes, _memory: Memory) -> Iterable[Operation]:
        yield Set(setting, int.from_bytes(command[2:], "little") & mask)

    return Command(fixed(arguments), meaning)


def _skip(length: Length) -> Command:
    """Known by its length only."""
    return Command(length, lambda command, _memory: [Skipped(command)])


def _signed(command: bytes) -> int:
    return int.from_bytes(command[2:], "little", signed=True)


def _makes(arguments: int, make: Callable[[bytes], Operation]) -> Command:
    return Command(fixed(arguments), lambda command, _memory: [make(command)])


def _remembers(arguments: int, note: Callable[[bytes, Memory], object]) -> Command:
    def meaning(command: bytes, memory: Memory) -> Iterable[Operation]:
        note(command, memory)
        return ()

    return Command(fixed(arguments), meaning)


def _chinese(*, on: bool) -> Command:
    return _remembers(0, lambda _command, memory: setattr(memory, "chinese", on))


def _keeps(name: str) -> Command:
    return _remembers(1, lambda command, memory: setattr(memory, name, command[2]))


_ESC: dict[str, Command] = {
    "\x06": _skip(fixed(1)),
    "\x0c": _makes(0, lambda _command: PageEnd(printed=True, leave=False)),
    " ": _set(Setting.LETTER_SPACING),
    "!": Command(fixed(1), meanings.print_mode),
    "$": _makes(2, lambda command: Move(word(command, 2), relative=False)),
    "%": _skip(fixed(1)),
    "&": _skip(lengths.own_letters),
    "(": _skip(counted(5, 3)),
    "*": Command(lengths.column_image, meanings.column_image),
    "-": _set(Setting.UNDERLINE, mask=3),
    "2": Command(fixed(0), lambda _command, _memory: [Set(Setting.LINE_SPACING, -1)]),
    "3": _set(Setting.LINE_SPACING),
    "=": _set(Setting.PERIPHERAL, mask=1),
    "?": _skip(fixed(1)),
    "@": Command(fixed(0), meanings.reset),
    "D": _makes(0, lambda command: Tabs(tuple(command[2:].rstrip(b"\0"))))._replace(length=lengths.ended(33)),
    "E": _set(Setting.BOLD, mask=1),
    "G": _set(Setting.BOLD, mask=1),
    "J": _makes(1, lambda command: Feed(command[2])),
    "K": _skip(fixed(1)),
    "L": Command(fixed(0), meanings.page_begin),
    "M": _set(Setting.FONT, mask=1),
    "R": _keeps("country"),
    "S": Command(fixed(0), lambda _command, memory: meanings.page_end(memory, printed=False)),
    "T": _makes(1, lambda command: PageTurn(command[2] & 3)),
    "V": _set(Setting.ROTATED, mask=1),
    "W": Command(fixed(8), meanings.page_area),
    "\\": _makes(2, lambda command: Move(_signed(command), relative=True)),
    "a": _set(Setting.ALIGN, mask=3),
    "c": _skip(fixed(2)),
    "d": _makes(1, lambda command: LineFeed(command[2])),
    "e": _skip(fixed(1)),
    "f": _skip(fixed(2)),
    "i": _makes(0, lambda _command: Cut(full=True, feed=None)),
    "m": _makes(0, lambda _command: Cut(full=False, feed=None)),
    "p": _makes(3, lambda command: Pulse(command[2] & 1)),
    "r": _skip(fixed(1)),
    "t": _keeps("code_page"),
    "v": _skip(fixed(0)),
    "{": _set(Setting.UPSIDE_DOWN, mask=1),
}

_GS: dict[str, Command] = {
    "!": Command(fixed(1), meanings.letter_size),
    "$": _makes(2, lambda command: PageDown(word(command, 2), relative=False)),
    "(": Command(counted(5, 3), meanings.counted_gs),
    "*": _skip(lengths.own_picture),
    "/": _skip(fixed(1)),
    "8": Command(counted(7, 3, 4), meanings.large_graphics),
    ":": _skip(fixed(0)),
    "B": _set(Setting.INVERTED, mask=1),
    "E": _skip(fixed(1)),
    "H": _keeps("barcode_letters"),
    "I": _makes(1, lambda command: IdentityRequest(command[2])),
    "L": _set(Setting.LEFT_MARGIN, 2),
    "P": Command(fixed(2), meanings.motion_units),
    "T": _skip(fixed(1)),
    "V": Command(lengths.cut, meanings.cut),
    "W": _set(Setting.AREA_WIDTH, 2),
    "\\": _makes(2, lambda command: PageDown(_signed(command), relative=True)),
    "^": _skip(fixed(3)),
    "a": _makes(1, lambda command: AutoStatus(command[2])),
    "b": _set(Setting.SMOOTH, mask=1),
    "c": _skip(fixed(0)),
    "e": Command(lengths.eject, meanings.eject),
    "f": _keeps("barcode_small"),
    "g": _skip(fixed(4)),
    "h": _keeps("barcode_height"),
    "j": _skip(fixed(1)),
    "k": Command(lengths.barcode, meanings.barcode),
    "r": _makes(1, lambda command: StatusRequest(command[2])),
    "v": Command(lengths.raster_image, meanings.raster),
    "w": _keeps("barcode_module"),
    "z": _skip(fixed(3)),
    "\xe0": _skip(fixed(1)),
    **dict.fromkeys("\xe1\xe2\xe3\xe4\xe5", _makes(0, lambda command: CounterRequest(command[1]))),
}

_FS: dict[str, Command] = {
    "!": Command(fixed(1), meanings.hanzi_mode),
    "&": _chinese(on=True),
    "(": _skip(counted(5, 3)),
    "-": _set(Setting.HANZI_UNDERLINE, mask=3),
    ".": _chinese(on=False),
    "2": _skip(fixed(74)),
    "?": _skip(fixed(2)),
    "C": _skip(fixed(1)),
    "S": Command(fixed(2), meanings.hanzi_spacing),
    "W": Command(fixed(1), meanings.hanzi_double),
    "p": _makes(2, kept.printed_image),
    "q": Command(lengths.stored_pictures, meanings.stored_images),
}

_COMMANDS: dict[bytes, Command] = {
    lead + letter.encode("latin-1"): command
    for lead, table in ((b"\x1b", _ESC), (b"\x1d", _GS), (b"\x1c", _FS))
    for letter, command in table.items()
}
