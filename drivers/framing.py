"""Frames as profiles describe them: put together to be sent, and found in what a device sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from config.frames import LONGEST, Coding, Field, Frame, Part
from drivers.checksums import CHECKSUMS

Value = int | bytes | bytearray
Values = Mapping[Field, Value]

_SPACE = b" "


def encode(frame: Frame, values: Values) -> bytes:
    """The bytes of a frame; what a number's width cannot hold is cut to its last digits."""
    pieces = [_piece(frame, at, values) for at in range(len(frame.parts))]
    length = frame.place(Field.LENGTH)
    if length is not None:
        counted = sum(len(pieces[at]) for at in frame.counted_parts())
        pieces[length] = _written(counted, frame.parts[length])
    for at, part in enumerate(frame.parts):
        if part.field.is_check:
            covered = b"".join(pieces[place] for place in frame.covered(at))
            pieces[at] = _written(CHECKSUMS[part.field](covered), part)
    return b"".join(pieces)


def _piece(frame: Frame, at: int, values: Values) -> bytes:
    part = frame.parts[at]
    if part.field is Field.BYTES:
        return part.data
    value = values.get(part.field, 0)
    if not isinstance(value, int):
        return _filled(bytes(value), frame, at)
    # What the length is, and what a checksum, is known once the rest is.
    if part.field in _WORDS:
        return _filled(b"", frame, at)
    # A hundred who wait are told as 99, not as none.
    return _written(min(value, _largest(part)) if part.field is Field.COUNT else value, part)


def _filled(content: bytes, frame: Frame, at: int) -> bytes:
    part = frame.parts[at]
    if part.width:
        return content[: part.width].ljust(part.width, _SPACE if part.field in _TEXTS else b"\0")
    # The end of a text must not stand within it.
    end = _end(frame, at)
    return content.replace(end, _SPACE) if end else content


_TEXTS = frozenset({Field.TEXT, Field.LETTER})
_WORDS = _TEXTS | {Field.KEY, Field.SKIP, Field.BIRTH, Field.CARD}


def _written(value: int, part: Part) -> bytes:
    width = part.width
    match part.coding:
        case Coding.BIG | Coding.LITTLE:
            order: Literal["big", "little"] = "big" if part.coding is Coding.BIG else "little"
            return (value % (1 << 8 * width)).to_bytes(width, order)
        case Coding.BCD:
            return bytes.fromhex(f"{value % 10 ** (2 * width):0{2 * width}d}")
        case Coding.DIGITS:
            return f"{value % 10**width:0{width}d}".encode()
        case Coding.HEX:
            return f"{value % 16**width:0{width}X}".encode()


def _largest(part: Part) -> int:
    match part.coding:
        case Coding.BIG | Coding.LITTLE:
            return int(256**part.width) - 1
        case Coding.BCD:
            return int(100**part.width) - 1
        case Coding.DIGITS:
            return int(10**part.width) - 1
        case Coding.HEX:
            return int(16**part.width) - 1


