"""The devices process: owns the printer, and works the print jobs of the lobby."""

from __future__ import annotations

import gc
import logging
import queue
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing

from config.phrases import Phrases
from config.profile import PrinterProfile
from config.schema import Printer
from drivers.print_room import PrintRoom
from drivers.printer_health import PrinterHealth
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.typesetting import Typesetter
from kiosk.devices import PRINTER
from kiosk.errors import LobbyError
from kiosk.follower import POLL_S
from kiosk.notify import notify, watchdog_s
from kiosk.print_queue import PrintQueue
from kiosk.printer_state import PrinterState
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError
from kiosk.store.engine import Bell

_HURRY_S = 0.25
"""On the way out the printer's word is waited for no longer than this."""
_STOPPED = PrinterHealth(PrinterState.ABSENT, "The devices process was stopped: nobody prints.")
_log = logging.getLogger(__name__)


def main(site: Site, printer: Printer, profile: PrinterProfile, phrases: Callable[[str], Phrases]) -> int:
    """Work until SIGTERM or SIGINT; 1 if the store failed and a new process must start afresh."""
    spoken = {language: phrases(language) for language in site.branch.languages}
    typesetter = Typesetter(site.branch, profile, spoken.__getitem__, Seal(site).link)
    news: queue.SimpleQueue[PrinterHealth] = queue.SimpleQueue()
    devices = Devices(site, ThermalPrinter(SerialLink.to(printer), profile, news.put), typesetter, news)
    for reason in (signal.SIGTERM, signal.SIGINT):
        signal.signal(reason, lambda *_: devices.stop())
    try:
        devices.run()
    except StoreBroken as broken:
        _log.error("%s", broken)
        return 1
    return 0


class Devices:
    """The loop of the process; only `stop` may be called from elsewhere."""

    def __init__(
        self,
        site: Site,
        printer: ThermalPrinter,
        typesetter: Typesetter,
        news: queue.SimpleQueue[PrinterHealth],
    ) -> None:
        self._site = site
        self._jobs = PrintQueue(site)
        self._printer = printer
        self._typesetter = typesetter
        self._room = PrintRoom(self._jobs, printer, typesetter, self._pulse)
        self._news = news
        self._untold: PrinterHealth | None = None
        self._pat_s = watchdog_s()
        self._patted_s = 0.0
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End soon; a ticket on the wire gets a moment to be confirmed."""
        self._stopping.set()
        self._printer.hurry(_HURRY_S)

    def run(self) -> None:
        """Work until stopped."""
        for job in self._jobs.recover():
            _log.info(
                "Print job %d was on the wire when this process ended; nobody knows what came out.", job.id
            )
        self._typesetter.warm_up(self._site.clock())
        # What lives as long as the process is not looked through while a customer waits.
        gc.freeze()
        self._printer.start()
        try:
            with closing(self._site.store.bell()) as bell:
                notify("READY=1")
                self._loop(bell)
            notify("STOPPING=1")
        finally:
            self._printer.stop()
        self._report(_STOPPED)

    def _loop(self, bell: Bell) -> None:
        while not self._stopping.is_set():
            self._pulse()
            try:
                if not self._room.work():
                    bell.wait(POLL_S)
            except StoreBroken:
                raise
            except (StoreError, LobbyError) as fault:
                _log.warning("%s", fault)
                self._stopping.wait(POLL_S)

    def _pulse(self) -> None:
        """What must not wait for a ticket: telling how the printer fares, and patting the watchdog."""
        while not self._news.empty():
            self._untold = self._news.get()
        if self._untold and self._report(self._untold):
            self._untold = None
        now_s = time.monotonic()
        if self._pat_s and now_s - self._patted_s >= self._pat_s:
            self._patted_s = now_s
            notify("WATCHDOG=1")

    def _report(self, health: PrinterHealth) -> bool:
        """Note the printer's health; whether that could be done."""
        try:
            self._jobs.report(PRINTER, health.state.value, health.detail)
        except StoreError as fault:
            # A ticket may be on the wire: its outcome comes first, and meets the same fault if it lasts.
            _log.warning("%s", fault)
            return False
        return True
