"""The scanner at work: opened, heard, and opened again when it was unplugged."""

from __future__ import annotations

import logging
import os
import select
import threading
from collections.abc import Callable
from typing import Protocol

from config.lobby_devices import Scanner, ScannerKind
from drivers.link import LinkGone
from drivers.scanner.lines import Lines
from drivers.scanner.wedge import WedgeSource
from drivers.serial_link import SerialLink
from drivers.unit_state import Tell, UnitHealth, UnitState

_REOPEN_S = 0.5
_PATIENCE_S = 2.0
"""A code that stops in the middle for so long is not finished by the next one."""
_log = logging.getLogger(__name__)


class Source(Protocol):
    """Whatever a scanner is plugged into."""

    @property
    def name(self) -> str:
        """Where it is plugged in."""

    def open(self) -> None:
        """Open, or open again; LinkGone says why it cannot be."""

    def fileno(self) -> int:
        """What to select on."""

    def read(self) -> bytes:
        """What was scanned since; LinkGone once the other end is gone."""

    def close(self) -> None:
        """Let go."""


def source_of(scanner: Scanner) -> Source:
    """How the branch's scanner is plugged in."""
    if scanner.kind is ScannerKind.WEDGE:
        return WedgeSource(scanner.link)
    return SerialLink(scanner.link, scanner.baud)


class ScannerWorker:
    """One thread; each text goes to the callback, and into no log."""

    def __init__(self, device: str, source: Source, on_text: Callable[[str], None], tell: Tell) -> None:
        self._device = device
        self._source = source
        self._on_text = on_text
        self._tell = tell
        self._lines = Lines()
        self._ear, self._mouth = os.pipe2(os.O_CLOEXEC)
        self._stopping = False
        self._told: UnitHealth | None = None
        self._thread = threading.Thread(target=self._live, name=f"scanner at {source.name}")

    def start(self) -> None:
        """Begin to look for the scanner."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of it."""
        self._stopping = True
        os.write(self._mouth, b".")
        self._thread.join()
        os.close(self._ear)
        os.close(self._mouth)

    def _live(self) -> None:
        while not self._stopping:
            try:
                self._source.open()
                self._report(UnitState.OK)
                self._listen()
            except LinkGone as gone:
                self._lose(str(gone))
            except Exception as fault:  # noqa: BLE001 - a scanner nobody listens to would look healthy
                _log.exception("The driver of the scanner at %s failed.", self._source.name)
                self._lose(f"The driver of the scanner failed: {fault!r}.")
        self._source.close()

    def _lose(self, why: str) -> None:
        self._source.close()
        self._lines.forget()
        self._report(UnitState.ABSENT, why)
        if not self._stopping:
            select.select([self._ear], [], [], _REOPEN_S)

    def _listen(self) -> None:
        while not self._stopping:
            patience_s = _PATIENCE_S if self._lines.waits else None
            ready, _, _ = select.select([self._source.fileno(), self._ear], [], [], patience_s)
            if not ready:
                self._lines.forget()
            elif self._ear not in ready:
                for text in self._lines.feed(self._source.read()):
                    self._on_text(text)

    def _report(self, state: UnitState, detail: str = "") -> None:
        news = UnitHealth(self._device, state, detail)
        if news != self._told:
            self._told = news
            self._tell(news)
