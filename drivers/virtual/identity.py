"""What a virtual printer answers when it is asked who it is (GS I n)."""

from __future__ import annotations

from config.profile import CutKind, Hanzi, PrinterProfile

_ASCII_DIGITS = 0x30
_MODEL = 0x20
_VERSION = 0x01
_FIRMWARE = "1.00 VIRTUAL"
_MAKER = "LOBBY KIOSK"
_SERIAL = "VIRTUAL-0001"


def identity(profile: PrinterProfile, n: int) -> bytes:
    """One byte for n of 1 to 3, a block for 65 to 69, nothing for what it does not know."""
    number = n - _ASCII_DIGITS if _ASCII_DIGITS < n <= _ASCII_DIGITS + 3 else n
    two_byte, cuts = profile.hanzi is not Hanzi.NONE, profile.cut is not CutKind.NONE
    short = {1: _MODEL, 2: 0x01 * two_byte | 0x02 * cuts, 3: _VERSION}
    if number in short:
        return bytes((short[number],))
    language = "CHINA GB18030" if two_byte else ""
    long = {65: _FIRMWARE, 66: _MAKER, 67: profile.id.upper(), 68: _SERIAL, 69: language}
    return b"_" + long[number].encode("ascii") + b"\0" if number in long else b""
