"""The parts that the processes of a box play."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

from config.branch import SAMPLE
from config.phrases import load as load_phrases
from config.profile import load_profile
from config.schema import Branch
from drivers import devices
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.follower import Follower
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.site import Site
from kiosk.store import Store, open_store
from tests.campaigns.child import Play, Say
from tests.campaigns.scene import COUNTERS, lobby_clock, sample, wish

BRANCH = sample()
BAUD = 115_200
PAUSE_S = 0.05
"""Whoever has nothing to do looks again after this, or when there is news."""
COPIES = 0.2
"""So many of those who are called have somebody's paper printed again."""
DRAINED_S = 60.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a play takes place: the data folder and the time all share."""

    data: Path
    zero_s: float
    address: str = ""
    """Of a PostgreSQL; SQLite in the data folder without one."""
    branch: Branch = BRANCH

    @property
    def clock(self) -> Clock:
        return lobby_clock(self.zero_s)

    @property
    def link(self) -> Path:
        return self.data / "port"

    @property
    def errors(self) -> Path:
        """What children had to complain about."""
        return self.data / "errors.txt"

    @property
    def tray(self) -> Path:
        return self.data / "tray"

    def open(self) -> Store:
        return open_store(self.data, self.address)

    def lobby(self) -> Lobby:
        return Lobby(self.open(), self.branch, self.clock)


def customers(stage: Stage, name: str, first: int, backlog: int | None = None) -> Play:
    """Touches one service after the other; begins with the request that may not have been answered.

    With a `backlog` it only looks while so many papers are still to come.
    """

    def play(say: Say) -> None:
        lobby, number = stage.lobby(), first
        news = Follower(lobby.site.store)
        while True:
            if backlog is not None and _owed(lobby) >= backlog:
                lobby.overview()
                news.wait(PAUSE_S)
                continue
            request = f"{name}-{number}"
            say(f"tried {name} {number}")
            with contextlib.suppress(LobbyError):
                ticket = lobby.issue(wish(random.Random(request), request))
                say(f"issued {request} {ticket.id} {ticket.public_id}")
            number += 1

    return play


def tellers(stage: Stage, seed: str) -> Play:
    """Call, finish or miss, and now and then ask for a copy of somebody's paper."""

    def play(say: Say) -> None:
        lobby, chance = stage.lobby(), random.Random(seed)
        news = Follower(lobby.site.store)
        while True:
            counter = chance.choice(COUNTERS)
            with contextlib.suppress(LobbyError):
                if ticket := lobby.call_next(counter):
                    say(f"called {counter} {ticket.id}")
                    _maybe_reprint(lobby, ticket.id, chance, say)
                else:
                    news.wait(PAUSE_S)
            with contextlib.suppress(LobbyError):
                chance.choice((lobby.finish, lobby.finish, lobby.miss))(counter)

    return play


def _maybe_reprint(lobby: Lobby, newest: int, chance: random.Random, say: Say) -> None:
    if chance.random() < COPIES:
        ticket_id = chance.randint(1, newest)
        say(f"copied {ticket_id} {lobby.reprint(ticket_id).copy}")


def _owed(lobby: Lobby) -> int:
    """How many papers are still to come."""
    with lobby.site.store.read() as cursor:
        found = cursor.one("SELECT count(*) FROM print_job WHERE live = 1 AND state IN ('queued', 'sent')")
    return found[0] if found else 0


def devices_process(stage: Stage) -> Play:
    """The real one."""

    def play(_: Say) -> None:
        assert BRANCH.printer is not None
        printer = replace(BRANCH.printer, link=str(stage.link), baud=BAUD)
        profile = load_profile(printer.profile, SAMPLE)
        site = Site(stage.open(), BRANCH, stage.clock)
        gear = devices.Gear(printer, profile, lambda language: load_phrases(language, SAMPLE))
        code = devices.main(site, gear, stage.data)
        os._exit(code)

    return play


def printer(stage: Stage, baud: int | None = BAUD) -> Play:
    """A printer on a real wire, whose sheets land in the tray; it stops at SIGTERM."""

    def play(say: Say) -> None:
        assert BRANCH.printer is not None
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        # Only the bytes are looked at: no picture is drawn.
        tray = Tray(stage.tray, lambda _: b"")
        with VirtualPrinter(stage.link, tray, load_profile(BRANCH.printer.profile, SAMPLE), baud=baud):
            say("plugged")
            signal.sigwait({signal.SIGTERM})

    return play


def on_the_wire(stage: Stage) -> Play:
    """Says which jobs are marked as sent, while nobody works them."""

    def play(say: Say) -> None:
        with stage.open().read() as cursor:
            sent = cursor.all("SELECT id FROM print_job WHERE state = ?", PrintState.SENT.value)
        say(" ".join(["sent", *(str(row[0]) for row in sent)]))

    return play


def drained(stage: Stage) -> Play:
    """Ends when no paper is still to come."""

    def play(_: Say) -> None:
        lobby = stage.lobby()
        follower = Follower(lobby.site.store)
        give_up_s = time.monotonic() + DRAINED_S
        while _owed(lobby):
            assert time.monotonic() < give_up_s, f"{_owed(lobby)} papers never came out"
            follower.wait(1.0)
        follower.close()

    return play
