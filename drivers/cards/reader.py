"""A card reader on its line: finds a card, reads it, and lets out a class of ticket and nothing else."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from datetime import date

from config.frames import Field
from config.schema import TicketClass
from config.unit_profile import UnitProfile
from drivers.cards.age import AgeBand, age_band
from drivers.cards.vip_service import AskVip
from drivers.cards.wiping import wipe, wiped
from drivers.deadline import Monotonic
from drivers.framing import Heard
from drivers.wires.station import Station, Words

_STEPS = ("find", "select", "read")
_REST_S = 2.0
"""A card that still lies there is not read again before."""

_log = logging.getLogger(__name__)

OnClass = Callable[[TicketClass], None]
"""Takes the class that a card earns; called from a driver's thread, and quick."""


class ReaderStation(Station):
    """Asks step by step: each answer leads to the next question, and anything else to the first."""

    def __init__(
        self, unit_id: str, profile: UnitProfile, address: int, clock: Monotonic, room: CardRoom
    ) -> None:
        super().__init__(unit_id, profile, address, clock, on_heard=room.take)
        self._steps = [name for name in _STEPS if name in profile.say] or ["poll"]
        self._step = 0

    def _question(self) -> Words:
        asked = self._steps[self._step]
        self._step = 0
        return self._asked(asked)

    def hear(self, heard: Heard) -> None:
        """An answer: on to the next step, or to a rest after the last."""
        name = heard.name
        super().hear(heard)
        if name == self._steps[-1]:
            self._poll_s = self.clock() + _REST_S
        elif name in self._steps:
            self._step = self._steps.index(name) + 1
            self._poll_s = 0.0


class CardRoom:
    """Where a card's secret becomes a class; one thread, since the bank's service may take its time."""

    def __init__(self, care_from: int, ask_vip: AskVip, on_class: OnClass, today: Callable[[], date]) -> None:
        self._care_from = care_from
        self._ask_vip = ask_vip
        self._on_class = on_class
        self._today = today
        # One card at a time: a second one put down meanwhile is not worth keeping in memory.
        self._cards: queue.Queue[bytearray | None] = queue.Queue(maxsize=1)
        self._thread = threading.Thread(target=self._work, name="card room")

    def start(self) -> None:
        """Open for cards."""
        self._thread.start()

    def stop(self) -> None:
        """Close."""
        self._cards.put(None)
        self._thread.join()

    def take(self, _: Station, heard: Heard) -> None:
        """A reader has read a card; called from its line's thread."""
        birth, card = heard.values.get(Field.BIRTH), heard.values.get(Field.CARD)
        if isinstance(birth, bytearray):
            with wiped(birth):
                band = age_band(birth, self._today(), self._care_from)
            self._offer(TicketClass.CARE if band is AgeBand.CARE else TicketClass.ORDINARY)
        if isinstance(card, bytearray):
            self._queue(card)

    def _queue(self, card: bytearray) -> None:
        try:
            self._cards.put_nowait(card)
        except queue.Full:
            with wiped(card):
                return

    def _work(self) -> None:
        while (card := self._cards.get()) is not None:
            try:
                is_vip = self._ask_vip(card)
            except Exception as fault:  # noqa: BLE001 - one bad answer must not close the room
                wipe(card)
                # Its words may bear the number of the card.
                _log.warning("A card's class was not told by the service: %s.", type(fault).__name__)
                is_vip = False
            self._offer(TicketClass.VIP if is_vip else TicketClass.ORDINARY)

    def _offer(self, ticket_class: TicketClass) -> None:
        try:
            self._on_class(ticket_class)
        except Exception:  # noqa: BLE001 - the next card's customer must not suffer from it
            _log.warning("The class of a card, %s, was taken by nobody.", ticket_class, exc_info=True)
