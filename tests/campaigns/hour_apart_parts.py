"""Who works at the boxes that are cut apart for an hour: customers, a door, printers, the office."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from config.branch import SAMPLE
from config.profile import load_profile
from config.schema import Branch
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.clock import branch_clock
from kiosk.errors import LobbyError
from kiosk.island.desk import open_desk
from kiosk.island.identity import box_of
from kiosk.island.shared import Shared
from kiosk.island.watch import watching
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import StoreAway, StoreBusy, open_store
from tests.campaigns.child import Play, Say
from tests.campaigns.hour_apart_net import Place
from tests.campaigns.scene import COUNTERS, wish
from tests.visits.test_real_visit import Screen

BAUD = 115_200
SEEN_S = 12.0
"""So long a customer looks for what the screen does next."""
LOOK_S = 0.05
CARDS = ((0.25, 0.2), (0.75, 0.2))
"""Cash, of which the numbers run out, and the service beside it."""
PUSH_S = 0.25
"""One of a rush comes so long after the other."""


@dataclass(frozen=True, slots=True)
class Times:
    """How fast people come, and when a rush of customers is; moments of the monotonic clock."""

    apart_s: float
    rush_from_s: float
    rush: int
    """So many come in the rush, all for cash."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its folder, its branch's folder and where it stands."""

    name: str
    data: Path
    config: Path
    branch: Branch
    place: Place
    display: str = ""

    @property
    def shared(self) -> Shared:
        clock = branch_clock(self.branch.timezone)
        return Shared(self.data, self.branch.store, self.branch, clock, box_of(self.data))

    @property
    def tray(self) -> Path:
        return self.data.parent / f"{self.name}-tray"

    @property
    def port(self) -> Path:
        return self.data.parent / f"{self.name}-port"


def printer(box: Box) -> Play:
    """A printer with a power supply of its own; SIGUSR1 takes its paper, SIGUSR2 brings a roll."""
    told = {signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2}

    def play(say: Say) -> None:
        assert box.branch.printer is not None
        signal.pthread_sigmask(signal.SIG_BLOCK, told)
        tray = Tray(box.tray, lambda _: b"")
        profile = load_profile(box.branch.printer.profile, SAMPLE)
        with VirtualPrinter(box.port, tray, profile, baud=BAUD) as virtual:
            say("plugged")
            while (word := signal.sigwait(told)) != signal.SIGTERM:
                (virtual.hands.paper_out if word == signal.SIGUSR1 else virtual.hands.refill)()

    return play


def door(box: Box, first: int, rushed: int, times: Times) -> Play:
    """A second door of the box, through the desk of its screen: says each number and how long it took."""
    shared = box.shared

    def play(say: Say) -> None:
        box.place.enter()
        number, come, chance = first, rushed, random.Random(f"{box.name} {first}")
        with watching(shared) as shore, open_desk(shared, shore, shared.lobby) as desk:
            while True:
                rush = time.monotonic() >= times.rush_from_s and come < times.rush
                come += rush
                request = f"{box.name}-{number}"
                say(f"tried {box.name} {number}")
                if rush:
                    say(f"rushed {box.name} {come}")
                asked = IssueRequest(("cash",), request) if rush else wish(random.Random(request), request)
                _issue(desk, asked, say, is_open=lambda: shore.is_open)
                number += 1
                time.sleep(PUSH_S if rush else chance.uniform(0.67, 1.33) * times.apart_s)

    return play


def _issue(desk, asked: IssueRequest, say: Say, is_open) -> None:
    began = time.monotonic()
    try:
        ticket = desk.issue(asked)
    except LobbyError as refused:
        say(f"refused {' '.join(asked.services)} {refused}")
        return
    except (StoreAway, StoreBusy) as away:
        say(f"failed {away}")
        return
    waited = time.monotonic() - began
    say(f"issued {asked.request_id} {ticket.id} {ticket.public_id}")
    say(f"waited {waited:.4f} {'joined' if is_open() else 'apart'}")


def customers(box: Box, pictures: Path, times: Times) -> Play:
    """Somebody's hands at the real screen: picks a service, takes the number, and goes."""

    def play(say: Say) -> None:
        screen, visit = Screen(box.display, 720, 1280), 0
        chance = random.Random(f"hands {box.name}")
        while True:
            visit += 1
            told = _visit(screen, chance.choice(CARDS))
            say(f"visited {told}")
            if told.startswith("none"):
                picture = pictures / f"{box.name}-{visit:03d}-{int(time.time())}.png"
                screen.picture().save(picture)
            time.sleep(chance.uniform(0.67, 1.33) * times.apart_s)

    return play


def _visit(screen: Screen, card: tuple[float, float]) -> str:
    """How long the number took to be shown; "none" with what was not seen."""
    if not _until(lambda: screen.jade() is None and screen.is_still()):
        _tap_away(screen)
        return "none menu"
    screen.tap(*card)
    if not _until(screen.jade):
        return "none pick"
    take = screen.jade()
    if take is None:
        return "none take"
    before = screen.picture().crop((0, 0, 720, 640))
    began = time.monotonic()
    screen.tap(*take)
    if not _until(lambda: _is_other(before, screen)):
        return "none number"
    took = time.monotonic() - began
    if not _until(lambda: screen.jade() not in (None, take)):
        return f"none panel after {took:.3f}"
    _tap_away(screen)
    return f"given {took:.3f}"


def _is_other(before: Image.Image, screen: Screen) -> bool:
    """Whether most of the upper half is another page: the number has come, or word that it has not."""
    now = screen.picture().crop((0, 0, 720, 640))
    one, other = (image.resize((36, 32)).convert("L").tobytes() for image in (before, now))
    return sum(abs(a - b) > 16 for a, b in zip(one, other, strict=True)) > 36 * 32 // 4


def _tap_away(screen: Screen) -> None:
    if (button := screen.jade()) is not None:
        screen.tap(*button)


def _until(true) -> bool:
    give_up = time.monotonic() + SEEN_S
    while not true():
        if time.monotonic() > give_up:
            return False
        time.sleep(LOOK_S)
    return True


def office(folder: Path, address: str, branch: Branch, first: int, apart_s: float) -> Play:
    """On the database's side: numbers are given at the reception, and counters call and serve."""

    def play(say: Say) -> None:
        chance, number, due = random.Random(f"office {first}"), first, 0.0
        with closing(open_store(folder, address)) as store:
            lobby = Lobby(store, branch, branch_clock(branch.timezone))
            while True:
                if time.monotonic() >= due:
                    due = time.monotonic() + chance.uniform(0.67, 1.33) * apart_s
                    request = f"office-{number}"
                    say(f"tried office {number}")
                    with suppress(LobbyError, StoreBusy, StoreAway):
                        ticket = lobby.issue(wish(random.Random(request), request))
                        say(f"issued {request} {ticket.id} {ticket.public_id}")
                    number += 1
                _serve(lobby, chance, say)
                time.sleep(chance.expovariate(4 / apart_s))

    return play


def _serve(lobby: Lobby, chance: random.Random, say: Say) -> None:
    counter = chance.choice(COUNTERS)
    with suppress(LobbyError, StoreBusy, StoreAway):
        if ticket := lobby.call_next(counter):
            say(f"called {counter} {ticket.id}")
    with suppress(LobbyError, StoreBusy, StoreAway):
        chance.choice((lobby.finish, lobby.finish, lobby.miss))(counter)


def started(words: tuple[str, ...], log: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A command whose every word goes to the end of a log."""
    with log.open("ab") as said:
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=environment
        )
