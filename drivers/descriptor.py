"""Bytes through a descriptor that never blocks: what serial port, USB printer and socket share."""

from __future__ import annotations

import errno
import os
import select
from dataclasses import dataclass

from drivers.deadline import Deadline
from drivers.link import LinkGone, LinkStalled

READ_SIZE = 4096

_REASONS = {
    errno.ENOENT: "nothing is plugged in there. Check the cable, the power of the device and the path.",
    errno.EACCES: "this user may not. Add it to the group that owns the port (often dialout or lp).",
    errno.EAGAIN: "another program holds it. Stop that program.",
    errno.EBUSY: "another program holds it. Stop that program.",
    errno.EIO: "the device was pulled out. Check the cable and the power of the device.",
    errno.ENODEV: "the device was pulled out. Check the cable and the power of the device.",
    errno.ENXIO: "nothing is plugged in there. Check the cable, the power of the device and the path.",
    errno.ECONNREFUSED: "the device is there and takes no connection here. Check the port, often 9100.",
    errno.ECONNRESET: "the device ended the connection. It may have been switched off, or be another's.",
    errno.EPIPE: "the device ended the connection. It may have been switched off, or be another's.",
    errno.EHOSTUNREACH: "no device has this address. Check its address, its cable and its power.",
    errno.ENETUNREACH: "this box has no network. Check its network cable.",
    errno.ETIMEDOUT: "the device does not answer any more. Check its power and the network cable.",
}


@dataclass
class Descriptor:
    """An open, non-blocking descriptor, and how it is called in sentences."""

    number: int
    name: str

    def read(self) -> bytes:
        """Whatever has arrived; LinkGone once the other end is gone."""
        try:
            data = os.read(self.number, READ_SIZE)
        except (BlockingIOError, InterruptedError):
            return b""
        except OSError as fault:
            raise LinkGone(gone(self.name, fault)) from fault
        if not data and hung_up(self.number):
            raise LinkGone(gone(self.name))
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes over, in as few pieces as are taken."""
        sent = 0
        while sent < len(data):
            taken = self._offer(data[sent:], sent)
            sent += taken
            if not taken:
                self._await_room(sent, len(data), deadline)

    def _offer(self, data: bytes, sent: int) -> int:
        try:
            return os.write(self.number, data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError as fault:
            raise LinkGone(gone(self.name, fault), sent=sent) from fault

    def _await_room(self, sent: int, total: int, deadline: Deadline) -> None:
        select.select([], [self.number], [], deadline.remaining_s)
        if deadline.passed:
            raise LinkStalled(
                f"{self.name} took {sent} of {total} bytes and no more: the device is busy or asks to wait.",
                sent=sent,
            )


def gone(name: str, fault: Exception | None = None) -> str:
    """The sentence about an end that is not there any more."""
    return f"{name} is gone: {reason(fault or OSError(errno.EIO, ''))}"


def unopened(name: str, fault: Exception) -> str:
    """The sentence about an end that cannot be opened."""
    return f"{name} cannot be opened: {reason(fault)}"


def hung_up(number: int) -> bool:
    """Whether the far end is gone; a port with nothing to read looks the same to `read`."""
    poll = select.poll()
    poll.register(number, 0)
    return bool(poll.poll(0))


def reason(fault: Exception) -> str:
    """Why, and what to do about it."""
    number = getattr(fault, "errno", None) or next(iter(fault.args), None)
    if number in _REASONS:
        return _REASONS[number]
    return f"{os.strerror(number).lower()}." if isinstance(number, int) else f"{fault}."
