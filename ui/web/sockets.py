"""The listening sockets: handed over by systemd, or bound here."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from config.pages import Pages

LISTENERS = ("staff", "board", "public")
"""Each is an app and an address of its own, so that a customer's phone reaches nothing of the staff's."""

_FIRST_FD = 3
_BACKLOG = 256
_BUFFER = 64 * 1024
"""What the kernel keeps for a page that does not read: it would grow to megabytes by itself."""
_SOON_KNOWN_LOST_MS = 20_000
"""A page that went away without a word, or never reads, is disconnected by the kernel after so long."""


class ListenError(Exception):
    """An address that can't be listened at; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a listener is to be found."""

    address: str
    port: int


def places_of(pages: Pages) -> dict[str, Place]:
    """Where the branch wants its listeners."""
    return {
        "staff": Place(pages.staff_address, pages.staff_port),
        "board": Place(pages.board_address, pages.board_port),
        "public": Place(pages.public_address, pages.public_port),
    }


def listening(places: Mapping[str, Place]) -> dict[str, socket.socket]:
    """A socket for each listener: those systemd passed, else those bound here."""
    return _passed() or {name: _bound(place, name) for name, place in places.items()}


def _passed() -> dict[str, socket.socket]:
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return {}
    count = int(os.environ.get("LISTEN_FDS", "0"))
    names = [name for name in os.environ.get("LISTEN_FDNAMES", "").split(":") if name] or list(LISTENERS)
    if unknown := [name for name in names[:count] if name not in LISTENERS]:
        raise ListenError(
            f"systemd passed a socket named {unknown[0]!r}: its FileDescriptorName= is one of"
            f" {', '.join(LISTENERS)}."
        )
    return {name: _tuned(socket.socket(fileno=_FIRST_FD + place)) for place, name in enumerate(names[:count])}


def _bound(place: Place, name: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((place.address, place.port))
    except OSError as error:
        made.close()
        raise ListenError(
            f"The {name} pages can't listen at {place.address}, port {place.port} ({error.strerror}): "
            f"end the other program, or choose another port with --{name}-port or in [pages] of branch.toml."
        ) from error
    made.listen(_BACKLOG)
    return _tuned(made)


def _tuned(made: socket.socket) -> socket.socket:
    made.setblocking(False)  # noqa: FBT003
    made.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _SOON_KNOWN_LOST_MS)
    return made


def address_of(made: socket.socket, *, secure: bool) -> str:
    """What to write into a browser on this box."""
    host, port = made.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"{'https' if secure else 'http'}://{shown}:{port}"
