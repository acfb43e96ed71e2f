"""The language in which a profile file writes the frames of a serial board, keypad or reader.

A frame is a list of parts: bytes such as "AA 55", or a field such as "address", "text 8",
"number 3 digits" or "crc16-modbus", perhaps with its width in bytes and its coding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from config.bounds import Length

LONGEST = 2_048
"""No frame of a lobby device has more bytes."""
WIDEST = 1_400


class Field(StrEnum):
    """What a part of a frame stands for."""

    BYTES = "bytes"
    ADDRESS = "address"
    ROW = "row"
    LENGTH = "length"
    TEXT = "text"
    LETTER = "letter"
    """The letter of a ticket's number."""
    NUMBER = "number"
    """Its digits."""
    COUNT = "count"
    """How many people wait."""
    KEY = "key"
    SKIP = "skip"
    """Bytes that are passed over unread, and wiped."""
    BIRTH = "birth"
    """A date of birth, of which only an age band leaves the driver."""
    CARD = "card"
    """A card's number, of which only a class leaves the driver."""
    SUM8 = "sum8"
    XOR8 = "xor8"
    CRC16 = "crc16-modbus"

    @property
    def is_check(self) -> bool:
        """Whether it vouches for other parts."""
        return self in {Field.SUM8, Field.XOR8, Field.CRC16}

    @property
    def is_open(self) -> bool:
        """Whether it may be as long as its content is."""
        return self in {Field.TEXT, Field.CARD}


class Coding(StrEnum):
    """How a number is written in bytes."""

    BIG = "big"
    LITTLE = "little"
    BCD = "bcd"
    DIGITS = "digits"
    """Decimal, in ASCII."""
    HEX = "hex"
    """In ASCII."""


_BYTES = re.compile(r"[0-9A-Fa-f]{2}( [0-9A-Fa-f]{2})*")
_FIELD = re.compile(r"([a-z][a-z0-9-]*)(?: ([0-9]{1,4}))?(?: ([a-z]+))?")
_USUAL_WIDTH = {Field.TEXT: 0, Field.CARD: 0, Field.CRC16: 2}
_CODED = frozenset({Field.ADDRESS, Field.ROW, Field.LENGTH, Field.NUMBER, Field.COUNT})
_NUMBERS_AT_MOST = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part of a frame, written as one text."""

    FORM: ClassVar = (
        'bytes such as "AA 55", or a field (address, row, length, text, letter, number, count, key, skip, '
        "birth, card, sum8, xor8, crc16-modbus), then its width in bytes and its coding "
        '(big, little, bcd, digits, hex) where they differ from the usual: "number 3 digits"'
    )

    field: Field
    digits: str = ""
    """The bytes themselves, in hexadecimal."""
    width: int = 1
    """In bytes; 0 is as long as the content is."""
    coding: Coding = Coding.BIG

    @classmethod
    def from_text(cls, text: str) -> Part:
        """The part written as a text; ValueError if it is none."""
        if _BYTES.fullmatch(text):
            return cls(field=Field.BYTES, digits=text, width=len(bytes.fromhex(text)))
        written = _FIELD.fullmatch(text)
        if written is None or written[1] == Field.BYTES:
            raise ValueError(text)
        field = Field(written[1])
        coding = Coding(written[3]) if written[3] else _usual_coding(field)
        width = int(written[2]) if written[2] else _usual_width(field, coding)
        _refuse_odd(field, width, coding, named=bool(written[3]))
        return cls(field=field, width=width, coding=coding)

    @property
    def data(self) -> bytes:
        """The fixed bytes; none for a field."""
        return bytes.fromhex(self.digits)


def _usual_coding(field: Field) -> Coding:
    return Coding.LITTLE if field is Field.CRC16 else Coding.BIG


def _usual_width(field: Field, coding: Coding) -> int:
    return _USUAL_WIDTH.get(field, 1) * (2 if field.is_check and coding is Coding.HEX else 1)


def _refuse_odd(field: Field, width: int, coding: Coding, *, named: bool) -> None:
    """ValueError for a width or a coding that the field cannot have."""
    if width > WIDEST or (width == 0 and not field.is_open):
        raise ValueError(width)
    if field in _CODED and width > _NUMBERS_AT_MOST:
        raise ValueError(width)
    if field.is_check and width != _usual_width(field, coding):
        raise ValueError(width)
    plain = {Coding.BIG, Coding.LITTLE, Coding.HEX}
    if named and not (field in _CODED or (field.is_check and coding in plain)):
        raise ValueError(coding)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Some neighbouring parts of a frame, counted from 1."""

    FORM: ClassVar = 'the first and the last part, counted from 1, such as "2-5"'

    first: int
    last: int

    @classmethod
    def from_text(cls, text: str) -> Stretch:
        """The stretch written as "2-5"; ValueError if it is none."""
        written = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", text)
        if written is None or not 1 <= int(written[1]) <= int(written[2]):
            raise ValueError(text)
        return cls(first=int(written[1]), last=int(written[2]))

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A message of a device's own language."""

    parts: Annotated[tuple[Part, ...], Length(1, 24, "entries")]
    checked: Stretch | None = None
    """What a checksum covers; by default everything before it."""
    counted: Stretch | None = None
    """The parts whose bytes the length counts; by default what stands between it and the checksum."""

    def has(self, field: Field) -> bool:
        """Whether one of its parts is this field."""
        return any(part.field is field for part in self.parts)

    def place(self, field: Field) -> int | None:
        """Where a field stands, counted from 0; None where it does not."""
        return next((at for at, part in enumerate(self.parts) if part.field is field), None)

    def covered(self, check: int) -> range:
        """The places of the parts that a checksum at a place vouches for."""
        if self.checked is None:
            return range(check)
        return range(self.checked.first - 1, self.checked.last)

    def counted_parts(self) -> range:
        """The places of the parts that the length counts."""
        if self.counted is not None:
            return range(self.counted.first - 1, self.counted.last)
        start = (self.place(Field.LENGTH) or 0) + 1
        checks = [at for at, part in enumerate(self.parts) if part.field.is_check and at >= start]
        return range(start, min(checks, default=len(self.parts)))

    @property
    def longest(self) -> int:
        """The most bytes it can have."""
        return LONGEST if any(not part.width for part in self.parts) else self.shortest

    @property
    def shortest(self) -> int:
        """The bytes it has at least."""
        return sum(part.width for part in self.parts)
