"""`kiosk web`: three listeners from one code base in one event loop, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace

from config.phrases import Phrases
from kiosk.advice.adviser import EVERY_S
from kiosk.follower import head
from kiosk.lasting import Lasting
from kiosk.notify import notify, watchdog_s
from kiosk.store import StoreAway, StoreError
from ui.web import advice
from ui.web.app import APPS
from ui.web.clerks import Site
from ui.web.hall import Hall, Manner
from ui.web.server import server_of
from ui.web.sockets import address_of
from ui.web.tls import Certificate
from ui.web.wire import Wire

_CONNECTIONS_MOST = 1_000
_FILES_MOST = 3 * _CONNECTIONS_MOST + 256
_GRACE_S = 1
_TEND_S = 1.0

_SAID = {
    "staff": "Staff sign in at {}/",
    "board": "The board is at {}/board",
    "public": "A customer's ticket is at {}/t/ and the code of its QR",
}

_log = logging.getLogger(__name__)


def run(
    site: Site,
    phrases: Mapping[str, Phrases],
    manner: Manner,
    sockets: Mapping[str, socket.socket],
    certificate: Certificate | None,
    tell: Callable[[str], None],
) -> int:
    """Serve until SIGTERM or SIGINT; 1 where the store broke and a fresh process has to start."""
    return asyncio.run(_run(site, phrases, manner, sockets, certificate, tell))


async def _run(
    site: Site,
    phrases: Mapping[str, Phrases],
    manner: Manner,
    sockets: Mapping[str, socket.socket],
    certificate: Certificate | None,
    tell: Callable[[str], None],
) -> int:
    _have_room()
    loop, stopping = asyncio.get_running_loop(), asyncio.Event()
    for reason in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(reason, stopping.set)

    def stop_soon() -> None:
        loop.call_soon_threadsafe(stopping.set)

    hall = Hall(
        site,
        phrases,
        replace(manner, secure=certificate is not None, public=_public(sockets, certificate)),
        stop_soon,
    )
    servers = {
        name: server_of(
            APPS[name](hall), certificate, wire=Wire, connections_most=_CONNECTIONS_MOST, grace_s=_GRACE_S
        )
        for name in sockets
    }
    await hall.open()
    serving = [asyncio.create_task(server.serve(sockets=[sockets[name]])) for name, server in servers.items()]
    for server in servers.values():
        await server.ready.wait()
    for name, made in sockets.items():
        tell(_SAID[name].format(address_of(made, secure=certificate is not None)))
    notify("READY=1")
    chores = [
        asyncio.create_task(_pat(hall)),
        asyncio.create_task(_tend(hall)),
        asyncio.create_task(_advise(hall)),
    ]
    await stopping.wait()
    notify("STOPPING=1")
    for chore in chores:
        chore.cancel()
    await hall.feed.stop()
    for server in servers.values():
        server.should_exit = True
    await asyncio.gather(*serving, *chores, return_exceptions=True)
    await hall.close()
    return 1 if hall.broken else 0


def _have_room() -> None:
    """Room for every connection of every listener: a crowd at one must not leave the others without files."""
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES_MOST if most == resource.RLIM_INFINITY else min(_FILES_MOST, most)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _public(sockets: Mapping[str, socket.socket], certificate: Certificate | None) -> str:
    found = sockets.get("public")
    return address_of(found, secure=certificate is not None) if found else ""


async def _tend(hall: Hall) -> None:
    """Call again, miss and let back in whatever time has made due; other processes may as well."""
    away = Lasting(_log, "What is due could not be done just now: %s")
    while True:
        await asyncio.sleep(_TEND_S)
        try:
            await hall.clerks.ask(lambda clerk: clerk.lobby.tend())
            away.passed()
        except StoreError as error:
            away.met(error)


async def _advise(hall: Hall) -> None:
    """Look whether a counter should open or may close; another process may have done so already."""
    eye = advice.adviser(hall)
    away = Lasting(_log, "Nothing could be advised just now: %s")
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            await advice.look(hall, eye)
            away.passed()
        except StoreError as error:
            away.met(error)


async def _pat(hall: Hall) -> None:
    """Tell the watchdog that the loop runs, the log is followed and the store answers."""
    every_s = watchdog_s()
    away = Lasting(_log, "The store does not answer: %s")
    while every_s:
        await asyncio.sleep(every_s)
        try:
            await hall.clerks.ask(lambda clerk: head(clerk.store))
            away.passed()
        except StoreAway as error:
            # A store elsewhere that is out of reach is no fault that a fresh process would mend.
            away.met(error)
        except StoreError as error:
            away.met(error)
            continue
        if hall.feed.alive:
            notify("WATCHDOG=1")
