"""The devices process of a branch without a printer: the other devices work for as long as it lives."""

from __future__ import annotations

import time

from kiosk.notify import notify, watchdog_s

_LOOK_S = 0.25


class Unprinted:
    """Nothing but a wait; `stop` and `give_up` may be called from elsewhere."""

    def __init__(self) -> None:
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
        """Wait until stopped, and pat the watchdog."""
        notify("READY=1")
        pat_s = watchdog_s()
        patted_s = time.monotonic()
        while not self._stopping:
            time.sleep(_LOOK_S)
            if pat_s and time.monotonic() - patted_s >= pat_s:
                patted_s = time.monotonic()
                notify("WATCHDOG=1")
        notify("STOPPING=1")
