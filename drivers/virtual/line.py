"""A virtual serial line with virtual units on it, at the far end of a pseudo-terminal."""

from __future__ import annotations

import os
import queue
import select
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from config.unit_profile import Key
from drivers.virtual.units import VirtualUnit
from drivers.virtual.wire import PtyWire


class VirtualLine:
    """One thread owns the line; hands ask it to do what they want done, and wait until it is."""

    def __init__(self, link: Path, units: Sequence[VirtualUnit] = ()) -> None:
        self.units = {unit.id: unit for unit in units}
        self._wire = PtyWire(link)
        self._orders: queue.SimpleQueue[tuple[Callable[[], None], threading.Event]] = queue.SimpleQueue()
        self._ear, self._mouth = os.pipe()
        self._stopping = False
        self._thread = threading.Thread(target=self._live, name=f"virtual line {link.name}")

    def __enter__(self) -> Self:
        self._wire.plug()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._order(self._end)
        self._thread.join()
        os.close(self._ear)
        os.close(self._mouth)

    def press(self, unit_id: str, key: Key) -> None:
        """A key is pressed: told at once, or when the keypad is asked."""
        unit = self.units[unit_id]
        self._send(unit, unit.pressed(key))

    def lay_down(self, unit_id: str, secret: bytes) -> None:
        """A card is laid on a reader."""
        unit = self.units[unit_id]
        self._send(unit, unit.carded(secret))

    def send(self, data: bytes) -> None:
        """Bytes for the host, whatever they are: a scanner's text, or noise."""
        self._order(lambda: self._wire.write(data))

    def switch_off(self, unit_id: str) -> None:
        """A unit loses its power."""
        self._order(self.units[unit_id].switch_off)

    def switch_on(self, unit_id: str) -> None:
        """A unit starts as new."""
        self._order(self.units[unit_id].power_cycle)

    def unplug(self) -> None:
        """The cable is pulled."""
        self._order(self._wire.unplug)

    def replug(self) -> None:
        """The cable is plugged in again."""
        self._order(self._wire.plug)

    def _send(self, unit: VirtualUnit, message: bytes) -> None:
        asked = bool(unit.profile.poll_ms)
        self._order(lambda: unit.keep(message) if asked else self._wire.write(message))

    def _end(self) -> None:
        self._stopping = True
        self._wire.unplug()

    def _order(self, order: Callable[[], None]) -> None:
        done = threading.Event()
        self._orders.put((order, done))
        os.write(self._mouth, b".")
        done.wait()

    def _live(self) -> None:
        while not self._stopping:
            sources = [self._ear, *([self._wire.fileno()] if self._wire.plugged else [])]
            ready, _, _ = select.select(sources, [], [])
            if self._ear in ready:
                os.read(self._ear, 1)
                order, done = self._orders.get()
                order()
                done.set()
            else:
                data = self._wire.read()
                for unit in self.units.values():
                    self._wire.write(unit.receive(data))
