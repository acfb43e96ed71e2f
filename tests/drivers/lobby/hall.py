"""A branch whose hall is full of virtual devices, all over real pseudo-terminals."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.lobby_devices import LobbyDevices, Scanner, ScannerKind, Unit, Voice, Wire
from config.unit_profile import load_unit_profile
from drivers.lobby_devices import Callbacks, Surroundings, start
from drivers.virtual.hall import VirtualHall
from drivers.voice.sound import Sound, silence
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.site import Site
from kiosk.store import open_store
from tests.drivers.benches import eventually
from tests.drivers.shop import MovableClock, a_branch, phrases_of

QUICK = {"refresh_s": 1, "answer_ms": 100, "rest_ms": 0, "poll_ms": 20}
"""Nobody waits longer than needed; poll_ms stays 0 where it is."""


def quick(profile_id: str, **changes):
    profile = load_unit_profile(profile_id)
    known = {**QUICK, "poll_ms": QUICK["poll_ms"] if profile.poll_ms else 0, **changes}
    return replace(profile, **known)


PROFILES = {
    name: quick(name)
    for name in (
        "led-modbus",
        "led-plain",
        "led-hall",
        "keypad-485",
        "keypad-lines",
        "lamp-modbus",
        "identity-sdt",
        "bank-track2",
    )
}


def hall_devices(folder: Path) -> LobbyDevices:
    """Counter 1 with everything on a shared line, counter 2 with its own keypad, and the hall's own."""
    return LobbyDevices(
        wires=(
            Wire(id="hall", link=str(folder / "hall")),
            Wire(id="two", link=str(folder / "two")),
            Wire(id="cards", link=str(folder / "cards")),
        ),
        units=(
            Unit(id="board-1", profile="led-modbus", wire="hall", address=1, counter="1"),
            Unit(id="board-2", profile="led-plain", wire="hall", address=2, counter="2"),
            Unit(id="main", profile="led-hall", wire="hall", address=10),
            Unit(
                id="keypad-1", profile="keypad-485", wire="hall", address=31, counter="1", transfer_to=("3",)
            ),
            Unit(id="lamp", profile="lamp-modbus", wire="hall", address=40),
            Unit(id="keypad-2", profile="keypad-lines", wire="two", address=2, counter="2"),
            Unit(id="identity", profile="identity-sdt", wire="cards"),
        ),
        scanner=Scanner(kind=ScannerKind.SERIAL, link=str(folder / "scanner")),
        voice=Voice(times=1),
    )


@dataclass
class Listener:
    """A loudspeaker that remembers, and that a test may hold in the middle of a sentence."""

    said: list[str] = field(default_factory=list)
    free: threading.Event = field(default_factory=threading.Event)
    speaking: int = 0
    most: int = 0

    def __post_init__(self) -> None:
        self.free.set()

    def play(self, sound: Sound, words: str) -> None:
        self.speaking += 1
        self.most = max(self.most, self.speaking)
        self.said += [words] if words else []
        self.free.wait(5.0)
        self.speaking -= 1

    def hush(self) -> None:
        self.free.set()


def mute(language: str, text: str) -> Sound:
    """A synthesiser that is quick; what it was asked is in the listener's words."""
    return silence(0.01)


@dataclass
class Hall:
    """The lobby, its virtual devices, and all that came of them."""

    lobby: Lobby
    twins: VirtualHall
    clock: MovableClock
    listener: Listener
    scanned: list[str] = field(default_factory=list)
    ratings: list = field(default_factory=list)
    classes: list = field(default_factory=list)
    number: int = 0

    def issue(self, service: str = "cash"):
        self.number += 1
        return self.lobby.issue(IssueRequest((service,), f"request-{self.number}"))

    def rows(self, unit: str) -> dict[int, str]:
        return self.twins.display(unit).rows

    def await_row(self, unit: str, text: str, row: int = 1) -> None:
        eventually(lambda: self.rows(unit).get(row) == text)

    def await_device(self, device: str, state: str) -> None:
        eventually(lambda: (found := self.lobby.overview().devices.get(device)) and found.state == state)

    def await_said(self, words: str) -> None:
        eventually(lambda: any(words in each for each in self.listener.said))


@contextmanager
def opened_hall(folder: Path, **changes) -> Iterator[Hall]:
    clock = MovableClock()
    devices = replace(hall_devices(folder), **changes)
    listener = Listener()

    def open_site() -> Site:
        return Site(open_store(folder / "data"), a_branch(), clock)

    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(folder / "data")))
        lobby = Lobby(store, a_branch(), clock)
        twins = stack.enter_context(VirtualHall(devices, PROFILES, folder / "boards"))
        hall = Hall(lobby, twins, clock, listener)
        around = Surroundings(
            open_site=open_site,
            profiles=PROFILES,
            phrases=phrases_of,
            folder=folder,
            callbacks=Callbacks(
                on_rating=hall.ratings.append, on_scan=hall.scanned.append, on_class=hall.classes.append
            ),
            speaker=listener,
            synth=mute,
        )
        running = start(Site(store, a_branch(), clock), devices, around)
        stack.callback(running.stop)
        yield hall
