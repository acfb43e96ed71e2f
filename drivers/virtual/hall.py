"""A whole virtual hall: a twin of each board, keypad, lamp, reader and scanner of a branch."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from config.lobby_devices import LobbyDevices, ScannerKind
from config.unit_profile import Key, UnitKind, UnitProfile
from drivers.virtual.gallery import Gallery
from drivers.virtual.line import VirtualLine
from drivers.virtual.units import Display, VirtualUnit

_NOISE = 600
_BOARDS = frozenset({UnitKind.COUNTER_BOARD, UnitKind.MAIN_BOARD})


class VirtualHall:
    """Lines under the paths of the configuration; with `out`, a picture and a text of each board."""

    def __init__(
        self, devices: LobbyDevices, profiles: Mapping[str, UnitProfile], out: Path | None = None
    ) -> None:
        self._gallery = Gallery(out) if out else None
        self.lines = {
            wire.id: VirtualLine(
                Path(wire.link),
                [
                    VirtualUnit(unit.id, profiles[unit.profile], unit.address, self._draw)
                    for unit in devices.units
                    if unit.wire == wire.id
                ],
            )
            for wire in devices.wires
        }
        scanner = devices.scanner
        # A keyboard's twin would need a kernel module: only a serial scanner has one.
        is_serial = scanner is not None and scanner.kind is ScannerKind.SERIAL
        self._scanner = VirtualLine(Path(scanner.link)) if scanner is not None and is_serial else None
        self.cables = {**({scanner.id: self._scanner} if scanner and self._scanner else {}), **self.lines}
        """What can be pulled: the wires by their names, and the scanner's own."""
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._gallery:
            self._gallery.start()
            self._stack.callback(self._gallery.stop)
        for line in self.cables.values():
            self._stack.enter_context(line)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def display(self, unit_id: str) -> Display:
        """What is to be seen on a unit."""
        return self.line_of(unit_id).units[unit_id].display

    def press(self, unit_id: str, key: Key) -> None:
        """A key of a keypad is pressed."""
        self.line_of(unit_id).press(unit_id, key)

    def scan(self, text: str) -> None:
        """A code is held before the scanner."""
        if self._scanner is not None:
            self._scanner.send(f"{text}\r\n".encode())

    def disturb(self, cable: str) -> None:
        """Bytes that nobody means: an engine starts beside the cable."""
        self.cables[cable].send(random.Random(cable).randbytes(_NOISE))  # noqa: S311

    def line_of(self, unit_id: str) -> VirtualLine:
        """The line on which a unit is."""
        return next(line for line in self.lines.values() if unit_id in line.units)

    def _draw(self, unit: VirtualUnit) -> None:
        if self._gallery and unit.profile.kind in _BOARDS:
            self._gallery.redraw(unit)
