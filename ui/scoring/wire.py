"""A sender's connection: an answer leaves in one piece, and who asks nothing for long is let go."""

from __future__ import annotations

import asyncio
from typing import Any

from ui.web.wire import Wire


class Corked:
    """Gathers what is written until the loop's next turn: head and body of an answer are one packet."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._parts:
            self._loop.call_soon(self.flush)
        self._parts.append(data)

    def flush(self) -> None:
        if self._parts:
            parts, self._parts = self._parts, []
            self._transport.write(b"".join(parts))

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever a transport has)
        return getattr(self._transport, name)


class SenderWire(Wire):
    """One sender's connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Corked(transport, self.loop))  # type: ignore[arg-type]
