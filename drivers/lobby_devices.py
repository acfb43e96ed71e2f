"""All that is plugged in besides the printer, at work: boards, keypads, lamps, scanner, voice, cards."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from config.lobby_devices import LobbyDevices, Unit, Wire
from config.phrases import Phrases
from config.schema import TicketClass
from config.unit_profile import UnitKind, UnitProfile
from drivers.cards.reader import CardRoom, OnClass, ReaderStation
from drivers.cards.vip_service import VipService
from drivers.deadline import Monotonic
from drivers.floor_follower import FloorFollower, ShownAt
from drivers.keypad.deeds import RatingPress
from drivers.keypad.key_room import KeyRoom, OnRating
from drivers.scanner.worker import ScannerWorker, source_of
from drivers.unit_state import Tell, UnitHealth
from drivers.voice.announcer import Announcer
from drivers.voice.clips import Clips
from drivers.voice.speaker import AlsaSpeaker, Speaker
from drivers.voice.speech import Speech
from drivers.voice.synth import Espeak, Synth
from drivers.wires.bus import Bus
from drivers.wires.station import Station
from drivers.wires.unit_link import UnitLink
from kiosk.site import Site


def _nobody_rates(_: RatingPress) -> None:
    """Ratings go nowhere until somebody takes them."""


def _nobody_scans(_: str) -> None:
    """Scanned texts go nowhere until somebody takes them."""


def _nobody_offers(_: TicketClass) -> None:
    """A card's class goes nowhere until somebody takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """Who takes what comes in; each is called from a driver's thread, and must be quick."""

    on_rating: OnRating = _nobody_rates
    on_scan: Callable[[str], None] = _nobody_scans
    on_class: OnClass = _nobody_offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the devices need around them; tests and demonstrations bring a loudspeaker of their own."""

    open_site: Callable[[], Site]
    """A site over a store connection of its own, for each thread that asks."""
    profiles: Mapping[str, UnitProfile]
    phrases: Callable[[str], Phrases]
    folder: Path
    """The branch's folder, from which the clips' folder is found."""
    callbacks: Callbacks = Callbacks()
    speaker: Speaker | None = None
    synth: Synth | None = None
    monotonic: Monotonic = time.monotonic
    on_broken: Callable[[], None] = lambda: None
    """Called when the store is broken for good, so that the process can end; from a driver's thread."""


class _Part(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


class Running:
    """The devices at work, until stopped."""

    def __init__(self, site: Site, devices: LobbyDevices, around: Surroundings) -> None:
        self._around = around
        units = {unit.id: unit for unit in devices.units}
        announcer = _announcer(site, devices, around, self._tell)
        monotonic, broken = around.monotonic, around.on_broken
        self._follower = FloorFollower(around.open_site, announcer, around.phrases, monotonic, broken)
        self._keys = KeyRoom(around.open_site, units, around.callbacks.on_rating, monotonic, broken)
        self._cards = CardRoom(
            devices.cards.care_from,
            VipService(devices.cards),
            around.callbacks.on_class,
            lambda: site.clock().date(),
        )
        stations = {unit.id: self._station(unit) for unit in devices.units}
        self._follower.boards = [ShownAt(units[name], station) for name, station in stations.items()]
        self._parts: list[_Part] = [
            self._keys,
            self._cards,
            *([announcer] if announcer else []),
            *_buses(devices, stations, self._tell, around),
            *_scanner(devices, around, self._tell),
        ]

    def start(self) -> None:
        """Begin to work."""
        self._follower.start()
        for part in self._parts:
            part.start()

    def stop(self) -> None:
        """Let go of everything, and say that nobody works the devices."""
        for part in reversed(self._parts):
            part.stop()
        self._follower.stop()

    def _tell(self, news: UnitHealth) -> None:
        self._follower.tell(news)

    def _station(self, unit: Unit) -> Station:
        profile = self._around.profiles[unit.profile]
        clock = self._around.monotonic
        if profile.kind.reads_cards:
            return ReaderStation(unit.id, profile, unit.address, clock, self._cards)
        if profile.kind is UnitKind.KEYPAD:
            return Station(unit.id, profile, unit.address, clock, on_heard=self._keys.take)
        return Station(unit.id, profile, unit.address, clock)


def start(site: Site, devices: LobbyDevices, around: Surroundings) -> Running:
    """Set everything to work; `stop` ends it."""
    running = Running(site, devices, around)
    running.start()
    return running


def _buses(
    devices: LobbyDevices, stations: Mapping[str, Station], tell: Tell, around: Surroundings
) -> list[Bus]:
    """A thread for each line that has somebody on it."""
    by_wire: dict[str, list[Unit]] = defaultdict(list)
    for unit in devices.units:
        by_wire[unit.wire].append(unit)
    return [
        Bus(
            _link(wire, [around.profiles[unit.profile] for unit in by_wire[wire.id]]),
            [stations[unit.id] for unit in by_wire[wire.id]],
            tell,
            around.monotonic,
        )
        for wire in devices.wires
        if wire.id in by_wire
    ]


def _link(wire: Wire, profiles: list[UnitProfile]) -> UnitLink:
    """The line as the branch says, else as its units want it."""
    baud = profiles[0].baud if wire.baud is None else wire.baud
    parity = profiles[0].parity if wire.parity is None else wire.parity
    return UnitLink(wire.link, baud, parity=parity)


def _scanner(devices: LobbyDevices, around: Surroundings, tell: Tell) -> list[ScannerWorker]:
    scanner = devices.scanner
    if scanner is None:
        return []
    return [ScannerWorker(scanner.id, source_of(scanner), around.callbacks.on_scan, tell)]


def _announcer(site: Site, devices: LobbyDevices, around: Surroundings, tell: Tell) -> Announcer | None:
    voice = devices.voice
    if voice is None:
        return None
    clips = Clips(around.folder / voice.clips if voice.clips else None)
    speaker = around.speaker or AlsaSpeaker(voice.device)
    voices = tuple((language, around.phrases(language).pack.voice) for language in site.branch.languages)
    speech = Speech(clips, around.synth or Espeak(voice.words_a_minute, voices=voices), speaker)
    return Announcer(voice, site.branch, around.phrases, speech, site.clock, tell)
