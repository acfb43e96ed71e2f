"""A branch's `lobby.toml` and its own board profiles as they stand, and what of them can be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.fault import Fault
from config.files import BOARDS, LOBBY
from config.lobby_consistency import lobby_faults
from config.lobby_devices import LobbyDevices, gather_lobby_devices
from config.schema import Branch
from config.unit_profile import UnitProfile, gather_unit_profile

_Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Plugged:
    """What is plugged in besides the printer, ready to be set to work."""

    devices: LobbyDevices = field(default_factory=LobbyDevices)
    profiles: Mapping[str, UnitProfile] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    """The units whose profile cannot be used, each with the sentence why."""


class LobbyFile:
    """Read again whenever a file of it changed; one thread at a time."""

    def __init__(self, folder: Path, branch: Branch) -> None:
        self.faults: list[Fault] = []
        """Of the last reading."""
        self._folder = folder
        self._branch = branch
        self._stamp: _Stamp | None = None

    @property
    def changed(self) -> bool:
        """Whether there is anything that was not read yet."""
        return self._stamp != _stamp(self._folder)

    def read(self) -> Plugged | None:
        """What can be used; None, with the faults, where lobby.toml itself cannot."""
        # Before it is read: what is written meanwhile is found at the next look.
        self._stamp = _stamp(self._folder)
        self.faults = []
        devices = gather_lobby_devices(self._folder, self.faults)
        if devices is None:
            return None
        self.faults += lobby_faults(devices, self._branch, self._folder)
        if any(fault.file == LOBBY for fault in self.faults):
            return None
        return self._usable(devices)

    def _usable(self, devices: LobbyDevices) -> Plugged:
        """Without the units whose profile has a fault: the others can do without them."""
        profiles: dict[str, UnitProfile] = {}
        why: dict[str, str] = {}
        for profile_id in sorted({unit.profile for unit in devices.units}):
            faults: list[Fault] = []
            profile = gather_unit_profile(profile_id, self._folder, faults)
            if profile is None:
                why[profile_id] = " ".join(map(str, faults))
            else:
                profiles[profile_id] = profile
        left_out = {unit.id: why[unit.profile] for unit in devices.units if unit.profile in why}
        units = tuple(unit for unit in devices.units if unit.id not in left_out)
        return Plugged(replace(devices, units=units), profiles, left_out)


def _stamp(folder: Path) -> _Stamp:
    files = [folder / LOBBY, *sorted((folder / BOARDS).glob("*.toml"))]
    return tuple(found for file in files if (found := _of_file(file)))


def _of_file(file: Path) -> tuple[str, int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return file.name, found.st_mtime_ns, found.st_size, found.st_ino
