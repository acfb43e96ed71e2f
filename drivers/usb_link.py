"""A printer on USB by the kernel's own driver: /dev/usb/lp0, or a name that udev gives it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.descriptor import Descriptor, unopened
from drivers.link import LinkGone

if TYPE_CHECKING:
    from drivers.deadline import Deadline

_CLOSED = -1
_BYTES_PER_S = 800_000.0
"""Full speed, measured with bulk transfers of 64 bytes."""


@dataclass
class UsbLink:
    """Opened by path and never reset: a reset of the port would tear a ticket that is being printed.

    The driver lets one process in at a time.
    """

    path: str
    _number: int = _CLOSED

    @property
    def name(self) -> str:
        """The path of the printer."""
        return self.path

    @property
    def bytes_per_s(self) -> float:
        """How many bytes the line carries in a second."""
        return _BYTES_PER_S

    def open(self) -> None:
        """Open the printer for reading and writing, without ever waiting for it."""
        self.close()
        try:
            self._number = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as fault:
            raise LinkGone(unopened(self.path, fault)) from fault

    def fileno(self) -> int:
        """The open descriptor."""
        return self._descriptor().number

    def read(self) -> bytes:
        """Whatever has arrived; LinkGone once the cable was pulled."""
        return self._descriptor().read()

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes to the driver, which carries one piece at a time."""
        self._descriptor().write(data, deadline)

    def discard(self) -> None:
        """What the driver has taken is on its way: only closing takes it back."""

    def insist(self) -> None:
        """USB has no XOFF to overrule."""

    def close(self) -> None:
        """Close; the driver gives up what it still carries."""
        number, self._number = self._number, _CLOSED
        if number != _CLOSED:
            os.close(number)

    def _descriptor(self) -> Descriptor:
        if self._number == _CLOSED:
            raise LinkGone(f"{self.path} is not open.")
        return Descriptor(self._number, self.path)
