"""The devices process: owns the printer, and works the print jobs of the lobby."""

from __future__ import annotations

import gc
import logging
import queue
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from config.calendar import BranchCalendar
from config.phrases import Phrases
from config.profile import PrinterProfile
from config.schema import Printer
from config.template import Template
from drivers import hotplug, links
from drivers.deadline import Monotonic
from drivers.ownership import NotOurs, owned
from drivers.print_room import PrintRoom
from drivers.printer_health import PrinterHealth
from drivers.stored_logo import logo_in
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from drivers.unprinted import Unprinted
from kiosk.devices import PRINTER
from kiosk.errors import LobbyError
from kiosk.follower import POLL_S
from kiosk.island.printing import BoxQueue
from kiosk.island.shared import Shared
from kiosk.island.watch import watching
from kiosk.notify import Watchdog, notify
from kiosk.peaks.almanac import Almanac
from kiosk.print_queue import PrintQueue
from kiosk.printer_state import PrinterState
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError
from kiosk.store.engine import Bell
from printer.layout import USUAL


class Besides(Protocol):
    """The other devices at work."""

    def stop(self) -> None: ...


Begin = Callable[[Callable[[], None]], Besides]

_HURRY_S = 0.25
"""On the way out the printer's word is waited for no longer than this."""
_STOPPED = PrinterHealth(PrinterState.ABSENT, "The devices process was stopped: nobody prints.")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gear:
    """What the process works with: the printer and its paper, and whatever else is plugged in."""

    printer: Printer | None
    """None where the branch has none: then only the rest works."""
    profile: PrinterProfile | None
    phrases: Callable[[str], Phrases]
    template: Callable[[str], Template] = USUAL.template
    begin: Begin | None = None
    """Sets the other devices to work; given what to call once the store is broken for good."""
    calendar: BranchCalendar = field(default_factory=BranchCalendar)
    """Pay days and the like, for the peak hint."""
    shared: Shared | None = None
    """The box among those that share its store; None where it is alone."""


def main(site: Site, gear: Gear, data: Path) -> int:
    """Work until SIGTERM or SIGINT; 1 if the store failed, or another process has the printer of `data`."""
    with _jobs(site, gear.shared) as jobs:
        return _worked(site, gear, data, jobs)


@contextmanager
def _jobs(site: Site, shared: Shared | None) -> Iterator[PrintQueue]:
    """The papers to work: of the store, or of both where a box shares one."""
    if shared is None:
        yield PrintQueue(site)
        return
    with closing(shared.island()) as island, watching(shared) as shore:
        yield BoxQueue(site, shared.site(island), shore)


def _worked(site: Site, gear: Gear, data: Path, jobs: PrintQueue) -> int:
    if gear.printer and gear.profile:
        devices: Devices | Unprinted = _printing(site, gear, gear.printer, gear.profile, data, jobs)
    else:
        devices = Unprinted(site, jobs=jobs)
    for reason in (signal.SIGTERM, signal.SIGINT):
        signal.signal(reason, lambda *_: devices.stop())
    try:
        with owned(data, PRINTER), _besides(gear.begin, devices.give_up):
            devices.run()
    except (StoreBroken, NotOurs) as why:
        _log.error("%s", why)
        return 1
    return 1 if devices.given_up else 0


def _printing(
    site: Site, gear: Gear, printer: Printer, profile: PrinterProfile, data: Path, jobs: PrintQueue
) -> Devices:
    spoken = {language: gear.phrases(language) for language in site.branch.languages}
    typesetter = Typesetter(
        site.branch,
        profile,
        spoken.__getitem__,
        jobs.link,
        gear.template,
        logo_in(data, profile),
        jobs.hint(Almanac(site, gear.calendar).told),
    )
    news: queue.SimpleQueue[PrinterHealth] = queue.SimpleQueue()
    thermal = ThermalPrinter(links.link_to(printer), profile, news.put, news=hotplug.news())
    return Devices(site, thermal, typesetter, news, jobs=jobs)


@contextmanager
def _besides(begin: Begin | None, on_broken: Callable[[], None]) -> Iterator[None]:
    """The other devices, at work for as long as the printer is."""
    running = begin(on_broken) if begin else None
    try:
        yield
    finally:
        if running:
            running.stop()


class Devices:
    """The loop of the process; only `stop` may be called from elsewhere."""

    def __init__(
        self,
        site: Site,
        printer: ThermalPrinter,
        typesetter: Typesetter,
        news: queue.SimpleQueue[PrinterHealth],
        monotonic: Monotonic = time.monotonic,
        jobs: PrintQueue | None = None,
    ) -> None:
        self._site = site
        self._jobs = jobs or PrintQueue(site, monotonic)
        self._printer = printer
        self._typesetter = typesetter
        self._room = PrintRoom(self._jobs, printer, typesetter, self._pulse, self._between)
        self._news = news
        self._untold: PrinterHealth | None = None
        self._watchdog = Watchdog(monotonic)
        self._stopping = False
        self.given_up = False

    def give_up(self) -> None:
        """End soon, and say that a fresh process is needed: another device found the store broken."""
        self.given_up = True
        self.stop()

    def stop(self) -> None:
        """End soon; a ticket on the wire gets a moment to be confirmed. Takes no lock: signals call it."""
        self._stopping = True
        self._printer.hurry(_HURRY_S)

    def run(self) -> None:
        """Work until stopped."""
        lost = self._jobs.recover()
        for job in lost:
            _log.info(
                "Print job %d was on the wire when this process ended; nobody knows what came out.", job.id
            )
        self._typesetter.warm_up(self._site.clock())
        # What lives as long as the process is not looked through while a customer waits.
        gc.freeze()
        self._printer.start(scrap=self._jobs.left_in_doubt())
        try:
            with closing(self._jobs.bell()) as bell:
                notify("READY=1")
                self._loop(bell)
            notify("STOPPING=1")
        finally:
            self._printer.stop()
        self._report(_STOPPED)

    def _loop(self, bell: Bell) -> None:
        # A signal only sets the flag: every wait, here and in a ticket, ends by itself soon enough.
        while not self._stopping:
            self._pulse()
            try:
                if not self._room.work():
                    bell.wait(POLL_S)
            except StoreBroken:
                raise
            except (StoreError, LobbyError) as fault:
                _log.warning("%s", fault)
                time.sleep(POLL_S)

    def _pulse(self) -> None:
        """Tell how the printer fares, and pat the watchdog."""
        while not self._news.empty():
            self._untold = self._news.get()
        if self._untold and self._report(self._untold):
            self._untold = None
        self._watchdog.pat()

    def _between(self) -> None:
        """Amid a ticket on a slow line only news is worth the time of writing it down."""
        if self._news.empty():
            self._watchdog.pat()
        else:
            self._pulse()

    def _report(self, health: PrinterHealth) -> bool:
        """Note the printer's health; whether that could be done."""
        try:
            self._jobs.report(PRINTER, health.state.value, health.detail)
        except StoreError as fault:
            # A ticket may be on the wire: its outcome comes first, and meets the same fault if it lasts.
            _log.warning("%s", fault)
            return False
        return True
