"""A day that was, under another rule of calling or with one more counter. Pure.

The day's own people come when they came and take as long as they took, and the lobby's own functions call
them. It cannot know who would have stayed of those that left, whether somebody would have come at another
hour, or what staff would have done otherwise: so a day is compared with itself as it is replayed, by the
branch's own rule and counters, and not with what was measured on the floor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from config.schema import Branch, Calling, Counter, TicketClass
from kiosk.reports.price import people_of_day, scenario_of, served_of, zero_of
from kiosk.reports.visit import DayLog, Outcome
from kiosk.simulate.day import LONG_S, Play, play
from kiosk.simulate.people import HALF_HOUR_S, Person
from kiosk.simulate.scenario import Scenario, Window

_DAY_S = 86_400
_HALF_HOUR_MIN = 30


@dataclass(frozen=True, slots=True)
class Change:
    """What would have been otherwise: the rule, or a counter more in some hours."""

    rule: Calling | None = None
    counter: Counter | None = None
    from_minute: int = 0
    """Of the day, by the clock on the wall."""
    to_minute: int = 1_440


@dataclass(frozen=True, slots=True)
class Replayed:
    """A day as it was replayed."""

    people: int
    mean_s: float
    long_share: float
    """The share of ordinary customers who waited more than 20 minutes."""
    by_class: dict[TicketClass, float]
    """Mean waits, in seconds."""
    by_slot: dict[int, float]
    """By half hour of arrival, in minutes of the day: the mean wait in seconds."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same day twice, and how many of it could not be played."""

    was: Replayed
    would_be: Replayed
    left: int
    """Gone or missed: what they would have done nobody knows."""
    cannot_be_played: int
    """Still served by counters or for services that the branch has no more."""


def what_if(day: DayLog, branch: Branch, change: Change) -> WhatIf | None:
    """The day with the change beside itself; None where nobody was served."""
    served = served_of(day)
    if not served or not day.shifts:
        return None
    zero = zero_of(day, served)
    midnight_s = (zero.hour * 60 + zero.minute) * 60 + zero.second
    scenario = scenario_of(day, branch, zero)
    people = list(people_of_day(served, scenario, zero))
    rules = replace(branch.rules, calling=change.rule or branch.rules.calling)
    was = play(scenario, branch.rules, people)
    would_be = play(_changed(scenario, change, midnight_s), rules, people)
    lost = sum(visit.outcome in {Outcome.LEFT, Outcome.NO_SHOW} for visit in day.visits)
    return WhatIf(
        _replayed(was, people, midnight_s),
        _replayed(would_be, people, midnight_s),
        lost,
        len(served) - len(people),
    )


def _changed(scenario: Scenario, change: Change, midnight_s: int) -> Scenario:
    if change.counter is None:
        return scenario
    opens_s = max(0, change.from_minute * 60 - midnight_s)
    window = Window(
        id=f"{change.counter.id}-more",
        services=change.counter.services,
        classes=change.counter.classes,
        helps=change.counter.helps,
        opens_s=opens_s,
        closes_s=min(_DAY_S, max(opens_s + 1, change.to_minute * 60 - midnight_s)),
    )
    return replace(scenario, windows=(*scenario.windows, window))


def _replayed(played: Play, people: list[Person], midnight_s: int) -> Replayed:
    came = {person.id: person for person in people}
    waits = [(came[number], called_s - came[number].at_s) for number, called_s in played.called]
    slots: dict[int, list[float]] = {}
    classes: dict[TicketClass, list[float]] = {}
    for person, wait in waits:
        slot = int((midnight_s + person.at_s) // HALF_HOUR_S) * _HALF_HOUR_MIN
        slots.setdefault(slot, []).append(wait)
        classes.setdefault(person.ticket_class, []).append(wait)
    ordinary = classes.get(TicketClass.ORDINARY, [])
    return Replayed(
        len(waits),
        _mean([wait for _, wait in waits]),
        sum(wait > LONG_S for wait in ordinary) / len(ordinary) if ordinary else 0.0,
        {kind: _mean(classes[kind]) for kind in TicketClass if kind in classes},
        {slot: _mean(slots[slot]) for slot in sorted(slots)},
    )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
