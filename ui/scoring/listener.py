"""Where the server listens."""

from __future__ import annotations

import socket

_BACKLOG = 1_024
_SOON_KNOWN_LOST_MS = 20_000


class ListenError(Exception):
    """An address that can't be listened at; the sentence says what to do."""


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise ListenError(
            f"The scoring server can't listen at {host}, port {port} ({error.strerror}):"
            " end the other program, or choose another port with --port."
        ) from error
    made.listen(_BACKLOG)
    made.setblocking(False)  # noqa: FBT003
    # Ratings are small: an answer must not wait for more of it to come.
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _SOON_KNOWN_LOST_MS)
    return made
