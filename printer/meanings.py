"""What each ESC/POS command asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from printer import kept
from printer.lengths import word
from printer.operations import (
    Barcode,
    Columns,
    Cut,
    Eject,
    Fence,
    Operation,
    PageArea,
    PageBegin,
    PageEnd,
    Qr,
    Raster,
    Reset,
    Set,
    Setting,
    Skipped,
    Unknown,
)


@dataclass(slots=True)
class Memory:
    """What a printer keeps from one command to a later one, besides the looks of letters."""

    wakes_chinese: bool
    chinese: bool
    code_page: int = 0
    country: int = 0
    qr_module: int = 3
    qr_level: str = "L"
    qr_content: bytes = b""
    barcode_height: int = 162
    barcode_module: int = 3
    barcode_letters: int = 0
    barcode_small: int = 0
    page: bool = False
    """Whether letters go on a page, ESC L, and not on a line."""
    graphics: Raster | None = None


def print_mode(command: bytes, _memory: Memory) -> Iterable[Operation]:
    bits = command[2]
    yield Set(Setting.FONT, bits & 1)
    yield Set(Setting.BOLD, bits >> 3 & 1)
    yield from _size(1 + (bits >> 5 & 1), 1 + (bits >> 4 & 1))
    yield Set(Setting.UNDERLINE, bits >> 7)


def letter_size(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return _size(1 + (command[2] >> 4 & 7), 1 + (command[2] & 7))


def _size(wide: int, tall: int) -> Iterable[Operation]:
    return Set(Setting.WIDE, wide), Set(Setting.TALL, tall)


def hanzi_mode(command: bytes, _memory: Memory) -> Iterable[Operation]:
    bits = command[2]
    yield from _hanzi_size(1 + (bits >> 2 & 1), 1 + (bits >> 3 & 1))
    yield Set(Setting.HANZI_UNDERLINE, bits >> 7)


def hanzi_double(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return _hanzi_size(1 + (command[2] & 1), 1 + (command[2] & 1))


def _hanzi_size(wide: int, tall: int) -> Iterable[Operation]:
    return Set(Setting.HANZI_WIDE, wide), Set(Setting.HANZI_TALL, tall)


def hanzi_spacing(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return Set(Setting.HANZI_LEFT, command[2]), Set(Setting.HANZI_RIGHT, command[3])


def motion_units(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return Set(Setting.UNIT_ACROSS, command[2]), Set(Setting.UNIT_DOWN, command[3])


def reset(_command: bytes, memory: Memory) -> Iterable[Operation]:
    fresh = Memory(memory.wakes_chinese, memory.wakes_chinese)
    for field in fields(Memory):
        setattr(memory, field.name, getattr(fresh, field.name))
    return [Reset()]


def stored_images(command: bytes, memory: Memory) -> Iterable[Operation]:
    """FS q: when it is done the printer begins as after switching on."""
    return [kept.stored_images(command), *reset(command, memory)]


def column_image(command: bytes, _memory: Memory) -> Iterable[Operation]:
    mode = command[2]
    if mode not in {0, 1, 32, 33}:
        return [Unknown(command)]
    tall = mode >= 32  # noqa: PLR2004 - 24 dots high instead of 8
    across = 1 if mode & 1 else 2
    return [Columns(24 if tall else 8, command[5:], across, 1 if tall else 3)]


def raster(command: bytes, _memory: Memory) -> Iterable[Operation]:
    row_bytes = word(command, 4)
    if command[2:3] not in {b"0", b"\0"} or not row_bytes:
        return [Unknown(command)]
    return [Raster(row_bytes, command[8:], 1 + (command[3] & 1), 1 + (command[3] >> 1 & 1))]


def barcode(command: bytes, memory: Memory) -> Iterable[Operation]:
    counted = command[2] >= 65  # noqa: PLR2004
    content = command[4:] if counted else command[3:].rstrip(b"\0")
    letters, small = memory.barcode_letters & 3, bool(memory.barcode_small & 1)
    return [Barcode(command[2], content, memory.barcode_height, memory.barcode_module, letters, small)]


def eject(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return [Eject(command[2], command[3] if len(command) > 3 else 0)]  # noqa: PLR2004


def page_begin(_command: bytes, memory: Memory) -> Iterable[Operation]:
    memory.page = True
    return [PageBegin()]


def page_area(command: bytes, _memory: Memory) -> Iterable[Operation]:
    return [PageArea(*(word(command, at) for at in (2, 4, 6, 8)))]


def page_end(memory: Memory, *, printed: bool) -> Iterable[Operation]:
    """FF prints the page, ESC S forgets it; both go back to lines."""
    memory.page = False
    return [PageEnd(printed, leave=True)]


def cut(command: bytes, _memory: Memory) -> Iterable[Operation]:
    mode = command[2:3]
    if mode not in {b"\0", b"\1", b"0", b"1", b"A", b"B", b"a", b"b", b"g", b"h"}:
        return [Unknown(command)]
    return [Cut(mode in {b"\0", b"0", b"A", b"a", b"g"}, command[3] if len(command) > 3 else None)]  # noqa: PLR2004


def _graphics(body: bytes, command: bytes, memory: Memory) -> Iterable[Operation]:
    """GS ( L and GS 8 L: function 112 holds a picture, 50 prints it; the others are of what is stored."""
    match body[:2]:
        case b"0p" if len(body) >= 10 and body[2:3] == b"0":  # noqa: PLR2004
            wide = word(body, 6)
            row_bytes = (wide + 7) // 8
            if row_bytes:
                across, down = max(1, body[3] & 3), max(1, body[4] & 3)
                memory.graphics = Raster(row_bytes, body[10:], across, down, row_bytes * 8 - wide)
            return []
        case b"02" | b"0\2" if memory.graphics is not None:
            graphics, memory.graphics = memory.graphics, None
            return [graphics]
        case _:
            return [kept.graphics(body, command)]


def _symbol(body: bytes, command: bytes, memory: Memory) -> Iterable[Operation]:
    """GS ( k for QR codes: function 67 size, 69 error correction, 80 content, 81 print."""
    match body[:2]:
        case b"1A":
            pass
        case b"1C" if len(body) > 2:  # noqa: PLR2004
            memory.qr_module = min(max(body[2], 1), 16)
        case b"1E" if body[2:3] in {b"0", b"1", b"2", b"3"}:
            memory.qr_level = "LMQH"[body[2] - 48]
        case b"1P":
            memory.qr_content = body[3:]
        case b"1Q" if memory.qr_content:
            return [Qr(memory.qr_content, memory.qr_module, memory.qr_level)]
        case b"1R":
            # The size of the symbol is asked for; nobody waits for the answer in a stream of our kind.
            return [Skipped(command)]
        case _:
            return [Unknown(command)]
    return []


def counted_gs(command: bytes, memory: Memory) -> Iterable[Operation]:
    """A command of the family GS ( x pL pH."""
    body = command[5:]
    match command[2:3]:
        case b"k":
            return _symbol(body, command, memory)
        case b"L":
            return _graphics(body, command, memory)
        case b"H" if body[:2] == b"00" and len(body) == 6:  # noqa: PLR2004
            return [Fence(body[2:])]
        case b"A" | b"C" | b"D" | b"E" | b"H" | b"K" | b"M" | b"N" | b"P" | b"Q" | b"V" | b"z":
            return [Skipped(command)]
        case _:
            return [Unknown(command)]


def large_graphics(command: bytes, memory: Memory) -> Iterable[Operation]:
    return _graphics(command[7:], command, memory)
