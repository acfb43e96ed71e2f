"""The far end of a network cable: a port that takes one host at a time, as printers do at 9100."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass

from drivers.virtual.wire import READ_SIZE

_LAST_PORT = 65_535
_WAITING = 4


class AddressError(OSError):
    """An address that no printer can listen at, in a sentence."""


def parse_address(text: str) -> tuple[str, int]:
    """HOST:PORT in two; an IPv6 address stands in brackets, and port 0 is any that is free."""
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not (colon and host):
        raise AddressError(f"The address {text!r} is not written as HOST:PORT, such as 127.0.0.1:9100.")
    if not (port.isascii() and port.isdigit() and int(port[:9]) <= _LAST_PORT):
        raise AddressError(f"The address {text!r} has the port {port!r}: it must be from 0 to {_LAST_PORT}.")
    return host, int(port)


@dataclass
class TcpWire:
    """A port that can be closed and opened again. One thread owns it."""

    host: str
    port: int
    """0 until the first plugging in chooses one, which is kept from then on."""
    asks_to_wait: bool = False
    """A network needs no XOFF: who does not read makes the other side wait."""
    _listener: socket.socket | None = None
    _host: socket.socket | None = None

    @property
    def name(self) -> str:
        """Where a host finds it."""
        return f"{self.host}:{self.port}"

    @property
    def plugged(self) -> bool:
        """Whether a host can reach us."""
        return self._listener is not None

    def plug(self) -> None:
        """Listen; plugging in twice is fine."""
        if self._listener is not None:
            return
        try:
            family = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0][0]
            self._listener = _listening(family, self.host, self.port)
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            raise AddressError(f"No printer can listen at {self.name}: {reason}.") from fault
        self.port = self._listener.getsockname()[1]

    def unplug(self) -> None:
        """Vanish; whoever is connected is told so by the kernel."""
        self._part()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def fileno(self) -> int:
        """What to select on for a host, or for its bytes."""
        wire = self._host or self._listener
        return wire.fileno() if wire else -1

    def read(self, size: int = READ_SIZE) -> bytes:
        """What the host has sent, perhaps nothing."""
        if self._host is None:
            self._accept()
            return b""
        try:
            data = self._host.recv(size)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._part()
        return data

    def write(self, data: bytes) -> None:
        """Answer; a host that does not listen loses what no longer fits into the cable."""
        if self._host is not None:
            with contextlib.suppress(OSError):
                self._host.send(data)

    def _accept(self) -> None:
        if self._listener is None:
            return
        with contextlib.suppress(OSError):
            self._host, _ = self._listener.accept()
            self._host.settimeout(0)
            self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _part(self) -> None:
        if self._host is not None:
            self._host.close()
            self._host = None


def _listening(family: int, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_WAITING)
        listener.settimeout(0)
    except OSError:
        listener.close()
        raise
    return listener
