"""What is plugged in besides the printer: started by `kiosk devices`, played by `kiosk virtual hall`."""

from __future__ import annotations

import signal
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from config.lobby_devices import LobbyDevices, ScannerKind, load_lobby_devices
from ui.cli.setting import Setting, SettingError, setting

if TYPE_CHECKING:
    from pathlib import Path

    from config.lobby_file import Plugged
    from config.unit_profile import UnitProfile
    from drivers.keypad.deeds import RatingPress
    from drivers.lobby_devices import Running
    from drivers.lobby_keeper import LobbyKeeper
    from drivers.virtual.hall import VirtualHall
    from kiosk.store import Store

_DEEDS = (
    "Type `press KEYPAD KEY`, `scan TEXT`, `off UNIT`, `on UNIT`, `unplug WIRE`, `plug WIRE` or `noise WIRE`."
)

Begin = Callable[[Callable[[], None]], "LobbyKeeper"]
"""Sets the devices to work; given what to call once the store is broken for good."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """The other devices, and the store that was opened for them."""

    running: Running
    store: Store

    def stop(self) -> None:
        """Let go of the devices, then of the store."""
        self.running.stop()
        self.store.close()


def besides(here: Setting, voice_out: Path | None = None) -> Begin:
    """The branch's other devices, to be kept at work as its files describe them.

    With `voice_out` announcements are written there instead of being said aloud.
    """

    def begin(on_broken: Callable[[], None]) -> LobbyKeeper:
        from config.lobby_file import LobbyFile
        from drivers.lobby_keeper import LobbyKeeper

        keeper = LobbyKeeper(
            LobbyFile(here.config, here.branch),
            lambda plugged: _begin(here, plugged, on_broken, voice_out),
            lambda: here.site(here.store()),
            on_broken,
        )
        keeper.start()
        return keeper

    return begin


def _begin(
    here: Setting, plugged: Plugged, on_broken: Callable[[], None], voice_out: Path | None
) -> AtWork | None:
    """Set these devices to work; None where nothing is plugged in."""
    from drivers.lobby_devices import Callbacks, Surroundings, start
    from drivers.voice.speaker import FolderSpeaker
    from kiosk.scanning import Readings
    from ui.cli.first_codes import with_codes, with_scanner

    _note_rating_keys(here, plugged.devices, plugged.profiles)
    devices = with_scanner(here, plugged.devices)
    if devices == LobbyDevices():
        return None
    readings = Readings(lambda: here.site(here.store()), here.kiosk, time.monotonic)
    around = Surroundings(
        open_site=lambda: here.site(here.store()),
        profiles=plugged.profiles,
        phrases=cache(here.phrases),
        folder=here.config,
        callbacks=Callbacks(
            on_rating=rated_at_counter(here),
            on_scan=with_codes(here, readings.take_text),
            on_class=readings.take_class,
        ),
        speaker=FolderSpeaker(voice_out) if voice_out else None,
        on_broken=on_broken,
    )
    store = here.store()
    return AtWork(start(here.site(store), devices, around), store)


def _note_rating_keys(here: Setting, devices: LobbyDevices, profiles: Mapping[str, UnitProfile]) -> None:
    """Let the lobby know at which counters the customer is asked by keys, or is not any more."""
    from kiosk.screens import note_keys
    from kiosk.store import StoreError

    with_keys = {
        unit.counter
        for unit in devices.units
        if unit.counter and any(key.is_rating for key in profiles[unit.profile].keys.values())
    }
    # Whatever is wrong with the store the process itself tells, a moment later.
    with suppress(StoreError), closing(here.store()) as store:
        note_keys(here.site(store), with_keys)


def rated_at_counter(here: Setting) -> Callable[[RatingPress], None]:
    """Takes a customer's press: the word of whoever was served there last, until the next is called.

    A press for nobody raises LobbyError, which the keypad answers with its long beep.
    """

    def take(press: RatingPress) -> None:
        from kiosk.rating.giving import NotOpenError, prompt, rate_at_counter
        from kiosk.rating.verdict import Verdict

        with closing(here.store()) as store:
            site = here.site(store)
            ticket = prompt(site, press.counter)
            if ticket is None:
                raise NotOpenError
            rate_at_counter(site, press.counter, ticket.id, Verdict(press.score))

    return take


def virtual_hall(given: Namespace) -> int:
    """Twins of the boards, keypads and scanner of a branch; what is typed is done to them."""
    from drivers.virtual.hall import VirtualHall

    here = setting(given)
    devices = load_lobby_devices(here.config)
    if not devices.wires and devices.scanner is None:
        raise SettingError(f"Nothing is plugged in here: {here.config} has no lobby.toml with wires.")
    # Ended by a signal it takes its ports along, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    given.out.mkdir(parents=True, exist_ok=True)
    with VirtualHall(devices, _profiles(here, devices), given.out) as hall:
        print(f"The boards are drawn in {given.out}. {_DEEDS}", flush=True)
        for line in sys.stdin:
            if not _play(hall, devices, line.split()):
                print(_DEEDS, file=sys.stderr)
    return 0


def _play(hall: VirtualHall, devices: LobbyDevices, words: list[str]) -> bool:
    """Do what was typed; whether it was understood."""
    match words:
        case []:
            pass
        case ["press", unit, key]:
            _press(hall, unit, key)
        case ["scan", *text] if text:
            _scan(hall, devices, " ".join(text))
        case [("off" | "on") as way, unit] if unit in {each.id for each in devices.units}:
            line = hall.line_of(unit)
            (line.switch_off if way == "off" else line.switch_on)(unit)
        case [("unplug" | "plug") as way, wire] if wire in hall.cables:
            (hall.cables[wire].unplug if way == "unplug" else hall.cables[wire].replug)()
        case ["noise", wire] if wire in hall.cables:
            hall.disturb(wire)
        case _:
            return False
    return True


def _press(hall: VirtualHall, unit: str, key: str) -> None:
    from config.unit_profile import Key

    try:
        hall.press(unit, Key(key))
    except ValueError:
        print(f"There is no key {key}; there are {', '.join(Key)}.", file=sys.stderr)
    except (StopIteration, KeyError):
        print(f"There is no keypad {unit} with a key {key}.", file=sys.stderr)


def _scan(hall: VirtualHall, devices: LobbyDevices, text: str) -> None:
    if devices.scanner is None or devices.scanner.kind is not ScannerKind.SERIAL:
        print('There is no twin of the scanner: lobby.toml has none of kind = "serial".', file=sys.stderr)
    else:
        hall.scan(text)


def _profiles(here: Setting, devices: LobbyDevices) -> dict[str, UnitProfile]:
    from config.unit_profile import load_unit_profile

    return {unit.profile: load_unit_profile(unit.profile, here.config) for unit in devices.units}
