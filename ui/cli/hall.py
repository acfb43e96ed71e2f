"""What is plugged in besides the printer: started by `kiosk devices`, played by `kiosk virtual hall`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from config.lobby_devices import LobbyDevices, load_lobby_devices
from ui.cli.setting import Setting, SettingError, setting

if TYPE_CHECKING:
    from config.unit_profile import UnitProfile
    from drivers.lobby_devices import Running
    from drivers.virtual.hall import VirtualHall

Begin = Callable[[Callable[[], None]], "Running"]
"""Sets the devices to work; given what to call once the store is broken for good."""


def besides(here: Setting) -> Begin | None:
    """The branch's other devices, ready to be started; None where nothing else is plugged in."""
    devices = load_lobby_devices(here.config)
    if devices == LobbyDevices():
        return None
    profiles = _profiles(here, devices)

    def begin(on_broken: Callable[[], None]) -> Running:
        from drivers.lobby_devices import Surroundings, start

        around = Surroundings(
            open_site=lambda: here.site(here.store()),
            profiles=profiles,
            phrases=cache(here.phrases),
            folder=here.config,
            on_broken=on_broken,
        )
        return start(here.site(here.store()), devices, around)

    return begin


def virtual_hall(given: Namespace) -> int:
    """Twins of the boards, keypads and scanner of a branch; what is typed is pressed and scanned."""
    from drivers.virtual.hall import VirtualHall

    here = setting(given)
    devices = load_lobby_devices(here.config)
    if not devices.wires and devices.scanner is None:
        raise SettingError(f"Nothing is plugged in here: {here.config} has no lobby.toml with wires.")
    given.out.mkdir(parents=True, exist_ok=True)
    with VirtualHall(devices, _profiles(here, devices), given.out) as hall:
        print(f"The boards are drawn in {given.out}. Type `press KEYPAD KEY` or `scan TEXT`.", flush=True)
        for line in sys.stdin:
            _play(hall, line.split())
    return 0


def _play(hall: VirtualHall, words: list[str]) -> None:
    from config.unit_profile import Key

    match words:
        case []:
            return
        case ["press", unit, key] if key in {each.value for each in Key}:
            try:
                hall.press(unit, Key(key))
            except (StopIteration, KeyError):
                print(f"There is no keypad {unit} with a key {key}.", file=sys.stderr)
        case ["scan", text]:
            hall.scan(text)
        case _:
            keys = ", ".join(each.value for each in Key)
            print(f"Type `press KEYPAD KEY` (keys: {keys}) or `scan TEXT`.", file=sys.stderr)


def _profiles(here: Setting, devices: LobbyDevices) -> dict[str, UnitProfile]:
    from config.unit_profile import load_unit_profile

    return {unit.profile: load_unit_profile(unit.profile, here.config) for unit in devices.units}
