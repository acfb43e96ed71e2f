"""What one process foresees: a night's learning, and the log followed since then.

Where nothing was learned yet, or what was learned can't be read, it foresees nothing, and the
queue-length rule speaks by itself. It never holds up a ticket: whatever goes wrong in it is told once.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from config.schema import Branch
from kiosk import rows
from kiosk.predict import shelf
from kiosk.predict.from_store import Learner, kind_of, predictor_of, wall
from kiosk.predict.mistaken import mistaken, without
from kiosk.predict.predictor import Prediction, Predictor
from kiosk.predict.seen import Told
from kiosk.predict.shelf import Mark
from kiosk.store import Cursor, Store

_PAGE = 200
"""Rows of the log followed in one go: a tenth of a second at most."""

_NEVER_S = 1e7
"""A hundred days and more: such a figure comes of a broken lesson, and could not be kept."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is to be told a wait."""

    services: tuple[str, ...]
    ticket_class: str
    told: Told
    """What the queue-length rule finds."""
    before: Collection[str] | None = None
    """Who goes first, by their names for the predictor; None where all who wait are looked at."""


class Foresight:
    """One thread's own; it begins blind."""

    def __init__(self) -> None:
        self._predictor: Predictor | None = None
        self._learner: Learner | None = None
        self._mark: Mark | None = None
        self._cursor = 0
        self._never: dict[str, int] = {}
        """The days that never were, as the last lesson knew them."""
        self._is_current = False

    @property
    def is_awake(self) -> bool:
        """Whether it tells waits by what was learned."""
        return self._predictor is not None and self._is_current

    def catch_up(self, store: Store, branch: Branch) -> None:
        """Learn what is new, a page at a time: until all is known the queue's length speaks.

        Before a transaction rather than in it, and never a whole morning's rows while a screen waits.
        """
        with store.read() as cursor:
            mark = shelf.newest(cursor)
            if mark != self._mark:
                self._begin(cursor, branch, mark)
            self.look(cursor)

    def catch_up_wholly(self, store: Store, branch: Branch) -> None:
        """The same to the log's end, for a process that asks but once."""
        self.catch_up(store, branch)
        while self._predictor and not self._is_current:
            self.catch_up(store, branch)

    def look(self, cursor: Cursor) -> None:
        """The log as far as one page goes, in a transaction that is open already."""
        if self._predictor and self._learner:
            self._follow(cursor, self._predictor, self._learner)

    def ask(self, asked: Asked, now: datetime) -> Prediction | None:
        """What that is told; None where nothing is foreseen."""
        if self._predictor is None or not self._is_current:
            return None
        try:
            kind = kind_of(asked.services)
            return _sane(
                self._predictor.predict(kind, asked.ticket_class, wall(now), asked.told, asked.before)
            )
        except Exception as error:  # noqa: BLE001 - a wait is guessed; a number has to be given
            self._give_up(repr(error))
            return None

    def _begin(self, cursor: Cursor, branch: Branch, mark: Mark | None) -> None:
        self._mark, self._predictor, self._learner = mark, None, None
        if mark is None:
            return
        predictor, learner = predictor_of(branch), Learner(branch)
        # The record is for the night: a screen has no use for its megabytes.
        predictor.record = deque(maxlen=0)
        try:
            shelf.restore(cursor, predictor, learner)
        except shelf.UnreadableError as error:
            self._give_up(str(error))
            return
        self._predictor, self._learner, self._cursor = predictor, learner, mark.seq
        self._never = mistaken(cursor)

    def _follow(self, cursor: Cursor, predictor: Predictor, learner: Learner) -> None:
        found = rows.events(cursor, self._cursor, _PAGE)
        self._is_current = len(found) < _PAGE
        if found:
            self._cursor = found[-1].seq
        try:
            for seen in learner.rows(without(found, self._never)):
                predictor.see(seen)
        except Exception as error:  # noqa: BLE001 - a wait is guessed; a number has to be given
            self._give_up(repr(error))

    def _give_up(self, why: str) -> None:
        """Until the next lesson."""
        self._predictor, self._learner = None, None
        log.warning("Waits are told by the queue's length alone until `kiosk learn` has run: %s", why)


def _sane(found: Prediction) -> Prediction:
    """What can be printed and kept; ValueError for no number, or for one that no wait is."""
    if not 0 <= found.p50_s <= found.p90_s <= _NEVER_S:
        raise ValueError(f"a wait of {found.p50_s} to {found.p90_s} s is none of 0 to {_NEVER_S:.0f} s")
    return found
