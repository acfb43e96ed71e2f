"""The checksums of serial boards and keypads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import xor

from config.frames import Field

_POLYNOMIAL = 0xA001
_START = 0xFFFF


def sum8(data: Iterable[int]) -> int:
    """The sum of all bytes, its lowest byte."""
    return sum(data) & 0xFF


def xor8(data: Iterable[int]) -> int:
    """The exclusive or of all bytes."""
    return reduce(xor, data, 0)


def crc16_modbus(data: Iterable[int]) -> int:
    """The CRC of Modbus RTU: MODBUS over Serial Line, version 1.02, appendix B."""
    crc = _START
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc


def _entry(crc: int) -> int:
    for _ in range(8):
        crc = (crc >> 1) ^ (_POLYNOMIAL if crc & 1 else 0)
    return crc


_TABLE = tuple(map(_entry, range(256)))

CHECKSUMS: Mapping[Field, Callable[[Iterable[int]], int]] = {
    Field.SUM8: sum8,
    Field.XOR8: xor8,
    Field.CRC16: crc16_modbus,
}
