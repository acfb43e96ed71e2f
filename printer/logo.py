"""The branch's logo: stored in a printer once, and printed from there by a few bytes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from config.profile import LogoWay
from printer.realtime import harmless

WIDEST, TALLEST = 1_024, 240
"""Dots. With these no figure in the head of a command is half of a real-time command."""
KEY = b"01"
"""Its name among a printer's graphics: some know only names of two digits (TM-T90, GS ( L)."""
LIST = b"\x1d(L\x04\x000@KC"
"""GS ( L, function 64: tell the names of what is stored; the list is to be acknowledged."""
ACK = b"\x06"
_GRAPHICS, _PRINT_GRAPHICS = b"0C0", b"0E"
_NUMBER = b"\x01"
"""Of the bit images that FS q stores, ours is the first and only one."""


@dataclass(frozen=True, slots=True)
class Logo:
    """Black dots, ink set, row by row; its measures are dots, and whole bytes."""

    wide: int
    tall: int
    rows: bytes

    @property
    def mark(self) -> str:
        """By what it is told from any other."""
        return sha256(f"{self.wide}x{self.tall}:".encode() + self.rows).hexdigest()

    def fits(self, dots: int) -> bool:
        """Whether a print head of so many dots can print it."""
        return self.wide <= dots


def sendable(logo: Logo, way: LogoWay) -> Logo:
    """The logo with a dot more wherever its bytes, as they are sent, would be a real-time command."""
    if way is LogoWay.BIT_IMAGE:
        columns = harmless(turned(logo.rows, logo.wide, logo.tall))
        return Logo(logo.wide, logo.tall, turned(columns, logo.tall, logo.wide))
    return Logo(logo.wide, logo.tall, harmless(logo.rows))


def storing(logo: Logo, way: LogoWay) -> bytes:
    """What makes a printer keep it: for commissioning only, the memory bears few writes."""
    match way:
        case LogoWay.GRAPHICS:
            body = _GRAPHICS + KEY + b"\x01" + _word(logo.wide) + _word(logo.tall) + b"1" + logo.rows
            return b"\x1d(L" + _word(len(body)) + body
        case LogoWay.BIT_IMAGE:
            columns = turned(logo.rows, logo.wide, logo.tall)
            return b"\x1cq" + _NUMBER + _word(logo.wide // 8) + _word(logo.tall // 8) + columns
        case LogoWay.NONE:
            return b""


def printing(way: LogoWay) -> bytes:
    """What prints it, at the size it was stored in, on a line of its own."""
    match way:
        case LogoWay.GRAPHICS:
            return b"\x1d(L\x06\x00" + _PRINT_GRAPHICS + KEY + b"\x01\x01"
        case LogoWay.BIT_IMAGE:
            return b"\x1cp" + _NUMBER + b"\x00"
        case LogoWay.NONE:
            return b""


def turned(rows: bytes, wide: int, tall: int) -> bytes:
    """Rows of dots as columns; both measures are whole bytes. Turned once more it is as before."""
    bits = f"{int.from_bytes(rows, 'big'):0{wide * tall}b}"
    return int("".join(bits[x::wide] for x in range(wide)), 2).to_bytes(wide * tall // 8, "big")


def _word(number: int) -> bytes:
    return number.to_bytes(2, "little")
