"""A serial line to boards and keypads: with parity, and read into memory that can be wiped."""

from __future__ import annotations

import os
import termios
from dataclasses import dataclass

from config.unit_profile import Parity
from drivers.link import LinkGone
from drivers.serial_link import SerialLink

_CONTROL = 2
"""Where termios keeps the form of a byte."""


@dataclass
class UnitLink(SerialLink):
    """A serial port whose bytes may have a parity bit."""

    parity: Parity = Parity.NONE

    def open(self) -> None:
        """Open the port, and set its parity."""
        super().open()
        try:
            self._set_parity()
        except termios.error as fault:
            self.close()
            raise LinkGone(f"{self.path} cannot be opened: it knows no {self.parity} parity.") from fault

    def read_into(self, room: bytearray) -> int:
        """Fill the room with what has arrived; how many bytes that were. LinkGone once the port is gone."""
        try:
            count = os.readv(self.fileno(), [room])
        except BlockingIOError:
            return 0
        except OSError:
            count = 0
        return count or self._nothing_read(room)

    def _nothing_read(self, room: bytearray) -> int:
        """Nothing came: `read` says whether that is because the port is gone."""
        late = self.read()
        room[: len(late)] = late
        return len(late)

    def _set_parity(self) -> None:
        settings = termios.tcgetattr(self.fileno())
        control = settings[_CONTROL] & ~(termios.PARENB | termios.PARODD)
        if self.parity is not Parity.NONE:
            control |= termios.PARENB
        if self.parity is Parity.ODD:
            control |= termios.PARODD
        settings[_CONTROL] = control
        termios.tcsetattr(self.fileno(), termios.TCSANOW, settings)
