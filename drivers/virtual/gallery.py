"""Where the pictures of virtual boards hang: one of each, always the latest."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from drivers.virtual.led_picture import led_picture
from drivers.virtual.units import VirtualUnit

_SEEN = 48
"""So many narrow characters of a row are in the picture; the rest would scroll by."""


class Gallery:
    """Draws in a thread of its own, so that no answer on a line waits for a picture."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed: queue.SimpleQueue[VirtualUnit | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="virtual boards' pictures")

    def start(self) -> None:
        """Make the folder, and be ready to draw."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        """Draw what has changed, and end."""
        self._changed.put(None)
        self._thread.join()

    def redraw(self, unit: VirtualUnit) -> None:
        """A unit shows something new."""
        self._changed.put(unit)

    def _work(self) -> None:
        while (unit := self._changed.get()) is not None:
            rows = [unit.display.rows.get(at, "") for at in range(1, unit.profile.rows + 1)]
            self._keep(f"{unit.id}.txt", "\n".join(rows).encode())
            self._keep(f"{unit.id}.png", led_picture(rows, min(unit.profile.row_bytes, _SEEN)))

    def _keep(self, name: str, content: bytes) -> None:
        """Whole or not at all: whoever looks never sees half a picture."""
        fresh = self._folder / f".{name}.new"
        fresh.write_bytes(content)
        fresh.replace(self._folder / name)