def _read(data: bytearray, part: Part) -> int | None:
    """The number that some bytes write; None where they write none."""
    if part.coding in {Coding.BIG, Coding.LITTLE}:
        return int.from_bytes(data, "big" if part.coding is Coding.BIG else "little")
    digits = data.hex() if part.coding is Coding.BCD else data.decode("latin-1")
    base = 16 if part.coding is Coding.HEX else 10
    plain = digits.isascii() and digits.isalnum()
    try:
        return int(digits, base) if plain else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a device: which, and what it says."""

    name: str
    values: Values

    def number(self, field: Field) -> int | None:
        """The number of a field, if it has one."""
        value = self.values.get(field)
        return value if isinstance(value, int) else None

    def data(self, field: Field) -> bytes | bytearray:
        """The bytes of a field, none if it has none."""
        value = self.values.get(field, b"")
        return b"" if isinstance(value, int) else value


class _No(Enum):
    NEVER = auto()
    """These bytes are not the frame."""
    SHORT = auto()
    """They may become it."""


@dataclass(frozen=True, slots=True)
class _Match:
    size: int
    values: dict[Field, Value]


class Parser:
    """Finds frames in a stream, whatever stands between them; wipes what it lets go of."""

    def __init__(self, frames: Mapping[str, Frame], address: int | None = None) -> None:
        self._frames = dict(frames)
        self._address = address
        self._buffer = bytearray()
        starts = [_start(frame, address) for frame in self._frames.values()]
        self._starts = None if None in starts else frozenset(starts)
        """The bytes with which a message can begin; None where any byte can."""

    @property
    def waits(self) -> bool:
        """Whether a message may have begun."""
        return bool(self._buffer)

    def feed(self, data: bytes | bytearray | memoryview) -> list[Heard]:
        """The messages that these bytes complete."""
        self._buffer += data
        return list(self._found(patient=True))

    def settle(self) -> list[Heard]:
        """The line fell silent: what is still open is noise, perhaps with a message behind it."""
        return list(self._found(patient=False))

    def forget(self) -> None:
        """The line broke."""
        self._drop(len(self._buffer))

    def _found(self, *, patient: bool) -> Iterator[Heard]:
        while self._buffer:
            heard, waits = self._first()
            if heard:
                yield heard
            elif waits and patient and len(self._buffer) < LONGEST:
                return
            else:
                self._drop(self._noise())

    def _noise(self) -> int:
        """How many bytes no message can begin with, the first one among them."""
        if self._starts is None:
            return 1
        later = (at for at, byte in enumerate(self._buffer) if at and byte in self._starts)
        return next(later, len(self._buffer))

    def _first(self) -> tuple[Heard | None, bool]:
        """The message that the buffer begins with, else whether it may become one."""
        waits = False
        for name, frame in self._frames.items():
            found = match(frame, self._buffer, self._address)
            if isinstance(found, _Match):
                self._drop(found.size)
                return Heard(name, found.values), False
            waits |= found is _No.SHORT
        return None, waits

    def _drop(self, count: int) -> None:
        self._buffer[:count] = bytes(count)
        del self._buffer[:count]


def _start(frame: Frame, address: int | None) -> int | None:
    """The byte with which a frame begins, if that is always the same."""
    first = frame.parts[0]
    if first.field is Field.BYTES:
        return first.data[0]
    is_plain = first.field is Field.ADDRESS and address is not None and first.width == 1
    return _written(address or 0, first)[0] if is_plain else None


def match(frame: Frame, data: bytearray, address: int | None = None) -> _Match | _No:
    """The frame that the data begins with; nothing is copied out of it before it is whole and sound."""
    ends = _ends(frame, data)
    if isinstance(ends, _No):
        return ends
    values: dict[Field, Value] = {}
    for at, part in enumerate(frame.parts):
        if part.field is Field.BYTES or part.field in _WORDS:
            continue
        number = _read(data[ends[at] : ends[at + 1]], part)
        if number is None or not _holds(frame, at, number, data, ends):
            return _No.NEVER
        values[part.field] = number
    if address is not None and values.get(Field.ADDRESS, address) != address:
        return _No.NEVER
    for at, part in enumerate(frame.parts):
        if part.field in _WORDS and part.field is not Field.SKIP:
            values[part.field] = data[ends[at] : ends[at + 1]]
    return _Match(ends[-1], values)


def _ends(frame: Frame, data: bytearray) -> list[int] | _No:
    """Where each part begins, and where the last one ends."""
    ends = [0]
    for at, part in enumerate(frame.parts):
        start, width = ends[-1], _width(frame, at, data, ends)
        if width is None:
            return _No.SHORT
        if start + width > LONGEST:
            return _No.NEVER
        if part.field is Field.BYTES and not part.data.startswith(data[start : start + width]):
            return _No.NEVER
        if start + width > len(data):
            return _No.SHORT
        ends.append(start + width)
    return ends


def _width(frame: Frame, at: int, data: bytearray, ends: list[int]) -> int | None:
    """How many bytes a part has here; None where that is not to be seen yet."""
    part = frame.parts[at]
    if part.width:
        return part.width
    length = frame.place(Field.LENGTH)
    if length is not None and length < at and at in frame.counted_parts():
        told = _read(data[ends[length] : ends[length + 1]], frame.parts[length]) or 0
        others = sum(frame.parts[place].width for place in frame.counted_parts() if place != at)
        return max(0, told - others)
    found = data.find(_end(frame, at), ends[-1])
    return found - ends[-1] if found >= 0 else None


def _holds(frame: Frame, at: int, number: int, data: bytearray, ends: list[int]) -> bool:
    """Whether a checksum is right; any other number is."""
    part, covered = frame.parts[at], frame.covered(at)
    if not part.field.is_check:
        return True
    # Through a view: a copy of what a card says would stay in memory.
    with memoryview(data) as whole, whole[ends[covered.start] : ends[covered.stop]] as view:
        return number == CHECKSUMS[part.field](view)


def _end(frame: Frame, at: int) -> bytes:
    """The fixed bytes that end an open part; none where its length is told."""
    length = frame.place(Field.LENGTH)
    if length is not None and length < at and at in frame.counted_parts():
        return b""
    return frame.parts[at + 1].data if at + 1 < len(frame.parts) else b""
