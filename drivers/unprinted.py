"""The devices process of a branch without a printer: the other devices work for as long as it lives."""

from __future__ import annotations

import logging
import time

from drivers.deadline import Monotonic
from kiosk.errors import LobbyError
from kiosk.notify import Watchdog, notify
from kiosk.print_queue import PrintQueue
from kiosk.site import Site
from kiosk.store import StoreBroken, StoreError

_LOOK_S = 0.25
_EXPIRY_S = 5.0
_log = logging.getLogger(__name__)


class Unprinted:
    """Papers are owed here as well, and expire in time; `stop` and `give_up` may be called from afar."""

    def __init__(
        self, site: Site, monotonic: Monotonic = time.monotonic, jobs: PrintQueue | None = None
    ) -> None:
        self._jobs = jobs or PrintQueue(site, monotonic)
        self._monotonic = monotonic
        self._watchdog = Watchdog(monotonic)
        self._looked_s = monotonic()
        self._stopping = False
        self.given_up = False

    def give_up(self) -> None:
        """End soon, and say that a fresh process is needed: a device found the store broken."""
        self.given_up = True
        self.stop()

    def stop(self) -> None:
        """End soon. Takes no lock: signals call it."""
        self._stopping = True

    def run(self) -> None:
        """Wait until stopped, let papers expire, and pat the watchdog."""
        self._jobs.recover()
        self._let_expire()
        notify("READY=1")
        while not self._stopping:
            time.sleep(_LOOK_S)
            now_s = self._monotonic()
            if now_s - self._looked_s >= _EXPIRY_S:
                self._looked_s = now_s
                self._let_expire()
            self._watchdog.pat()
        notify("STOPPING=1")

    def _let_expire(self) -> None:
        """A paper that is still to come gets no copy: it must not stay so for ever."""
        try:
            self._jobs.next()
        except StoreBroken:
            raise
        except (StoreError, LobbyError) as fault:
            _log.warning("%s", fault)
