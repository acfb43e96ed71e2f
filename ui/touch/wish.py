"""What a customer wishes of the store: sent once, waited for a while, and repeated word for word."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from kiosk.store import StoreAway
from ui.touch.surroundings import Errand, Surroundings, Then

PATIENCE_S = 5.0
"""A store that has not answered by then sends the customer to staff; what it answers later still counts."""


class Wishes:
    """All that may be wished at a screen."""

    def __init__(self, ticket: Wish, *others: Wish) -> None:
        self._ticket = ticket
        self._all = (ticket, *others)

    @property
    def refused(self) -> bool:
        """Whether the store said no to any, or has been silent for too long."""
        return any(wish.refused for wish in self._all)

    @property
    def due_at(self) -> float:
        """When patience ends next."""
        return min(wish.due_at for wish in self._all)

    @property
    def is_someones(self) -> bool:
        """Whether whoever wished what was refused may still be there."""
        return any(wish.refused and wish.is_someones for wish in self._all)

    def is_unheard(self, *, alone: bool) -> bool:
        """Whether what was refused needs all kiosks, while a box that is `alone` goes on giving numbers."""
        return alone and self.refused and not self._ticket.refused

    def repeat(self, *, alone: bool) -> None:
        """Ask for exactly what was refused; nobody hears what is said to a box that is `alone`."""
        for wish in self._all:
            if alone and wish is not self._ticket:
                wish.forget()
            else:
                wish.repeat()

    def forget(self) -> None:
        """Whoever wished has left."""
        for wish in self._all:
            wish.forget()

    def store_is_back(self) -> None:
        """Refusals because the store was away are over."""
        for wish in self._all:
            wish.store_is_back()

    def tick(self) -> None:
        for wish in self._all:
            wish.tick()


class Wish:
    """One wish at a time. After a refusal it is still known what was wished."""

    def __init__(self, around: Surroundings, sorry: str, refusal: Callable[[], None]) -> None:
        self.pending = False
        """Whether it is with the store."""
        self.refused = False
        """Whether the store said no, or has been silent for too long."""
        self._around = around
        self._sorry = sorry
        self._refusal = refusal
        self._errand: Errand | None = None
        self._then: Then | None = None
        self._asked_at = 0.0
        self._was_away = False

    @property
    def due_at(self) -> float:
        """When patience ends; never, if nothing is waited for or it has ended."""
        return self._asked_at + PATIENCE_S if self.pending and not self.refused else math.inf

    @property
    def is_someones(self) -> bool:
        """Whether whoever wished may still be there."""
        return self._then is not None

    def send(self, errand: Errand, then: Then) -> None:
        """Ask; a wish that is on its way is not sent twice, only waited for."""
        self._then = then
        if self.pending and not self.refused:
            return
        self.refused = self._was_away = False
        self._asked_at = self._around.monotonic()
        if not self.pending:
            self.pending, self._errand = True, errand
            self._around.send(errand, self._answered)

    def repeat(self) -> None:
        """Ask for exactly what was refused."""
        if self.refused and self._errand and self._then:
            self.send(self._errand, self._then)

    def forget(self) -> None:
        """Whoever wished has left: what still comes is for nobody. A store that is silent stays so."""
        self.refused = self.refused and self.pending
        self._then = None

    def store_is_back(self) -> None:
        """A refusal because the store was away is over; nothing is asked on nobody's behalf."""
        if self._was_away:
            self.refused = self._was_away = False

    def tick(self) -> None:
        if self._around.monotonic() >= self.due_at:
            self.refused = True

    def _answered(self, found: Any) -> None:  # noqa: ANN401 - whatever the errand brings
        was_silent = self.refused
        self.pending = self.refused = False
        if isinstance(found, Exception):
            self.refused = self.is_someones
            self._was_away = isinstance(found, StoreAway)
            self._around.failed(self._sorry, found)
            self._refusal()
        elif self._then:
            self._then(found)
        elif was_silent:
            self._refusal()
