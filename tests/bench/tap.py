"""From a tap to the last byte handed to the port: the real issue, the real devices process, a real wire."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from drivers import links
from drivers.deadline import Deadline
from drivers.serial_link import SerialLink
from kiosk.follower import Follower
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.campaigns.actors import Stage, devices_process, printer
from tests.campaigns.child import Actor, Play, Say, spawn
from tests.campaigns.scene import SERVICES

WARM = 10
PATIENCE_S = 20.0
_TICKET_BYTES = 200
"""What is longer is a ticket; questions after the printer's health are shorter."""


@dataclass(frozen=True, slots=True)
class Tap:
    """Milliseconds from the tap until the number was durable, and until the port had every byte."""

    durable_ms: float
    handed_ms: float


def taps(count: int, rest_s: float = 0.0) -> list[Tap]:
    """So many customers, each so long after the last one's paper was cut."""
    with tempfile.TemporaryDirectory(prefix="tap-") as folder:
        stage = Stage(Path(folder), time.monotonic())
        paper = spawn(printer(stage, baud=None), stage.errors)
        paper.wait_for("plugged")
        working = spawn(_timed(devices_process(stage)), stage.errors)
        try:
            with closing(stage.open()) as store, closing(Follower(store)) as news:
                lobby = Lobby(store, stage.branch, stage.clock)
                return [_tap(lobby, working, news, number, rest_s) for number in range(WARM + count)][WARM:]
        finally:
            working.end()
            paper.end()


def _tap(lobby: Lobby, working: Actor, news: Follower, number: int, rest_s: float) -> Tap:
    wanted = IssueRequest((SERVICES[number % len(SERVICES)],), f"tap-{number}")
    tapped_s = time.monotonic()
    ticket = lobby.issue(wanted)
    durable_s = time.monotonic()
    while len(working.lines()) <= number:
        assert working.listen(), "the devices process ended"
    _await_cut(news, ticket.id)
    lobby.cancel(ticket.id)
    while news.wait(rest_s):
        pass
    handed_s = float(working.lines()[number][1])
    return Tap((durable_s - tapped_s) * 1e3, (handed_s - tapped_s) * 1e3)


def _await_cut(news: Follower, ticket_id: int) -> None:
    give_up_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up_s:
        for event in news.wait(1.0):
            if event.ticket_id == ticket_id and event.facts.get("state") == "cut":
                return
    raise AssertionError(f"ticket {ticket_id} never came out")


def _timed(play: Play) -> Play:
    """The same process, telling the moment at which the port has taken a whole ticket."""

    def timed(say: Say) -> None:
        class TimedLink(SerialLink):
            def write(self, data: bytes, deadline: Deadline) -> None:
                super().write(data, deadline)
                if len(data) > _TICKET_BYTES:
                    say(f"handed {time.monotonic()}")

        links.SerialLink = TimedLink
        play(say)

    return timed
