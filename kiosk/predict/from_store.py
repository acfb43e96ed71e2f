"""The store's own log as learning events: what the live lobby's record teaches the predictor.

Days that are over are read row by row through `Learner.see`; a night's learning is kept as the
predictor's snapshot, so that a start after that reads only what came later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC

from config.schema import Branch, Calling, TicketClass
from kiosk.event import Event, Kind
from kiosk.evolve import sent_to, steps_from
from kiosk.predict.event_log import Seen, What
from kiosk.predict.order import Order
from kiosk.predict.predictor import Predictor
from kiosk.predict.times import Times
from kiosk.ticket import Step

_WAITS_AGAIN = frozenset({Kind.RETURNED, Kind.STEP_DONE, Kind.TRANSFERRED})
_LEAVES = frozenset({Kind.CANCELLED, Kind.EXPIRED, Kind.MISSED, Kind.PARKED, Kind.STEPPED_OUT, Kind.LIFTED})
_ENDS = frozenset({Kind.FINISHED, Kind.STEP_DONE})
_FIRST_S = 1e6


def predictor_of(branch: Branch) -> Predictor:
    """One that knows a branch's service times and calling rule, and nothing of its days yet."""
    times = Times(configured={service.id: float(service.service_s) for service in branch.services})
    return Predictor(times=times, order=Order(fixed=head_starts(branch)))


def head_starts(branch: Branch) -> dict[str, float]:
    """By how much earlier than it came each class counts under the branch's rule, in seconds."""
    rules, owed = branch.rules, {rule.id: rule.target_s for rule in branch.classes}
    ordinary = owed.get(TicketClass.ORDINARY, 0)
    match rules.calling:
        case Calling.FIRST_COME:
            return {}
        case Calling.CREDIT:
            return {TicketClass.CARE: rules.credit_care_s, TicketClass.VIP: rules.credit_vip_s}
        case Calling.STRICT:
            order = (TicketClass.VIP, TicketClass.APPOINTMENT, TicketClass.CARE)
            return {each: place * _FIRST_S for place, each in enumerate(order, 1)}
        case _:
            due: dict[str, float] = {each: float(ordinary - target_s) for each, target_s in owed.items()}
            due[TicketClass.CARE] = _FIRST_S
            return due


@dataclass(slots=True)
class Learner:
    """Turns the log's rows into learning events; it remembers what each ticket waits for."""

    branch: Branch
    _steps: dict[int, tuple[tuple[Step, ...], int, str]] = field(default_factory=dict)
    _at: dict[int, str] = field(default_factory=dict)
    """The counter that each ticket was called to."""
    _open: set[str] = field(default_factory=set)

    def rows(self, events: Iterable[Event]) -> Iterator[Seen]:
        """What these rows tell, in their order."""
        for event in events:
            yield from self._row(event)

    def _row(self, event: Event) -> Iterator[Seen]:
        if event.kind in {Kind.COUNTER_OPENED, Kind.COUNTER_PAUSED, Kind.COUNTER_CLOSED, Kind.DAY_OPENED}:
            yield from self._counters(event)
        elif event.kind is Kind.ISSUED and event.ticket_id:
            facts = event.facts
            self._steps[event.ticket_id] = (steps_from(facts["steps"]), 0, facts["class"])
            yield self._seen(event, What.ISSUED)
        elif event.ticket_id in self._steps:
            yield from self._life(event, event.ticket_id or 0)

    def _life(self, event: Event, ticket: int) -> Iterator[Seen]:
        if event.kind is Kind.CALLED and event.counter:
            self._at[ticket] = event.counter
            yield self._seen(event, What.CALLED)
            return
        if counter := self._left_counter(event, ticket):
            yield self._seen(event, What.FINISHED if event.kind in _ENDS else What.LEFT, counter)
        elif event.kind in _LEAVES:
            # One whom staff lifted waits by no rule: what that takes teaches nothing.
            yield self._seen(event, What.LEFT)
        self._go_on(event, ticket)
        if event.kind in _WAITS_AGAIN:
            yield self._seen(event, What.ISSUED)
        if event.kind in {Kind.FINISHED, Kind.CANCELLED, Kind.EXPIRED}:
            self._steps.pop(ticket, None)

    def _left_counter(self, event: Event, ticket: int) -> str | None:
        if event.kind in _ENDS | _LEAVES | {Kind.TRANSFERRED}:
            return self._at.pop(ticket, None)
        return None

    def _go_on(self, event: Event, ticket: int) -> None:
        steps, place, named = self._steps[ticket]
        if event.kind is Kind.STEP_DONE:
            self._steps[ticket] = (steps, place + 1, named)
        elif event.kind is Kind.TRANSFERRED:
            moved = sent_to(event.facts)
            self._steps[ticket] = ((*steps[:place], *moved, *steps[place + 1 :]), place, named)

    def _counters(self, event: Event) -> Iterator[Seen]:
        if event.kind is Kind.COUNTER_OPENED:
            self._open.add(event.counter or "")
        elif event.kind is not Kind.DAY_OPENED:
            self._open.discard(event.counter or "")
        counters = [counter for counter in self.branch.counters if counter.id in self._open]
        at = _wall(event)
        for service in self.branch.services:
            able = sum(service.id in counter.services for counter in counters)
            yield Seen(at, What.COUNTERS, service=service.id, open=able)

    def _seen(self, event: Event, what: What, counter: str | None = None) -> Seen:
        ticket = event.ticket_id or 0
        steps, place, named = self._steps[ticket]
        step = steps[min(place, len(steps) - 1)]
        return Seen(
            _wall(event),
            what,
            f"{event.day}-{ticket}",
            "+".join(step.services),
            named,
            counter or self._at.get(ticket, ""),
        )


def _wall(event: Event) -> float:
    return event.at.replace(tzinfo=UTC).timestamp()
