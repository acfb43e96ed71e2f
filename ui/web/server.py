"""A web server of this process: one of several listeners, or the only one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Callable, Iterator

import uvicorn

from ui.web.tls import Certificate
from ui.web.wire import Wire

_HEAD_MOST = 16 * 1024


class Server(uvicorn.Server):
    """One listener: signals are the process's, not its own."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(
    app: Callable[..., object],
    certificate: Certificate | None,
    *,
    wire: type[Wire],
    connections_most: int,
    grace_s: int,
) -> Server:
    """A server of an app, by https where there is a certificate."""
    # Only what a technician has to read: each start and stop is told by systemd already.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app,
        http=wire,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=connections_most,
        h11_max_incomplete_event_size=_HEAD_MOST,
        timeout_graceful_shutdown=grace_s,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
    return Server(config)
