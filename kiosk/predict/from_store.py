"""The store's own log as learning events: what the live lobby's record teaches the predictor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from config.schema import Branch, Calling, TicketClass
from kiosk.event import Event, Kind
from kiosk.evolve import sent_to, steps_from
from kiosk.predict.order import Order
from kiosk.predict.predictor import Predictor
from kiosk.predict.seen import Seen, Told, What
from kiosk.predict.times import Times
from kiosk.predict.trial import Engine, Trial
from kiosk.ticket import Step

WHY = "why"
"""Where the log says what a wait was told from."""

_WAITS_AGAIN = frozenset({Kind.RETURNED, Kind.STEP_DONE, Kind.TRANSFERRED, Kind.LIFT_UNDONE})
_LEAVES = frozenset(
    {
        Kind.CANCELLED,
        Kind.EXPIRED,
        Kind.MISSED,
        Kind.PARKED,
        Kind.STEPPED_OUT,
        # One whom staff lifted waits by no rule: what that takes teaches nothing.
        Kind.LIFTED,
        # From one queue into another.
        Kind.TRANSFERRED,
    }
)
_ENDS = frozenset({Kind.FINISHED, Kind.STEP_DONE})
_CLOSES = frozenset({Kind.COUNTER_PAUSED, Kind.COUNTER_CLOSED})
_FIRST_S = 1e6


def predictor_of(branch: Branch) -> Predictor:
    """One that knows a branch's service times and calling rule, and nothing of its days yet."""
    times = Times(configured={service.id: float(service.service_s) for service in branch.services})
    # The lobby's own queue-length rule knows who goes before whom: nothing plainer is as near.
    return Predictor(times=times, order=Order(fixed=head_starts(branch)), trial=Trial(safe=Engine.QUEUE))


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


def kind_of(services: Iterable[str]) -> str:
    """What is done in one step, by one name."""
    return "+".join(services)


def name_of(day: object, ticket_id: int) -> str:
    """A ticket's name for the predictor."""
    return f"{day}-{ticket_id}"


def wall(at: datetime) -> float:
    """A moment in seconds by the clock on the wall."""
    return at.replace(tzinfo=UTC).timestamp()


@dataclass(slots=True)
class Learner:
    """Turns the log's rows into learning events; it remembers what each ticket waits for."""

    branch: Branch
    closed: set[str] = field(default_factory=set)
    """The counters that call nobody; one that was never mentioned is open."""
    _steps: dict[int, tuple[tuple[Step, ...], int, str]] = field(default_factory=dict)
    _since: dict[int, float] = field(default_factory=dict)
    """When each ticket was issued: its place in line dates from then."""
    _at: dict[int, str] = field(default_factory=dict)
    """The counter that each ticket was called to."""
    _began: bool = False

    def rows(self, events: Iterable[Event]) -> Iterator[Seen]:
        """What these rows tell, in their order."""
        for event in events:
            yield from self._row(event)

    def _row(self, event: Event) -> Iterator[Seen]:
        if event.kind is Kind.COUNTER_OPENED:
            self.closed.discard(event.counter or "")
        elif event.kind in _CLOSES:
            self.closed.add(event.counter or "")
        elif event.kind is not Kind.DAY_OPENED and self._began:
            yield from self._of_a_ticket(event, event.ticket_id or 0)
            return
        self._began = True
        yield from self._counters(event)
        yield from self._of_a_ticket(event, event.ticket_id or 0)

    def _counters(self, event: Event) -> Iterator[Seen]:
        there = [counter for counter in self.branch.counters if counter.id not in self.closed]
        at = wall(event.at)
        for service in self.branch.services:
            able = sum(service.id in counter.services for counter in there)
            yield Seen(at, What.COUNTERS, service=service.id, open=able)

    def _of_a_ticket(self, event: Event, ticket: int) -> Iterator[Seen]:
        if event.kind is Kind.ISSUED:
            facts = event.facts
            self._steps[ticket] = (steps_from(facts["steps"]), 0, facts["class"])
            self._since[ticket] = wall(event.at)
            why = facts.get(WHY)
            told = Told(float(why["queue_s"]), int(why["counters"])) if why else None
            yield self._seen(event, What.ISSUED, told=told)
        elif ticket in self._steps:
            yield from self._life(event, ticket)

    def _life(self, event: Event, ticket: int) -> Iterator[Seen]:
        if event.kind is Kind.CALLED and event.counter:
            self._at[ticket] = event.counter
            yield self._seen(event, What.CALLED)
            return
        if event.kind in _ENDS | _LEAVES:
            counter = self._at.pop(ticket, "")
            yield self._seen(event, What.FINISHED if event.kind in _ENDS else What.LEFT, counter)
        self._go_on(event, ticket)
        if event.kind in _WAITS_AGAIN:
            yield self._seen(event, What.ISSUED, since=self._since[ticket])
        if event.kind in {Kind.FINISHED, Kind.CANCELLED, Kind.EXPIRED}:
            self._steps.pop(ticket)
            self._since.pop(ticket)

    def _go_on(self, event: Event, ticket: int) -> None:
        steps, place, named = self._steps[ticket]
        if event.kind is Kind.STEP_DONE:
            self._steps[ticket] = (steps, place + 1, named)
        elif event.kind is Kind.TRANSFERRED:
            moved = sent_to(event.facts)
            self._steps[ticket] = ((*steps[:place], *moved, *steps[place + 1 :]), place, named)

    def _seen(
        self,
        event: Event,
        what: What,
        counter: str | None = None,
        since: float | None = None,
        told: Told | None = None,
    ) -> Seen:
        ticket = event.ticket_id or 0
        steps, place, named = self._steps[ticket]
        step = steps[min(place, len(steps) - 1)]
        return Seen(
            wall(event.at),
            what,
            name_of(event.day, ticket),
            kind_of(step.services),
            named,
            self._at.get(ticket, "") if counter is None else counter,
            since=since,
            told=told,
        )
