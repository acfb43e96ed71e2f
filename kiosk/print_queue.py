"""The print jobs of a branch, as the process that owns the printer works them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from kiosk import papers, upkeep
from kiosk.devices import report
from kiosk.follower import head
from kiosk.papers import PrintOrder
from kiosk.peaks.outlook import Outlook
from kiosk.print_job import PrintJob, PrintState
from kiosk.sealing import Seal
from kiosk.site import Site
from kiosk.store.engine import Bell
from kiosk.ticket import Ticket

_TRIAL_S = 60.0
"""Nobody waits longer at a printer for the test ticket that was asked for."""
_STEP_S = 60
"""A wall clock that moved against the monotonic one by more was set."""


class PrintQueue:
    """What the devices process asks of the lobby.

    How long a job has waited is counted on the monotonic clock from when this process first saw
    it: a wall clock that is set forth or back must neither expire nor keep anybody's paper.
    """

    def __init__(self, site: Site, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._site = site
        self._monotonic = monotonic
        self._was_ahead_s = self._ahead_s()
        self._until: dict[int, float] = {}
        self._seal = Seal(site)
        self._trials = head(site.store)
        self._trial_at = -_TRIAL_S

    def recover(self) -> list[PrintJob]:
        """At start: jobs found on the wire become UNKNOWN."""
        return papers.recover(self._site)

    def left_in_doubt(self) -> bool:
        """At start: whether a piece of the last ticket may still hang in the printer."""
        return papers.left_in_doubt(self._site)

    def changed(self) -> bool:
        """Whether `next` may say something new; only one may ask this of a store connection."""
        return self._site.store.changed()

    def next(self) -> PrintOrder | None:
        """The oldest job that still matters."""
        return papers.next_order(self._site, self._is_late)

    def trial(self) -> int | None:
        """A test ticket that was just asked for: the row of the log that asks; each is told once."""
        # Each look goes on where the last one ended: a ticket waits for it, and the log is years.
        self._trials, asked = upkeep.trial_asked(self._site, self._trials)
        if asked is not None:
            self._trial_at = self._monotonic()
        return asked

    def trial_is_late(self) -> bool:
        """Whether whoever asked for the last test ticket has gone by now."""
        return self._monotonic() - self._trial_at >= _TRIAL_S

    def trial_ended(self, state: PrintState) -> None:
        """Note what came of a test ticket."""
        upkeep.trial_ended(self._site, state)

    def bell(self) -> Bell:
        """Where it is heard that there may be something new."""
        return self._site.store.bell()

    def link(self, ticket: Ticket) -> str | None:
        """What the ticket's QR code says; None where the branch has no page for it."""
        return self._seal.link(ticket)

    def hint(self, told: Callable[[date], Outlook | None]) -> Callable[[date], Outlook | None]:
        """The peak hint of a ticket, as the store tells it."""
        return told

    def mark(self, job_id: int, state: PrintState, detail: str = "", *, again: bool = False) -> None:
        """Note what is known of a job, durably; with `again` its ticket is owed a marked copy."""
        papers.mark(self._site, job_id, state, detail, again=again)

    def report(self, device: str, state: str, detail: str = "") -> None:
        """Note a device's health, if it is news."""
        report(self._site, device, state, detail)

    def _is_late(self, job: PrintJob) -> bool:
        now_s = self._monotonic()
        return now_s >= self._until.setdefault(job.id, now_s + self._patience_s(job))

    def _patience_s(self, job: PrintJob) -> float:
        """How much longer a job matters that is seen for the first time."""
        whole_s = (job.expires_at - job.queued_at).total_seconds()
        left_s = (job.expires_at - self._site.clock()).total_seconds()
        return max(0.0, min(left_s, whole_s)) if self._wall_is_steady() else whole_s

    def _wall_is_steady(self) -> bool:
        return abs(self._ahead_s() - self._was_ahead_s) < _STEP_S

    def _ahead_s(self) -> float:
        return self._site.clock().timestamp() - self._monotonic()
