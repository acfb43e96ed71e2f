"""The bank's own service, asked whether a card is a VIP's; the card's number goes nowhere else."""

from __future__ import annotations

import contextlib
import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from config.lobby_devices import Cards
from drivers.cards.wiping import wiped

_MOST = 256
_OK = 200
_YES = b"vip"
_log = logging.getLogger(__name__)

AskVip = Callable[[bytearray], bool]
"""Whether a card is a VIP's; wipes the number."""


class VipService:
    """POSTs the card's digits as text/plain; the answer is the one word `vip`, or any other."""

    def __init__(self, cards: Cards) -> None:
        self._address = urlsplit(cards.vip_service)
        self._patience_s = cards.vip_patience_ms / 1_000

    def __call__(self, card: bytearray) -> bool:
        """Whether the service says VIP; False where it can't be asked, since nobody needs it for a ticket."""
        with wiped(card):
            if not self._address.hostname or not card.isdigit():
                return False
            connection = self._connection()
            answer: list[bytes] = []
            asking = threading.Thread(target=self._ask, args=(connection, card, answer), name="VIP service")
            asking.start()
            # A service that sends a byte a second would hold a socket's own deadline off for ever.
            asking.join(self._patience_s)
            _break_off(connection)
            asking.join(self._patience_s)
            return answer == [_YES]

    def _ask(self, connection: http.client.HTTPConnection, card: bytearray, answer: list[bytes]) -> None:
        try:
            # http.client sends a buffer as it is, without a copy that would stay.
            path = self._address.path or "/"
            connection.request("POST", path, memoryview(card), {"Content-Type": "text/plain"})
            response = connection.getresponse()
            body = response.read(_MOST).strip().lower()
            answer += [body] if response.status == _OK else []
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as fault:
            _log.info(
                "The VIP service gave no answer (%s): the card counts as any other.", type(fault).__name__
            )
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._address.hostname or "", self._address.port
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, port, timeout=self._patience_s, context=context)
        return http.client.HTTPConnection(host, port, timeout=self._patience_s)


def _break_off(connection: http.client.HTTPConnection) -> None:
    """End whatever the connection still waits for; nothing if it is done."""
    wire = connection.sock
    if wire is not None:
        with contextlib.suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)
