"""What a printer's sensors say, and the status bytes that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Roll(Enum):
    """How much paper there is."""

    FULL = auto()
    NEAR_END = auto()
    OUT = auto()


@dataclass(frozen=True, slots=True)
class Sensors:
    """The state of roll, cover and cutter."""

    roll: Roll = Roll.FULL
    cover_open: bool = False
    cutter_jammed: bool = False

    @property
    def can_print(self) -> bool:
        """Whether the mechanism may move; if not, the printer is off-line."""
        return not (self.roll is Roll.OUT or self.cover_open or self.cutter_jammed)


def real_time_status(sensors: Sensors, n: int) -> bytes:
    """The answer to DLE EOT n, n from 1 to 4."""
    out = sensors.roll is Roll.OUT
    bits = {
        1: 0x04 | 0x08 * (not sensors.can_print),
        2: 0x04 * sensors.cover_open | 0x20 * out | 0x40 * sensors.cutter_jammed,
        3: 0x08 * sensors.cutter_jammed,
        4: 0x0C * (sensors.roll is not Roll.FULL) | 0x60 * out,
    }
    return bytes((0x12 | bits[n],))


def automatic_status(sensors: Sensors) -> bytes:
    """The four bytes of an automatic status (GS a)."""
    return bytes(
        (
            0x14 | 0x08 * (not sensors.can_print) | 0x20 * sensors.cover_open,
            0x08 * sensors.cutter_jammed,
            0x03 * (sensors.roll is not Roll.FULL) | 0x0C * (sensors.roll is Roll.OUT),
            0x0F,
        )
    )


def paper_status(sensors: Sensors) -> bytes:
    """The answer to GS r 1, which is given only while the printer is on line."""
    return bytes((0x03 * (sensors.roll is not Roll.FULL),))
