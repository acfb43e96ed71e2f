"""Where a virtual printer's tickets land: one picture each, with the bytes that made it."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from drivers.virtual.sheet import Sheet
from printer.operations import Operation

Draw = Callable[[Sequence[Operation]], bytes]
"""The PNG of the paper on which these operations were worked off."""

RETRACTED = "retracted"
"""The folder within a tray for what was taken back in."""
_NAME = re.compile(r"ticket-(\d+)\.(png|bin)")


@dataclass
class Tray:
    """Draws in a thread of its own, so that no answer on the wire waits for a picture."""

    folder: Path
    draw: Draw
    on_picture: Callable[[Path], None] = lambda _: None
    _waiting: queue.SimpleQueue[tuple[Sheet, Path] | None] = field(
        default_factory=queue.SimpleQueue, repr=False
    )
    _thread: threading.Thread | None = field(default=None, repr=False)

    def start(self) -> None:
        """Make the folder and be ready for paper."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._work, name="virtual printer's tray")
        self._thread.start()

    def stop(self) -> None:
        """Finish what was cut and stop."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def drop(self, sheet: Sheet) -> None:
        """A ticket falls into the tray."""
        self._waiting.put((sheet, self.folder))

    def swallow(self, sheet: Sheet) -> None:
        """A ticket that nobody took is drawn back into the printer: no customer has it."""
        self._waiting.put((sheet, self.folder / RETRACTED))

    def _work(self) -> None:
        number = max(last_number(self.folder), last_number(self.folder / RETRACTED))
        while (waiting := self._waiting.get()) is not None:
            number += 1
            self.on_picture(self._keep(number, *waiting))

    def _keep(self, number: int, sheet: Sheet, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        picture = folder / f"ticket-{number:04d}.png"
        _write(picture.with_suffix(".bin"), bytes(sheet.data))
        _write(picture, self.draw(sheet.operations))
        return picture


def last_number(folder: Path) -> int:
    """The number of the last ticket in a tray, so that a new printer goes on behind it."""
    if not folder.exists():
        return 0
    found = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=0)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: whoever watches the folder never sees half a file."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
