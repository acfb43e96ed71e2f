"""`kiosk scoring serve`: one listener in one event loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace

import uvicorn

from kiosk.notify import notify
from ui.scoring.app import scoring_app
from ui.scoring.bureau import Bureau, House
from ui.scoring.clerks import Place
from ui.scoring.wire import SenderWire
from ui.web.sockets import address_of
from ui.web.tls import Certificate

_CONNECTIONS_MOST = 2_000
_HEAD_MOST = 16 * 1024
_GRACE_S = 2


class _Server(uvicorn.Server):
    """Signals are the process's, not its own."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run(
    place: Place,
    house: House,
    listener: socket.socket,
    certificate: Certificate | None,
    tell: Callable[[str], None],
) -> int:
    """Serve until SIGTERM or SIGINT; 1 where the store broke and a fresh process has to start."""
    return asyncio.run(_run(place, house, listener, certificate, tell))


async def _run(
    place: Place,
    house: House,
    listener: socket.socket,
    certificate: Certificate | None,
    tell: Callable[[str], None],
) -> int:
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for reason in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(reason, stopping.set)
    secure = certificate is not None
    bureau = Bureau(
        place, replace(house, secure=secure), lambda: _quietly(loop.call_soon_threadsafe, stopping.set)
    )
    bureau.open()
    server = _Server(_settings(bureau, certificate))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.ready.wait()
    tell(f"The scoring server is at {address_of(listener, secure=secure)}/")
    notify("READY=1")
    await stopping.wait()
    notify("STOPPING=1")
    server.should_exit = True
    await asyncio.gather(serving, return_exceptions=True)
    await bureau.close()
    return 1 if bureau.broken else 0


def _quietly(call: Callable[[Callable[[], None]], object], then: Callable[[], None]) -> None:
    # The loop may have ended by the time a thread finds the disk broken.
    with contextlib.suppress(RuntimeError):
        call(then)


def _settings(bureau: Bureau, certificate: Certificate | None) -> uvicorn.Config:
    return uvicorn.Config(
        scoring_app(bureau),
        http=SenderWire,
        loop="asyncio",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS_MOST,
        h11_max_incomplete_event_size=_HEAD_MOST,
        timeout_graceful_shutdown=_GRACE_S,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
