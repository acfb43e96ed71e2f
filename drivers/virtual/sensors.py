"""What a printer's sensors say, and the status bytes that tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from config.profile import NearEnd


class Roll(Enum):
    """How much paper there is."""

    FULL = auto()
    NEAR_END = auto()
    OUT = auto()


@dataclass(frozen=True, slots=True)
class Sensors:
    """The state of roll, cover, cutter and mouth."""

    roll: Roll = Roll.FULL
    cover_open: bool = False
    cutter_jammed: bool = False
    presenter_jammed: bool = False
    in_mouth: bool = False
    """A ticket is held out and not taken yet."""
    near_end: NearEnd = NearEnd.SENSOR
    """How the sensor of this kind of printer is wired."""

    @property
    def can_print(self) -> bool:
        """Whether the mechanism may move; if not, the printer is off-line."""
        return not (self.roll is Roll.OUT or self.cover_open or self.cutter_jammed or self.presenter_jammed)

    @property
    def out(self) -> bool:
        """Whether there is no paper under the head."""
        return self.roll is Roll.OUT

    @property
    def near(self) -> bool:
        """What the near-end sensor says."""
        if self.near_end is NearEnd.NONE:
            return False
        return (self.roll is Roll.FULL) is (self.near_end is NearEnd.INVERTED)


def real_time_status(sensors: Sensors, n: int) -> bytes:
    """The answer to DLE EOT n, n from 1 to 4."""
    jammed = sensors.cutter_jammed or sensors.presenter_jammed
    bits = {
        1: 0x04 | 0x08 * (not sensors.can_print),
        2: 0x04 * sensors.cover_open | 0x20 * sensors.out | 0x40 * jammed,
        3: 0x08 * sensors.cutter_jammed | 0x04 * sensors.presenter_jammed,
        4: 0x0C * sensors.near | 0x60 * sensors.out,
    }
    return bytes((0x12 | bits[n],))


def automatic_status(sensors: Sensors) -> bytes:
    """The four bytes of an automatic status (GS a)."""
    return bytes(
        (
            0x14 | 0x08 * (not sensors.can_print) | 0x20 * sensors.cover_open,
            0x08 * sensors.cutter_jammed | 0x04 * sensors.presenter_jammed,
            0x03 * sensors.near | 0x0C * sensors.out,
            0x0F,
        )
    )


def paper_status(sensors: Sensors) -> bytes:
    """The answer to GS r 1, which is given only while the printer is on line."""
    return bytes((0x03 * sensors.near,))


def full_status(sensors: Sensors) -> bytes:
    """The answer of kiosk printers to DLE EOT 14h (Custom, KPM210/216, "full status")."""
    return bytes(
        (
            0x10,
            0x0F,
            0x01 * sensors.out | 0x04 * sensors.near | 0x20 * sensors.in_mouth,
            0x03 * sensors.cover_open,
            0x40 * sensors.presenter_jammed,
            0x01 * sensors.cutter_jammed,
        )
    )


def ejector_status(sensors: Sensors) -> bytes:
    """The answer to GS e 6."""
    jam = sensors.presenter_jammed
    return bytes((0x08 * sensors.in_mouth | 0x40 * jam | 0x80 * jam,))


def star_status(sensors: Sensors, marks: int) -> bytes:
    """The nine bytes of Star's automatic status; `marks` is how many ETB were worked off."""
    return bytes(
        (
            0x23,
            0x06,
            0x08 * (not sensors.can_print) | 0x20 * sensors.cover_open,
            0x08 * sensors.cutter_jammed | 0x20 * sensors.presenter_jammed,
            0x00,
            0x04 * sensors.near | 0x08 * sensors.out,
            0x00,
            (marks & 0x18) << 2 | (marks & 0x07) << 1,
            0x00,
        )
    )
