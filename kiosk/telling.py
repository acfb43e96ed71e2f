"""What somebody is told of their wait, and from which figures: the promise explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from config.schema import TicketClass
from kiosk.calling import Waiting, can_serve, serves
from kiosk.clock import elapsed_s
from kiosk.event import Event, Kind
from kiosk.predict import Prediction
from kiosk.predict.foresight import Asked
from kiosk.predict.from_store import WHY, name_of
from kiosk.predict.seen import Told
from kiosk.predict.trial import Engine
from kiosk.queue import Queue
from kiosk.ticket import Promise, Step, Ticket, WaitRange
from kiosk.wait import Standing, standing, wait_range

Foresee = Callable[[Asked], Prediction | None]
"""What the branch's own days taught of such a wait; None where they taught nothing yet."""


def blind(_: Asked) -> Prediction | None:
    """Nothing was learned."""
    return None


@dataclass(frozen=True, slots=True)
class Telling:
    """A promise and what it was made from."""

    promise: Promise
    why: dict[str, Any] | None
    """For the log and for staff; None where there is no wait to tell."""


@dataclass(frozen=True, slots=True)
class _Who:
    """Somebody to tell: what is wanted, and which counters may call for it, with their help."""

    services: tuple[str, ...]
    ticket_class: TicketClass
    own: frozenset[str]
    helpers: frozenset[str]
    before: tuple[str, ...] | None = None


def why_told(log: Iterable[Event]) -> dict[str, Any] | None:
    """From which figures a ticket's wait was told, as its own log has it."""
    found = (event.facts.get(WHY) for event in log if event.kind is Kind.ISSUED)
    return next(found, None)


def late_s(ticket: Ticket, log: Iterable[Event]) -> int | None:
    """By how much the first wait was longer than nine in ten were to be; 0 in time, None while unknown."""
    told = ticket.promise.wait
    # Who was missed and came back is called again: that call is not the one that was promised.
    called_at = next((event.at for event in log if event.kind is Kind.CALLED), None)
    if told is None or called_at is None:
        return None
    return max(0, round(elapsed_s(ticket.issued_at, called_at)) - told.p90_s)


def telling(
    step: Step, ticket_class: TicketClass, queue: Queue, until_open_s: float = 0.0, foresee: Foresee = blind
) -> Telling:
    """What somebody who takes this step now is told: people ahead, and an honest wait or none."""
    # Windows of other zones may call as well, though nobody is sent to look for them.
    own = frozenset(
        counter.id for counter in queue.branch.counters if can_serve(counter, step.services, ticket_class)
    )
    who = _Who(step.services, ticket_class, own, queue.help_for(step.services) - own)
    return _telling(who, queue, until_open_s, foresee)


def telling_again(
    ticket: Waiting, queue: Queue, before: Iterable[Waiting], day: object, foresee: Foresee = blind
) -> Telling:
    """The same for somebody who waits already; those `before` are called first."""
    first = list(before)
    own = frozenset(counter.id for counter in queue.branch.counters if serves(counter, ticket))
    help_ = queue.help_for(ticket.services) - own if ticket.only_at is None else frozenset[str]()
    names = tuple(name_of(day, other.id) for other in first)
    who = _Who(ticket.services, ticket.ticket_class, own, help_, names)
    return _telling(who, queue.with_waiting(first), 0.0, foresee)


def _telling(who: _Who, queue: Queue, until_open_s: float, foresee: Foresee) -> Telling:
    pauses = dict.fromkeys(who.helpers, float(queue.branch.rules.help_idle_s))
    able = who.own | who.helpers
    stands = standing(able, queue.waiting, queue.serving, queue.mean, queue.floor, pauses)
    if stands.wait_s is None:
        return Telling(Promise(round(stands.ahead), None), None)
    told = Told(round(stands.wait_s, 1), len(able & queue.floor))
    foreseen = foresee(Asked(who.services, who.ticket_class, told, who.before))
    wait = _foreseen(foreseen, told) if foreseen else wait_range(stands)
    why = _why(who, queue, stands, told, foreseen)
    if wait and until_open_s:
        wait = WaitRange(wait.p50_s + round(until_open_s), wait.p90_s + round(until_open_s))
        why["until_open_s"] = round(until_open_s)
    return Telling(Promise(round(stands.ahead), wait), why)


def _foreseen(foreseen: Prediction, told: Told) -> WaitRange:
    # Whoever finds a free counter waits for nobody; only a record may say that it takes its time.
    if told.queue_s == 0 and foreseen.engine in {Engine.PLAIN, Engine.QUEUE}:
        return WaitRange(0, 0)
    return WaitRange(round(foreseen.p50_s), round(foreseen.p90_s))


def _why(
    who: _Who, queue: Queue, stands: Standing, told: Told, foreseen: Prediction | None
) -> dict[str, Any]:
    """People who go first, counters, and what a customer takes there: learned from so many tickets."""
    return {
        "ahead": round(stands.ahead, 1),
        "counters": told.counters,
        "queue_s": told.queue_s,
        "service_s": round(sum(queue.mean(service) for service in who.services)),
        "learned_from": min(queue.taught.get(service, (0, 0.0))[0] for service in who.services),
        "engine": foreseen.engine.value if foreseen else Engine.QUEUE.value,
        "learned": foreseen is not None,
    }
