"""A scanner during a first start: any that plays a keyboard will do, and codes of a branch are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from config.lobby_devices import LobbyDevices, Scanner, ScannerKind
from kiosk.commissioning import collecting
from kiosk.commissioning.codes import is_code
from kiosk.commissioning.gate import is_open
from kiosk.commissioning.rooms import Rooms
from ui.cli.setting import Setting

_DEVICES = Path("/dev/lobby")


def with_scanner(here: Setting, devices: LobbyDevices, plugged: Path = _DEVICES) -> LobbyDevices:
    """The same devices; before the branch's file is there, with whatever scanner plays a keyboard."""
    if devices.scanner is not None or not is_open(Rooms(here.data), here.store):
        return devices
    found = sorted(plugged.glob("keys-*"))
    if not found:
        return devices
    return replace(devices, scanner=Scanner(kind=ScannerKind.WEDGE, link=str(found[0])))


def with_codes(here: Setting, otherwise: Callable[[str], None]) -> Callable[[str], None]:
    """Takes what is scanned: a piece of a branch's file during a first start, else what it ever was."""
    rooms = Rooms(here.data)

    def take(text: str) -> None:
        if is_code(text) and is_open(rooms, here.store):
            collecting.take(rooms, text)
        else:
            otherwise(text)

    return take
