"""A printer on the network, at its raw port: tcp:192.168.1.50:9100."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import socket
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from config.links import RAW_PORT
from drivers.deadline import Deadline
from drivers.descriptor import Descriptor, gone, unopened
from drivers.link import LinkGone

if TYPE_CHECKING:
    from collections.abc import Mapping

_BYTES_PER_S = 1_000_000.0
_CONNECT_S = 0.8
"""A printer in the same house answers in milliseconds."""
_SILENT_MS = 3_000
"""What the other end has not acknowledged for so long never arrived: the connection is half open."""
_KEEPALIVE: Mapping[int, int] = {
    socket.TCP_KEEPIDLE: 2,
    socket.TCP_KEEPINTVL: 1,
    socket.TCP_KEEPCNT: 3,
    socket.TCP_USER_TIMEOUT: _SILENT_MS,
}
_UNSENT = 0x894B
"""SIOCOUTQNSD: bytes that have not left this box; those on their way do not count."""
_DROP = struct.pack("ii", 1, 0)
"""SO_LINGER: on closing, what was not sent is forgotten, so that it does not come out later."""


@dataclass
class TcpLink:
    """One connection, made again whenever it broke."""

    host: str
    port: int = RAW_PORT
    _socket: socket.socket | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """As the branch's configuration writes it."""
        return f"tcp:{self.host}:{self.port}"

    @property
    def bytes_per_s(self) -> float:
        """How many bytes the line carries in a second."""
        return _BYTES_PER_S

    def open(self) -> None:
        """Connect; LinkGone if nobody answers within a moment."""
        self.close()
        try:
            self._socket = _connected(self.host, self.port)
        except OSError as fault:
            raise LinkGone(unopened(self.name, fault)) from fault

    def fileno(self) -> int:
        """The descriptor of the connection."""
        return self._descriptor().number

    def read(self) -> bytes:
        """Whatever has arrived; LinkGone once the printer has ended the connection."""
        descriptor = self._descriptor()
        ready, _, _ = select.select([descriptor.number], [], [], 0)
        data = descriptor.read() if ready else b""
        if ready and not data:
            raise LinkGone(gone(self.name, OSError(errno.ECONNRESET, "")))
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        """Hand all bytes to the network, in as few pieces as it takes them."""
        self._descriptor().write(data, deadline)

    def discard(self) -> None:
        """What waits here cannot be taken back but with the whole connection: that is ended."""
        if self._socket is not None and _unsent(self._socket):
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def insist(self) -> None:
        """A full window cannot be overruled."""

    def close(self) -> None:
        """End the connection, and forget what was not sent."""
        wire, self._socket = self._socket, None
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
            wire.close()

    def _descriptor(self) -> Descriptor:
        if self._socket is None:
            raise LinkGone(f"{self.name} is not open.")
        return Descriptor(self._socket.fileno(), self.name)


def _connected(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    family, kind, protocol, _, address = found[0]
    wire = socket.socket(family, kind, protocol)
    try:
        wire.settimeout(0)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in _KEEPALIVE.items():
            wire.setsockopt(socket.IPPROTO_TCP, option, value)
        _connect(wire, address, Deadline.after(_CONNECT_S))
    except BaseException:
        wire.close()
        raise
    return wire


def _connect(wire: socket.socket, address: tuple[object, ...], deadline: Deadline) -> None:
    fault = wire.connect_ex(address)
    if fault == errno.EINPROGRESS:
        _, ready, _ = select.select([], [wire], [], deadline.remaining_s)
        fault = wire.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) if ready else errno.ETIMEDOUT
    if fault:
        raise OSError(fault, os.strerror(fault))


def _unsent(wire: socket.socket) -> int:
    """Bytes that the other end has left no room for."""
    with contextlib.suppress(OSError):
        return int(struct.unpack("i", fcntl.ioctl(wire.fileno(), _UNSENT, bytes(4)))[0])
    return 0
