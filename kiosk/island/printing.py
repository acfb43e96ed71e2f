"""The papers of a box: those of its own store first, which is always there, then those of the common one."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date
from typing import TypeVar

from kiosk import devices, papers
from kiosk.errors import LobbyError
from kiosk.island import unwritten
from kiosk.island.watch import Shore
from kiosk.papers import PrintOrder
from kiosk.peaks.outlook import Outlook
from kiosk.print_job import PrintJob, PrintState
from kiosk.print_queue import PrintQueue
from kiosk.site import Site
from kiosk.store import StoreAway, StoreBusy
from kiosk.store.engine import Bell
from kiosk.ticket import Ticket

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class BoxQueue(PrintQueue):
    """A print queue over two stores. One order is in hand at a time, and its end goes where it came from."""

    def __init__(
        self,
        common: Site,
        island: Site,
        shore: Shore,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(island, monotonic)
        self._common_site = common
        self._shore = shore
        self._common: PrintQueue | None = None
        self._in_hand: PrintQueue | None = None
        """Whose order is worked; None for one of the island."""
        self._undecided: int | None = None
        """A job of the common store whose mark had no answer: nothing of it was printed."""
        self._owes = True
        """Whether there may be ends that the common store has not heard of."""
        self._has_key = False
        self._untold: dict[str, tuple[str, str]] = {}

    def recover(self) -> list[PrintJob]:
        """At start: what was on the wire; of the common store as soon as it answers."""
        lost = super().recover()
        self._reached()
        return lost

    def left_in_doubt(self) -> bool:
        """At start: whether a piece of the last ticket may still hang in the printer."""
        return super().left_in_doubt() or self._ask(lambda queue: queue.left_in_doubt(), nothing=False)

    def changed(self) -> bool:
        """Whether there may be something new in either."""
        mine = super().changed()
        return self._ask(lambda queue: queue.changed(), nothing=False) or mine

    def next(self) -> PrintOrder | None:
        """The oldest of the box's own store, else the oldest of its own in the common one."""
        if order := super().next():
            self._in_hand = None
            return order
        self._tell()
        order = self._ask(self._of_common, nothing=None)
        self._in_hand = self._common if order else None
        return order

    def trial(self) -> int | None:
        """A test ticket that was asked for on the pages."""
        return self._ask(lambda queue: queue.trial(), nothing=None)

    def trial_is_late(self) -> bool:
        """Whether whoever asked has gone; so it is while the box is cut off."""
        return self._ask(lambda queue: queue.trial_is_late(), nothing=True)

    def trial_ended(self, state: PrintState) -> None:
        """Note what came of a test ticket, if there is anybody to read it."""
        self._ask(lambda queue: queue.trial_ended(state), nothing=None)

    def link(self, ticket: Ticket) -> str | None:
        """What the QR code says: sealed with the key that lies on the box, the same as everywhere."""
        if not self._has_key:
            with self._site.store.read() as cursor:
                self._has_key = bool(cursor.one("SELECT 1 FROM token_key"))
        if self._has_key or self._common is None:
            return super().link(ticket)
        return self._common.link(ticket)

    def hint(self, told: Callable[[date], Outlook | None]) -> Callable[[date], Outlook | None]:
        """A ticket goes without while the common store is away: nobody's paper waits for it."""
        return lambda day: told(day) if self._shore.is_open else None

    def mark(self, job_id: int, state: PrintState, detail: str = "", *, again: bool = False) -> None:
        """Note what is known of the job in hand; on the box, where the common store is away."""
        queue = self._in_hand
        if queue is None:
            super().mark(job_id, state, detail, again=again)
        elif state is PrintState.SENT:
            self._begin(queue, job_id)
        elif not self._said_at_once(queue, unwritten.Ending(job_id, state, detail, again)):
            self._owes = True
            unwritten.note(self._site.store, unwritten.Ending(job_id, state, detail, again))

    def report(self, device: str, state: str, detail: str = "") -> None:
        """Note a device's health: for this box's screen at once, for everybody when they can be told."""
        devices.report(self._site, device, state, detail)
        self._untold[device] = (state, detail)
        self._tell()

    def bell(self) -> Bell:
        """Rings for either."""
        return _BoxBell(self._site, self._common_site, self._shore)

    def _said_at_once(self, queue: PrintQueue, ending: unwritten.Ending) -> bool:
        if not self._shore.is_open:
            return False
        try:
            queue.mark(ending.job, ending.state, ending.detail, again=ending.again)
        except (StoreAway, StoreBusy):
            self._shore.lost()
            return False
        return True

    def _begin(self, queue: PrintQueue, job_id: int) -> None:
        """SENT is durable in the common store before the first byte, as ever; it may be so already."""
        if job_id == self._undecided:
            self._undecided = None
            return
        try:
            queue.mark(job_id, PrintState.SENT)
        except (StoreAway, StoreBusy):
            self._undecided = job_id
            self._shore.lost()
            raise

    def _of_common(self, queue: PrintQueue) -> PrintOrder | None:
        if self._undecided is not None:
            if order := papers.sent_order(self._common_site, self._undecided):
                return order
            self._undecided = None
        return queue.next()

    def _tell(self) -> None:
        for device, (state, detail) in list(self._untold.items()):
            if self._reached() is None:
                return
            with suppress(StoreAway, StoreBusy):
                devices.report(self._common_site, device, state, detail)
                del self._untold[device]

    def _ask(self, deed: Callable[[PrintQueue], _T], *, nothing: _T) -> _T:
        queue = self._reached()
        if queue is None:
            return nothing
        try:
            return deed(queue)
        except (StoreAway, StoreBusy):
            self._shore.lost()
            return nothing

    def _reached(self) -> PrintQueue | None:
        """The common store's queue, with everything said that it has to know; None while it is away."""
        if not self._shore.is_open:
            return None
        try:
            if self._owes:
                self._settle()
            if self._common is None:
                papers.recover(self._common_site)
                self._common = PrintQueue(self._common_site, self._monotonic)
        except (StoreAway, StoreBusy):
            self._shore.lost()
            return None
        return self._common

    def _settle(self) -> None:
        for ending in unwritten.endings(self._site.store):
            try:
                papers.mark(self._common_site, ending.job, ending.state, ending.detail, again=ending.again)
            except LobbyError as refused:
                _log.warning("Print job %d ended as %s, which was not noted: %s", *_named(ending), refused)
            unwritten.forget(self._site.store, ending)
        self._owes = False


def _named(ending: unwritten.Ending) -> tuple[int, PrintState]:
    return ending.job, ending.state


class _BoxBell:
    """Waits for the common store while that is there, and for the box's own else."""

    def __init__(self, island: Site, common: Site, shore: Shore) -> None:
        self._own = island.store.bell()
        self._common_site = common
        self._common: Bell | None = None
        self._shore = shore

    def wait(self, timeout_s: float) -> bool:
        if self._own.wait(0.0):
            return True
        if self._shore.is_open:
            try:
                self._common = self._common or self._common_site.store.bell()
                return self._common.wait(timeout_s)
            except (StoreAway, StoreBusy):
                self._shore.lost()
                self._let_go()
        return self._own.wait(timeout_s)

    def close(self) -> None:
        self._let_go()
        self._own.close()

    def _let_go(self) -> None:
        if self._common:
            with suppress(Exception), closing(self._common):
                pass
        self._common = None
