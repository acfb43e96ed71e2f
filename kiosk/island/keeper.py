"""Looks after the way between a box's own store and the common one: the list, the reserve, the carrying.

Every process of a box may have one. One of them holds the pen, by a lock that the kernel opens when its
holder dies; the others only look whether everything is over.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from kiosk import papers, rows
from kiosk.devices import DATABASE, PRINTER
from kiosk.errors import LobbyError
from kiosk.island import carrying, reserve
from kiosk.island.carrying import JOINED
from kiosk.island.identity import FOLDER
from kiosk.island.register import NotThisBox, Runs, carried, look_in, looked_on
from kiosk.island.shared import Shared
from kiosk.island.silence import SILENT
from kiosk.journal import CLOCK, Journal
from kiosk.sealing import Seal
from kiosk.store import Store, StoreError
from kiosk.ticket import Ticket

BEAT_S = 60.0
"""So often a box looks in, and sees to its reserve."""
READ_S = 600.0
"""So long staff are shown that a box was cut off."""
_MODE = 0o660
_ALONE = "This kiosk goes on with numbers of its own reserve:"
_log = logging.getLogger(__name__)


class Keeper:
    """One process's; for one thread at a time."""

    def __init__(self, shared: Shared, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._shared = shared
        self._monotonic = monotonic
        self._runs = Runs(shared.data)
        self._common: Store | None = None
        self._island = shared.island()
        self._is_closed = False
        self._pen: int | None = None
        self._beat_s = -BEAT_S
        self._carried = -1
        """How far the common store is known to have the island's log."""
        self._said = ""
        self._waits = False
        """Whether some tickets belong to a day that the branch has not opened yet."""
        self.refused = ""
        """Why this box must not work at all."""

    def step(self) -> bool:
        """One look: whether the common store answers, and has everything that the box did on its own."""
        try:
            fine = self._step()
        except NotThisBox as why:
            self.refused = str(why)
            self._say(logging.ERROR, str(why))
            return False
        except (StoreError, LobbyError) as fault:
            self._leave()
            self._say(logging.WARNING, f"{_ALONE} {fault}")
            return False
        self.refused = ""
        if self._said and not self._waits:
            self._say(logging.INFO, "")
        return fine

    def close(self) -> None:
        """Let go of the stores and the pen."""
        self._leave()
        if not self._is_closed:
            self._island.close()
        self._is_closed = True
        if self._pen is not None:
            os.close(self._pen)
            self._pen = None

    def _step(self) -> bool:
        if not self._holds_pen():
            return self._looks_on()
        due = self._monotonic() - self._beat_s >= BEAT_S
        last = carrying.last_row(self._island)
        if not due and last == self._carried:
            return True
        store = self._connected()
        if due:
            look_in(store, self._shared.box, self._runs)
            # The store may be another one by now, and what waited for its day may come.
            self._carried = -1
            self._see_to_reserve(store)
            last = carrying.last_row(self._island)
        fine = self._carry(store, last)
        if due:
            self._beat_s = self._monotonic()
        return fine

    def _looks_on(self) -> bool:
        """Somebody else of this box does the work: whether it is done."""
        last = carrying.last_row(self._island)
        if self._monotonic() - self._beat_s < BEAT_S and last == self._carried:
            return True
        store = self._connected()
        with store.read() as cursor:
            found = looked_on(store, cursor, self._shared.box, self._runs)
        if found is None:
            return False
        self._carried, self._beat_s = found, self._monotonic()
        return found >= last

    def _carry(self, store: Store, last: int) -> bool:
        """Everything that is there now; False where some of it has to wait for its day."""
        site = self._shared.site(store)
        if self._carried < 0:
            with store.read() as cursor:
                self._carried = carried(cursor, self._shared.box) or 0
        tickets: list[Ticket] = []
        while self._carried < last:
            brought = carrying.carry_page(site, self._island, self._shared.box, tickets)
            tickets += brought.tickets
            self._waits = brought.waits
            if brought.waits:
                # What waits for its day keeps nobody from working on the common store.
                self._carried = last
                self._say(logging.WARNING, "Numbers that this kiosk gave for another day wait for that day.")
                return True
            with store.read() as cursor:
                self._carried = carried(cursor, self._shared.box) or 0
            if not brought.rows:
                break
        return self._carried >= last

    def _see_to_reserve(self, store: Store) -> None:
        site = self._shared.site(store)
        Seal(site).prepare()
        with site.writing(quietly=True) as journal:
            today = journal.day
            self._tidy(journal)
        # The box's own day and time are those of the branch for as long as it can ask.
        with self._shared.site(self._island).writing(quietly=True):
            pass
        reserve.top_up(store, self._island, self._shared.box, self._shared.branch, today)

    def _tidy(self, journal: Journal) -> None:
        """What was told long enough, or by this box before it had a name."""
        known = rows.devices(journal.cursor)
        told = known.get(name := rows.device_at(DATABASE, self._shared.box.name))
        if (
            told is None
            or told.state == SILENT
            or (told.state == JOINED and journal.now - told.since >= timedelta(seconds=READ_S))
        ):
            journal.report(name, "ok", "")
        papers.expire_forgotten(journal)
        for nobodys in (PRINTER, CLOCK):
            if nobodys in known and known[nobodys].state not in {"ok", "off"}:
                journal.report(nobodys, "off", "Every box reports under its own name now.")

    def _connected(self) -> Store:
        if self._common is None:
            self._common = self._shared.common()
        return self._common

    def _leave(self) -> None:
        """A store that was away is met anew: it may be another one, restored from a backup."""
        self._beat_s, self._carried = -BEAT_S, -1
        if self._common:
            with suppress(Exception):
                self._common.close()
        self._common = None

    def _holds_pen(self) -> bool:
        if self._pen is None:
            file = self._shared.data / FOLDER / "keeper.lock"
            place = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _MODE)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(place)
                return False
            self._pen = place
            self._runs.begin()
        return True

    def _say(self, level: int, sentence: str) -> None:
        """Once for each trouble: one who is away fails now like this, now like that."""
        is_same = sentence.startswith(_ALONE) and self._said.startswith(_ALONE)
        if sentence != self._said and not is_same:
            _log.log(level, "%s", sentence or "The branch's database is back, and has all numbers.")
        self._said = sentence
