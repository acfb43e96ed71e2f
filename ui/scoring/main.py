"""`kiosk scoring serve`: one listener in one event loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable
from dataclasses import replace

from kiosk.notify import notify
from ui.scoring.app import scoring_app
from ui.scoring.bureau import Bureau, House
from ui.scoring.clerks import Place
from ui.scoring.wire import SenderWire
from ui.web.server import server_of
from ui.web.sockets import address_of
from ui.web.tls import Certificate

_CONNECTIONS_MOST = 2_000
_GRACE_S = 2


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
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for reason in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(reason, stopping.set)
    secure = certificate is not None
    bureau = Bureau(
        place, replace(house, secure=secure), lambda: _quietly(loop.call_soon_threadsafe, stopping.set)
    )
    bureau.open()
    server = server_of(
        scoring_app(bureau),
        certificate,
        wire=SenderWire,
        connections_most=_CONNECTIONS_MOST,
        grace_s=_GRACE_S,
    )
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
