"""The line to one server: posts a signed message and says what the answer means."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.rating import Endpoint
from kiosk.relay.answer import Answer, answer_of, unanswered
from kiosk.relay.parcel import Destination, Parcel
from kiosk.relay.signing import headers
from kiosk.relay.wire import Reply, Wire, WireError, connect, place_of

_PATHS = {
    Destination.SCORING: "/v1/ratings",
    Destination.NOTICES: "/v1/notices",
    Destination.CHECKS: "/v1/checks",
}
_AGENT = {"user-agent": "lobby-kiosk", "accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Post:
    """Whom a line leads to, and what it signs with."""

    endpoint: Endpoint
    destination: Destination
    secret: bytes
    authority: Path | None = None
    """A PEM of the bank's own authority."""


class Line:
    """Connections to one server, kept open between messages; inside one event loop."""

    def __init__(self, post: Post, wall: Callable[[], float] = time.time) -> None:
        self._post = post
        self._url = place_of(post.endpoint.url, _PATHS[post.destination])
        self._trust = _trust(post.authority) if self._url.scheme == "https" else None
        # Receivers compare the moment with their own: a demonstration's shifted clock is no use here.
        self._wall = wall
        self._free: list[Wire] = []

    async def send(self, parcel: Parcel) -> Answer:
        """Post one; a server that is silent or dribbles is given up after the timeout."""
        body = parcel.body.encode()
        seal = headers(self._post.secret, parcel.uid, body, self._wall())
        try:
            async with asyncio.timeout(self._post.endpoint.timeout_s):
                reply = await self._posted({**_AGENT, **seal}, body)
        except TimeoutError:
            return unanswered("no answer in time")
        except WireError as fault:
            return unanswered(str(fault))
        return answer_of(reply.status, reply.retry_after, self._wall(), reply.date)

    async def _posted(self, seal: dict[str, str], body: bytes) -> Reply:
        wire = await self._wire()
        try:
            reply = await wire.post(self._url, seal, body)
        except BaseException:
            await wire.close()
            raise
        if wire.is_open:
            self._free.append(wire)
        else:
            await wire.close()
        return reply

    async def _wire(self) -> Wire:
        """One that is free, or a new one; the server may have closed those that were long unused."""
        while self._free:
            wire = self._free.pop()
            if wire.is_open and await wire.is_silent():
                return wire
            await wire.close()
        return await connect(self._url, self._trust)

    async def close(self) -> None:
        """Close whatever is open."""
        while self._free:
            await self._free.pop().close()


def _trust(authority: Path | None) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(authority) if authority else None)
