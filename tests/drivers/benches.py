"""A printer driver and a virtual printer at the two ends of a pseudo-terminal, for tests to work at."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.profile import PrinterProfile, load_profile
from drivers.printer_health import PrinterHealth
from drivers.thermal import ThermalPrinter
from drivers.timings import Timings
from drivers.virtual.printer import VirtualPrinter
from kiosk.printer_state import PrinterState
from printer.operations import Text

QUICK = Timings(beat=0.04, silent=0.12, answer=0.3, probe=0.4, reopen=0.02, stall=0.15, margin=0.2)
PATIENCE_S = 5.0
CUT = b"\x1dVB\x00"


def eventually(met: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
    """Wait for a condition of another thread or process."""
    give_up_s = time.monotonic() + patience_s
    pause = threading.Event()
    while not met():
        assert time.monotonic() < give_up_s, "it did not happen in time"
        pause.wait(0.002)


def quick(profile_id: str = "generic-80") -> PrinterProfile:
    """A profile whose paper takes no time, so that nobody has to wait for it."""
    return replace(load_profile(profile_id), speed_mm_s=10_000)


def ticket(label: str) -> bytes:
    """Enough of a ticket to be told apart, long enough to break anywhere."""
    return b"\x1b!\x00" + label.encode() + b"\n" + b"please wait\n" * 30


def words(operations) -> bytes:
    return "".join(one.text for one in operations if isinstance(one, Text)).encode()


@dataclass
class Bench:
    """The virtual printer, the driver, and all that came of them."""

    virtual: VirtualPrinter
    thermal: ThermalPrinter
    tray: Path
    told: list[PrinterHealth] = field(default_factory=list)
    jobs: int = 0

    @property
    def hands(self):
        return self.virtual.hands

    def state(self) -> PrinterState:
        return self.thermal.health.state

    def await_state(self, state: PrinterState) -> None:
        eventually(lambda: self.state() is state)

    def await_ready(self) -> None:
        eventually(lambda: self.thermal.ready)

    def await_watched(self) -> None:
        """Ready, and the printer was told to tell of changes by itself."""
        self.await_ready()
        eventually(lambda: self.virtual.mechanism._automatic)

    def print(
        self,
        label: str,
        meanwhile: Callable[[], None] = lambda: None,
        sending: Callable[[], None] = lambda: None,
    ):
        """Print a ticket; what the driver believes of it."""
        self.jobs += 1
        return self.thermal.print(ticket(label), CUT, self.jobs, meanwhile, sending)

    def papers(self, count: int) -> list[bytes]:
        """The words on each sheet that fell into the tray, once there are so many."""
        eventually(lambda: len(list(self.tray.glob("*.png"))) >= count)
        return [path.read_bytes() for path in sorted(self.tray.glob("*.png"))]


@contextmanager
def running(thermal: ThermalPrinter) -> Iterator[ThermalPrinter]:
    thermal.start()
    try:
        yield thermal
    finally:
        thermal.stop()
