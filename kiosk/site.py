"""Where the lobby's deeds take place: one branch, its store and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from config.advice import Advice
from config.schema import Branch, Counter, TicketClass
from kiosk import floor_rows, rows
from kiosk.clock import Clock
from kiosk.errors import NotOfferedError
from kiosk.evolve import Device
from kiosk.hours import UNKNOWN_HOUR, Holidays, Opening, no_holidays, opening
from kiosk.journal import Journal, writing
from kiosk.predict import Prediction
from kiosk.predict.foresight import Asked, Foresight
from kiosk.routing import Floor, NoRouteError, Route, route
from kiosk.store import Cursor, Question, Store


@dataclass(frozen=True, slots=True)
class Site:
    """One branch over one store connection; use one a thread."""

    store: Store
    branch: Branch
    clock: Clock
    holidays: Holidays = no_holidays
    machine_gain_s: float = 60.0 * Advice().machine_gain_min
    """A machine is offered where the wait at the counters is so much longer than it takes there."""
    foresight: Foresight = field(default_factory=Foresight, compare=False, repr=False)

    def foresee(self, asked: Asked) -> Prediction | None:
        """What the branch's own days taught of such a wait; None where they taught nothing yet."""
        return self.foresight.ask(asked, self.clock())

    def writing(self, *foreseen: Question, quietly: bool = False) -> AbstractContextManager[Journal]:
        """A transaction of state and log, durable when the block ends; `quietly` wakes nobody."""
        return writing(self.store, self.clock, self.branch.hours.cutoff, *foreseen, quietly=quietly)

    def counter(self, counter_id: str) -> Counter:
        try:
            return self.branch.counter(counter_id)
        except KeyError:
            there = ", ".join(counter.id for counter in self.branch.counters)
            raise NotOfferedError(f"There is no counter {counter_id!r}; there are {there}.") from None

    def hours_of(self, service: str, now: datetime, *, believable: bool = True) -> Opening:
        if not believable:
            return UNKNOWN_HOUR
        return opening(self.branch.hours, self.branch.service(service).customers, now, self.holidays)

    def route(self, services: tuple[str, ...], ticket_class: TicketClass, floor: Floor) -> Route:
        try:
            return route(self.branch, services, ticket_class, floor)
        except NoRouteError as error:
            raise NotOfferedError(str(error)) from error

    def floor(self, cursor: Cursor) -> Floor:
        """What is open and what works now."""
        closed = floor_rows.closed_counters(cursor)
        return Floor(closed, self.machines_up(rows.devices(cursor)) if self.branch.machines else frozenset())

    def machines_up(self, devices: Mapping[str, Device]) -> frozenset[str]:
        """Only a machine that says it works: one that never reported is not offered."""
        return frozenset(
            machine.id
            for machine in self.branch.machines
            if machine.id in devices and devices[machine.id].state == "ok"
        )
