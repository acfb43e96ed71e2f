"""How soon the rating page begins to arrive on a phone: a connection of its own for each, as phones have."""

from __future__ import annotations

import socket
import tempfile
import time
from pathlib import Path

from config.branch import SAMPLE, load
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.ui.web.process import lobby_beside, running

WARM = 20
PATIENCE_S = 30.0
_EACH = 40
"""Requests of one address: fewer than the customers' pages grant at once."""


def first_bytes_ms(phones: int) -> list[float]:
    """Milliseconds from the request to the first byte of the page, each of another ticket."""
    with tempfile.TemporaryDirectory(prefix="rating-") as folder:
        data = Path(folder)
        tokens = _served(data, phones + WARM)
        with running(data, "--plain") as started:
            port = int(started.addresses["public"].rpartition(":")[2])
            return [_first_byte_ms(port, token, count) for count, token in enumerate(tokens)][WARM:]


def _served(data: Path, people: int) -> list[str]:
    with lobby_beside(data, load(SAMPLE)) as lobby:
        return [_visit(lobby, count) for count in range(people)]


def _visit(lobby: Lobby, count: int) -> str:
    ticket = lobby.issue(IssueRequest(("cash",), f"bench-{count}"))
    lobby.call_next("1")
    lobby.finish("1")
    return lobby.token(ticket)


def _first_byte_ms(port: int, token: str, count: int) -> float:
    phone = (f"127.0.1.{1 + count // _EACH}", 0)
    asked = f"GET /T/{token} HTTP/1.1\r\nHost: phone\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S, source_address=phone) as line:
        began_s = time.perf_counter()
        line.sendall(asked.encode())
        answer = line.recv(65_536)
        took_ms = 1e3 * (time.perf_counter() - began_s)
        while part := line.recv(65_536):
            answer += part
    assert b" 200 " in answer[:20], answer[:200]
    assert b'name="score"' in answer
    return took_ms
