"""Reads a business day off its rows of the log. Pure: the same rows always give the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.event import Event, Kind
from kiosk.evolve import ticket_after, touched
from kiosk.reports.clock_steps import ClockSteps
from kiosk.reports.visit import (
    Cared,
    Carried,
    Condition,
    DayLog,
    End,
    Lifted,
    Outcome,
    Shift,
    Stay,
    Visit,
)
from kiosk.scene import waited_s
from kiosk.ticket import Ticket, TicketState

_DONE = frozenset({Kind.FINISHED, Kind.STEP_DONE})
_SERVED = _DONE | {Kind.STARTED}
_PAUSES = frozenset({Kind.COUNTER_PAUSED, Kind.COUNTER_CLOSED})
_DESKS = _PAUSES | {Kind.COUNTER_OPENED}


def read_day(events: Iterable[Event], carried: Carried | None = None) -> DayLog:
    """The day of these rows; `carried` is how the devices stood before the first of them."""
    reader = _Reader(dict(carried or {}))
    for event in events:
        reader.take(event)
    return reader.day()


@dataclass(slots=True)
class _Reader:
    """What is known after so many rows."""

    devices: Carried
    tickets: dict[int, Ticket] = field(default_factory=dict)
    first_steps: dict[int, str] = field(default_factory=dict)
    first_calls: dict[int, datetime | None] = field(default_factory=dict)
    """None for a call across a clock that was set."""
    clock: ClockSteps = field(default_factory=ClockSteps)
    issued_in: dict[int, int] = field(default_factory=dict)
    called_in: dict[int, int] = field(default_factory=dict)
    """Before which step of the clock each was issued, and called last."""
    served: set[int] = field(default_factory=set)
    """Those with whom a counter began, whatever came of it."""
    stays: dict[int, list[Stay]] = field(default_factory=dict)
    begun: dict[str, datetime] = field(default_factory=dict)
    """The counters at work, and since when."""
    worked: dict[str, datetime] = field(default_factory=dict)
    """Their last sign of work."""
    shifts: list[Shift] = field(default_factory=list)
    lifts: dict[int, Event] = field(default_factory=dict)
    lifted: list[Lifted] = field(default_factory=list)
    cares: list[Cared] = field(default_factory=list)
    changes: list[tuple[datetime, str, str]] = field(default_factory=list)
    first_at: datetime | None = None
    last_at: datetime | None = None

    def take(self, event: Event) -> None:
        """Take one row in."""
        if event.kind is Kind.DEVICE_CHANGED:
            self.changes.append((event.at, event.facts["device"], event.facts["state"]))
            return
        self._keep_time(event)
        if event.counter and event.kind is Kind.COUNTER_OPENED:
            self._at_work(event.counter, event.at)
        elif event.counter and event.kind in _PAUSES:
            self._rests(event.counter, event.at)
        elif event.ticket_id is not None and touched(event):
            self._ticket(event, event.ticket_id)

    def _keep_time(self, event: Event) -> None:
        """Where the clock was set no counter's stretch goes on, since nobody knows how long it was."""
        deed = (event.ticket_id is not None and event.kind is not Kind.EXPIRED) or event.kind in _DESKS
        until = self.clock.before
        if deed and self.clock.is_one(event.at) and until:
            for counter in list(self.begun):
                self._rests(counter, until)
                self._at_work(counter, event.at)

    def _ticket(self, event: Event, number: int) -> None:
        before = self.tickets.get(number)
        if before is None and event.kind is not Kind.ISSUED:
            return
        for passed in touched(event):
            if passed == number or passed in self.tickets:
                self.tickets[passed] = ticket_after(self.tickets.get(passed), event)
        after = self.tickets[number]
        if event.kind is not Kind.EXPIRED:
            # What the next morning clears away is no deed of this day.
            self.first_at, self.last_at = self.first_at or event.at, event.at
        if event.kind is Kind.ISSUED:
            self.first_steps[number] = after.current.services[0]
            self.issued_in[number] = self.clock.count
        elif event.kind is Kind.CALLED and after.counter:
            is_timed = self.issued_in[number] == self.clock.count
            self.first_calls.setdefault(number, event.at if is_timed else None)
            self.called_in[number] = self.clock.count
            self._at_work(after.counter, event.at)
        elif event.kind in _SERVED:
            self.served.add(number)
        elif before:
            self._looked_after(event, before)
        if before and before.state.at_counter and not after.state.at_counter:
            self._stay(event, before)

    def _stay(self, event: Event, before: Ticket) -> None:
        is_timed = self.called_in.get(before.id) == self.clock.count
        end = End.MISSED if event.kind is Kind.MISSED else End.MOVED
        end = End.DONE if event.kind in _DONE and is_timed else end
        counter, called_at = before.counter or "", before.called_at or event.at
        stay = Stay(before.current.services[0], counter, called_at, event.at, end)
        self.stays.setdefault(before.id, []).append(stay)
        if event.kind is not Kind.EXPIRED:
            self.worked[counter] = max(event.at, self.worked.get(counter, event.at))

    def _at_work(self, counter: str, at: datetime) -> None:
        self.begun.setdefault(counter, at)
        self.worked[counter] = at

    def _rests(self, counter: str, at: datetime) -> None:
        begins = self.begun.pop(counter, None)
        if begins and at > begins:
            self.shifts.append(Shift(counter, begins, at))

    def _looked_after(self, event: Event, before: Ticket) -> None:
        if event.kind in {Kind.LIFTED, Kind.LIFT_UNDONE}:
            self._lift(event, before.id)
        elif event.kind is Kind.CARE_VISITED:
            self.cares.append(Cared(event.facts.get("care", ""), waited_s(before, event.at)))

    def _lift(self, event: Event, number: int) -> None:
        if event.kind is Kind.LIFTED:
            self.lifts[number] = event
        made = event if event.kind is Kind.LIFTED else self.lifts.pop(number, None)
        if made:
            facts = made.facts
            undone = event.kind is Kind.LIFT_UNDONE
            self.lifted.append(Lifted(facts["reason"], facts["people"], facts["extra_s"], undone))

    def day(self) -> DayLog:
        """All of it."""
        for counter in list(self.begun):
            self._rests(counter, self.worked[counter])
        carried = self.devices | {device: state for _, device, state in self.changes}
        return DayLog(
            tuple(self._visit(ticket) for ticket in self.tickets.values()),
            tuple(self.shifts),
            tuple(self.lifted),
            tuple(self._conditions()),
            tuple(self.cares),
            carried,
            self.clock.count,
        )

    def _visit(self, ticket: Ticket) -> Visit:
        stays = tuple(self.stays.get(ticket.id, ()))
        wait = ticket.promise.wait
        return Visit(
            id=ticket.id,
            service=self.first_steps[ticket.id],
            ticket_class=ticket.ticket_class,
            since=max(ticket.issued_at, ticket.slot or ticket.issued_at),
            issued_at=ticket.issued_at,
            # After a clock was set back nobody's due time comes before those told until then.
            due_at=None if self.issued_in[ticket.id] else ticket.due_at,
            promised_s=wait.p90_s if wait else None,
            called_at=self.first_calls.get(ticket.id),
            outcome=Outcome.SERVED if ticket.id in self.served else _unserved(ticket),
            stays=stays,
        )

    def _conditions(self) -> Iterator[Condition]:
        """Each device's states within the branch's working time."""
        if self.first_at is None or self.last_at is None:
            return
        first, last = self.first_at, self.last_at
        since = {device: (state, first) for device, state in self.devices.items()}
        for at, device, state in self.changes:
            moment = min(max(at, first), last)
            if device in since:
                yield Condition(device, since[device][0], since[device][1], moment)
            since[device] = (state, moment)
        for device, (state, begins) in since.items():
            yield Condition(device, state, begins, last)


def _unserved(ticket: Ticket) -> Outcome:
    if ticket.state is TicketState.MISSED or (ticket.misses and ticket.state.over):
        return Outcome.NO_SHOW
    return Outcome.LEFT if ticket.state.over else Outcome.OPEN
