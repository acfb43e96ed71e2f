"""A serial port, real or virtual, with write deadlines of its own."""

from __future__ import annotations

import contextlib
import termios
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import serial

from drivers.descriptor import Descriptor, unopened
from drivers.link import LinkGone

if TYPE_CHECKING:
    from config.schema import Printer
    from drivers.deadline import Deadline

BITS_PER_BYTE = 10
"""One start bit, eight data bits, one stop bit."""


@dataclass
class SerialLink:
    """A port opened by path, so that a device that returns under the same path is found again.

    pyserial sets the line up; bytes go by the descriptor itself, because a pyserial write
    to a busy printer never returns.
    """

    path: str
    baud: int = 115_200
    flow: str = "none"
    _port: serial.Serial | None = field(default=None, repr=False)

    @classmethod
    def to(cls, printer: Printer) -> SerialLink:
        """The link a branch's configuration describes."""
        return cls(printer.link, printer.baud, printer.flow)

    @property
    def name(self) -> str:
        """The path of the port."""
        return self.path

    @property
    def bytes_per_s(self) -> float:
        """How many bytes the line carries in a second."""
        return self.baud / BITS_PER_BYTE

    def open(self) -> None:
        """Open the port for this process alone."""
        self.close()
        try:
            self._port = serial.Serial(
                self.path,
                self.baud,
                timeout=0,
                xonxoff=self.flow == "xonxoff",
                rtscts=self.flow == "rtscts",
                exclusive=True,
            )
        except (OSError, ValueError, termios.error) as fault:
            raise LinkGone(unopened(self.path, fault)) from fault

    def fileno(self) -> int:
        """The descriptor of the open port."""
        return self._descriptor().number

    def read(self) -> bytes:
        """Whatever has arrived; LinkGone once the port was pulled."""
        return self._descriptor().read()

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes to the port's driver, in as few pieces as it takes them."""
        self._descriptor().write(data, deadline)

    def discard(self) -> None:
        """Empty the port's output queue, so that old bytes do not come out later."""
        self._tell_driver(lambda descriptor: termios.tcflush(descriptor, termios.TCOFLUSH))

    def insist(self) -> None:
        """Forget an XOFF. The wire of RTS/CTS cannot be overruled."""
        # Linux lets output on again only if it was stopped from this side as well.
        for action in (termios.TCOOFF, termios.TCOON):
            self._tell_driver(partial(_flow, action=action))

    def close(self) -> None:
        """Close the port; whatever a busy printer left in the queue would hold it for 30 seconds."""
        self.discard()
        port, self._port = self._port, None
        if port is not None:
            port.close()

    def _descriptor(self) -> Descriptor:
        if self._port is None:
            raise LinkGone(f"{self.path} is not open.")
        return Descriptor(self._port.fileno(), self.path)

    def _tell_driver(self, deed: Callable[[int], None]) -> None:
        # A port that is gone holds nothing back.
        if self._port is not None:
            with contextlib.suppress(OSError, termios.error):
                deed(self._port.fileno())


def _flow(descriptor: int, action: int) -> None:
    termios.tcflow(descriptor, action)
