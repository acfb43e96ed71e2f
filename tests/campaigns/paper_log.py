"""What a lobby's processes write down while paper is tried: every byte, fault and decision, and when.

One disagreement in thousands of runs is understood from this or not at all.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers.outcome import Note, Outcome
from drivers.printer_health import PrinterHealth
from drivers.thermal import ThermalPrinter
from drivers.timings import Timings
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.sheet import Sheet

_BEAT_S = 0.02
_LATE = "late"


@dataclass(frozen=True, slots=True)
class PaperLog:
    """A file that several processes add to, a line in one piece each."""

    path: Path

    def note(self, who: str, what: object) -> None:
        """What somebody did, or saw."""
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(file, f"{time.monotonic():.4f} {who} {what}\n".encode())
        finally:
            os.close(file)

    def overhear(self, printer: VirtualPrinter) -> None:
        """All that a virtual printer gets, says and suffers."""
        inside, mishaps, wire = printer.mechanism, printer._mishaps, printer._wire
        inside.receive = _before(inside.receive, lambda data: self.note("host", _hex(data)))
        wire.write = _before(wire.write, lambda data: self.note("printer", _hex(data)))
        mishaps._bring_about = _before(mishaps._bring_about, lambda fault: self.note("fault", fault))
        inside._drop = _before(inside._drop, self._sheet)
        inside.mouth.drop = _before(inside.mouth.drop, self._sheet)

    def late_s(self) -> list[float]:
        """By how much the devices process was kept from the processor, each time it was for long."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        words = (line.split() for line in lines)
        return [float(each[2]) for each in words if each[1] == _LATE]

    def _sheet(self, sheet: Sheet) -> None:
        self.note("sheet", f"of {len(sheet.data)} bytes falls")


def logged_printer(log: PaperLog, timings: Timings) -> Callable[..., ThermalPrinter]:
    """Makes the real driver, in a hurry, that tells what it decides."""

    class Logged(ThermalPrinter):
        def start(self, *, scrap: bool = False) -> None:
            log.note("driver", f"starts, scrap {scrap}")
            super().start(scrap=scrap)

        def print(self, content: bytes, cut: bytes, job: int, *more: object) -> Outcome:  # type: ignore[override]
            log.note("driver", f"prints job {job}")
            *others, note = more
            outcome = super().print(content, cut, job, *others, _noting(log, job, note))  # type: ignore[arg-type]
            log.note("driver", f"job {job} is {outcome.state}: {outcome.detail}")
            return outcome

    def make(link: object, profile: object, on_health: Callable[[PrinterHealth], None], **more: object):
        def tell(health: PrinterHealth) -> None:
            log.note("driver", f"sees {health.state}")
            on_health(health)

        printer = Logged(link, profile, tell, **more | {"timings": timings})  # type: ignore[arg-type]
        line = printer._line
        for name in ("discard", "insist", "close"):
            setattr(line, name, _told(log, name, getattr(line, name)))
        return printer

    return make


def tell_lateness(log: PaperLog, longest_s: float = 0.1) -> None:
    """From now on this process notes when the box lets it wait much longer than it wants to sleep."""

    def beat() -> None:
        while True:
            before_s = time.monotonic()
            time.sleep(_BEAT_S)
            late_s = time.monotonic() - before_s - _BEAT_S
            if late_s > longest_s:
                log.note(_LATE, f"{late_s:.3f}")

    threading.Thread(target=beat, name="lateness", daemon=True).start()


def _noting(log: PaperLog, job: int, note: Note) -> Note:
    def tell(outcome: Outcome) -> None:
        log.note("driver", f"job {job} is {outcome.state} so far")
        note(outcome)

    return tell


def _before(deed: Callable[..., object], first: Callable[..., None]) -> Callable[..., object]:
    def both(what: object) -> object:
        first(what)
        return deed(what)

    return both


def _told(log: PaperLog, name: str, deed: Callable[..., object]) -> Callable[..., object]:
    def both(*given: object) -> object:
        log.note("driver", f"line: {name}")
        return deed(*given)

    return both


def _hex(data: bytes) -> str:
    return data.hex(" ")
