"""Holds back who takes one ticket after the other at this kiosk, and tells staff; knows nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

from config.schema import TicketClass
from kiosk.devices import TICKETS, report
from kiosk.event import Event, Kind
from kiosk.hoarding import Taken
from kiosk.ticket import Ticket
from ui.touch.surroundings import Surroundings
from ui.touch.visit import Visit

CALM, HOARDED = "ok", "hoarded"


class Restraint:
    """What was taken here of late. Care, appointments and help are never held back."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._rule = around.front.hoarding
        self._taken = Taken()
        self._is_told = False

    def pause_s(self, visit: Visit) -> int:
        """How many seconds this customer's ticket has to wait; mostly none."""
        if visit.ticket_class is TicketClass.CARE:
            return 0
        now = self._around.monotonic()
        pause_s = self._taken.pause_s(now, self._rule)
        if pause_s and self._taken.is_news(now):
            self._taken = self._taken.told(now)
            self._tell(HOARDED)
        return math.ceil(pause_s)

    def gave(self, ticket: Ticket) -> None:
        """One more ticket from this kiosk; those in care and for appointments are no sign of anything."""
        if ticket.ticket_class not in {TicketClass.CARE, TicketClass.APPOINTMENT}:
            now = self._around.monotonic()
            self._taken = self._taken.after_ticket(ticket.services, now, self._rule)

    def heard(self, events: Sequence[Event]) -> None:
        """Somebody is served: the numbers are in use."""
        for event in events:
            if event.kind is Kind.STARTED or event.kind is Kind.FINISHED:
                self._taken = self._taken.after_call(self._around.monotonic(), self._rule)
        self.settle()

    def settle(self) -> None:
        """Staff hear as well that it is over."""
        if self._is_told and not self._taken.level_at(self._around.monotonic(), self._rule):
            self._tell(CALM)

    def _tell(self, state: str) -> None:
        self._is_told = state == HOARDED
        device = f"{TICKETS}:{self._around.kiosk}" if self._around.kiosk else TICKETS
        self._around.send(lambda desk: report(desk.site, device, state), self._told)

    def _told(self, found: object) -> None:
        if isinstance(found, Exception):
            self._around.failed("Staff could not be told of many tickets in a row", found)
