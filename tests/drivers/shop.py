"""A branch with a lobby, a devices process and a virtual printer, all real."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from queue import SimpleQueue

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from config.schema import Address, Branch, Printer
from drivers.devices import Devices
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from drivers.virtual.command import png
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.clock import Clock, branch_clock, shift_to
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store import open_store
from tests.drivers.benches import QUICK, eventually, quick

MORNING = datetime(2026, 11, 25, 9, 30)  # noqa: DTZ001 - the branch's own time
_count = itertools.count(1)


class MovableClock:
    """The branch's clock, half an hour after opening, that a test may push on."""

    def __init__(self) -> None:
        timezone = a_branch().timezone
        self._clock = branch_clock(timezone, shift_to(MORNING, timezone))
        self._pushed = timedelta()

    def __call__(self) -> datetime:
        return self._clock() + self._pushed

    def monotonic(self) -> float:
        return time.monotonic() + self._pushed.total_seconds()

    def push(self, seconds: float) -> None:
        self._pushed += timedelta(seconds=seconds)


@cache
def a_branch() -> Branch:
    return replace(load(SAMPLE), address=Address(public_url="https://q.bank.example"))


@cache
def phrases_of(language: str):
    return load_phrases(language, SAMPLE)


def printer_at(link: str) -> Printer:
    return Printer(id="ticket", profile="generic-80", link=link)


def site_at(data: Path, clock: Clock | None) -> Site:
    return Site(open_store(data), a_branch(), clock or MovableClock())


@dataclass
class Shop:
    """A lobby to touch, and hands at its printer."""

    lobby: Lobby
    virtual: VirtualPrinter
    clock: MovableClock
    folder: Path

    @property
    def hands(self):
        return self.virtual.hands

    @property
    def link(self) -> str:
        return str(self.folder / "port")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def issue(self, service: str = "cash"):
        return self.lobby.issue(IssueRequest((service,), f"request-{next(_count)}"))

    def await_paper(self, ticket, state: PrintState) -> None:
        eventually(lambda: self.lobby.print_state(ticket.id) is state)

    def await_device(self, state: str) -> None:
        eventually(lambda: (found := self.lobby.overview().printer) and found.state == state)

    def papers(self, count: int) -> list[Path]:
        """The pictures in the tray, once there are so many."""
        eventually(lambda: len(list((self.folder / "tray").glob("*.png"))) >= count)
        return sorted((self.folder / "tray").glob("*.png"))

    @contextmanager
    def devices(self, typeset=lambda typesetter: typesetter) -> Iterator[Devices]:
        """The devices process, as a thread with a store of its own."""
        with closing(open_store(self.data)) as store:
            site = Site(store, a_branch(), self.clock)
            news = SimpleQueue()
            thermal = ThermalPrinter(SerialLink.to(printer_at(self.link)), quick(), news.put, QUICK)
            typesetter = typeset(Typesetter(site.branch, quick(), phrases_of, Seal(site).link))
            devices = Devices(site, thermal, typesetter, news, self.clock.monotonic)
            thread = threading.Thread(target=devices.run)
            thread.start()
            try:
                yield devices
            finally:
                devices.stop()
                thread.join()


@contextmanager
def opened_shop(folder: Path) -> Iterator[Shop]:
    clock = MovableClock()
    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(folder / "data")))
        tray = Tray(folder / "tray", partial(png, quick()))
        virtual = stack.enter_context(VirtualPrinter(folder / "port", tray, quick(), outage_s=0.2))
        yield Shop(Lobby(store, a_branch(), clock), virtual, clock, folder)
