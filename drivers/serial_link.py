"""A serial port, real or virtual, with write deadlines of its own."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import termios
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import serial

from drivers.link import LinkGone, LinkStalled

if TYPE_CHECKING:
    from config.schema import Printer
    from drivers.deadline import Deadline

READ_SIZE = 4096
BITS_PER_BYTE = 10
"""One start bit, eight data bits, one stop bit."""

_REASONS = {
    errno.ENOENT: "nothing is plugged in there. Check the cable, the power of the device and the path.",
    errno.EACCES: "this user may not. Add it to the group that owns the port (often dialout).",
    errno.EAGAIN: "another program holds it. Stop that program.",
    errno.EIO: "the device was pulled out. Check the cable and the power of the device.",
}


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
            raise LinkGone(f"{self.path} cannot be opened: {_reason(fault)}") from fault

    def fileno(self) -> int:
        """The descriptor of the open port."""
        return self._descriptor()

    def read(self) -> bytes:
        """Whatever has arrived; LinkGone once the port was pulled."""
        descriptor = self._descriptor()
        try:
            data = os.read(descriptor, READ_SIZE)
        except BlockingIOError:
            return b""
        except OSError as fault:
            raise LinkGone(self._gone(fault)) from fault
        if not data and _hung_up(descriptor):
            raise LinkGone(self._gone())
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes to the port's driver, in as few pieces as it takes them."""
        sent = 0
        while sent < len(data):
            taken = self._offer(data[sent:], sent)
            sent += taken
            if not taken:
                self._await_room(sent, len(data), deadline)

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

    def _descriptor(self) -> int:
        if self._port is None:
            raise LinkGone(f"{self.path} is not open.")
        descriptor: int = self._port.fileno()
        return descriptor

    def _tell_driver(self, deed: Callable[[int], None]) -> None:
        # A port that is gone holds nothing back.
        if self._port is not None:
            with contextlib.suppress(OSError, termios.error):
                deed(self._descriptor())

    def _offer(self, data: bytes, sent: int) -> int:
        try:
            return os.write(self._descriptor(), data)
        except BlockingIOError:
            return 0
        except OSError as fault:
            raise LinkGone(self._gone(fault), sent=sent) from fault

    def _await_room(self, sent: int, total: int, deadline: Deadline) -> None:
        select.select([], [self._descriptor()], [], deadline.remaining_s)
        if deadline.passed:
            raise LinkStalled(
                f"{self.path} took {sent} of {total} bytes and no more: the device is busy or asks to wait.",
                sent=sent,
            )

    def _gone(self, fault: OSError | None = None) -> str:
        return f"{self.path} is gone: {_reason(fault or OSError(errno.EIO, ''))}"


def _flow(descriptor: int, action: int) -> None:
    termios.tcflow(descriptor, action)


def _hung_up(descriptor: int) -> bool:
    """Whether the far end is gone; a port with nothing to read looks the same to `read`."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return bool(poll.poll(0))


def _reason(fault: Exception) -> str:
    number = getattr(fault, "errno", None) or next(iter(fault.args), None)
    if number in _REASONS:
        return _REASONS[number]
    return f"{os.strerror(number).lower()}." if isinstance(number, int) else f"{fault}."
