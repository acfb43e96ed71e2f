"""A line to a server that can be cut and mended: a TCP proxy on loopback in a process of its own."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.child import Actor, Say, spawn

_CUT, _SILENT, _MENDED = b"x", b"s", b"m"
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Line:
    """One box's way to the database."""

    port: int
    actor: Actor
    _lever: socket.socket = field(repr=False)

    def cut(self) -> None:
        """All connections are reset, and new ones refused."""
        self._pull(_CUT)

    def silence(self) -> None:
        """Nothing passes any more, and nobody is told: as with a cable that was pulled."""
        self._pull(_SILENT)

    def mend(self) -> None:
        """It works again; what was under way before is lost."""
        self._pull(_MENDED)

    def _pull(self, lever: bytes) -> None:
        self._lever.sendall(lever)
        assert self._lever.recv(1) == lever


@contextmanager
def line_to(server: Path, errors: Path) -> Iterator[Line]:
    """A line to the socket of a server, for as long as the block lasts."""
    door = socket.create_server(("127.0.0.1", 0))
    ours, theirs = socket.socketpair()

    def play(_: Say) -> None:
        ours.close()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _Proxy(door, theirs, server).work()

    actor = spawn(play, errors)
    theirs.close()
    port = door.getsockname()[1]
    door.close()
    try:
        yield Line(port, actor, ours)
    finally:
        actor.end()
        ours.close()


class _Proxy:
    """One thread; each pair of sockets copies what comes to the other."""

    def __init__(self, door: socket.socket, lever: socket.socket, server: Path) -> None:
        self._door = door
        self._lever = lever
        self._server = server
        self._selector = selectors.DefaultSelector()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._refuses = self._is_silent = False

    def work(self) -> None:
        os.set_blocking(self._door.fileno(), False)
        self._selector.register(self._door, selectors.EVENT_READ)
        self._selector.register(self._lever, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is self._lever:
                    if not self._obey():
                        return
                elif key.fileobj is self._door:
                    self._enter()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._pairs:
                    self._copy(key.fileobj)

    def _obey(self) -> bool:
        lever = self._lever.recv(1)
        self._refuses, self._is_silent = lever == _CUT, lever == _SILENT
        if lever == _SILENT:
            for each in self._pairs:
                self._selector.unregister(each)
        else:
            self._drop_all()
        if lever:
            self._lever.sendall(lever)
        return bool(lever)

    def _enter(self) -> None:
        try:
            caller, _ = self._door.accept()
        except BlockingIOError:
            return
        if self._refuses:
            _reset(caller)
            return
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._server))
        for one, other in ((caller, server), (server, caller)):
            self._pairs[one] = other
            if not self._is_silent:
                self._selector.register(one, selectors.EVENT_READ)

    def _copy(self, one: socket.socket) -> None:
        other = self._pairs[one]
        try:
            if said := one.recv(_CHUNK):
                other.sendall(said)
                return
        except OSError:
            pass
        for each in (one, other):
            self._forget(each)
            _reset(each)

    def _drop_all(self) -> None:
        for each in list(self._pairs):
            self._forget(each)
            _reset(each)

    def _forget(self, one: socket.socket) -> None:
        self._pairs.pop(one, None)
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(one)


def _reset(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        if one.family != socket.AF_UNIX:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        one.close()
