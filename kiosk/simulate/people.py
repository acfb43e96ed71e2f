"""The customers of one simulated day: drawn once, so that every rule meets the same people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count
from random import Random

from config.schema import TicketClass
from kiosk.simulate.scenario import Scenario, Stream, Work

HALF_HOUR_S = 1_800.0


@dataclass(frozen=True, slots=True)
class Person:
    """One customer: when they come, for what, how long it takes, and what they put up with."""

    id: int
    at_s: float
    ticket_class: TicketClass
    service: str
    takes_s: float
    patience_s: float
    comes: bool
    """Whether they answer the call."""


def people_of(scenario: Scenario, day: int) -> list[Person]:
    """Everybody who comes on a day, in the order in which they come."""
    random = Random(f"{scenario.seed}/{day}")  # noqa: S311  (nothing secret is drawn)
    arrivals = sorted(
        (at_s, number, stream)
        for number, stream in enumerate(scenario.streams)
        for at_s in _arrivals(scenario, stream, random)
    )
    numbers = count(1)
    return [
        _person(next(numbers), at_s, scenario.streams[place], scenario, random)
        for at_s, place, _ in ((at_s, place, stream.service) for at_s, place, stream in arrivals)
    ]


def _arrivals(scenario: Scenario, stream: Stream, random: Random) -> list[float]:
    rates = stream.per_half_hour or tuple(rate * stream.share for rate in scenario.per_half_hour)
    found = []
    for slot, rate in enumerate(rates):
        at_s = random.expovariate(rate) if rate else math.inf
        while at_s < 1:
            found.append((slot + at_s) * HALF_HOUR_S)
            at_s += random.expovariate(rate)
    return found


def _person(number: int, at_s: float, stream: Stream, scenario: Scenario, random: Random) -> Person:
    patience_s = random.expovariate(1 / scenario.patience_s) if scenario.patience_s else math.inf
    return Person(
        number,
        at_s,
        stream.ticket_class,
        stream.service,
        takes_s(scenario.work(stream.service), random),
        patience_s,
        random.random() >= scenario.no_shows,
    )


def takes_s(work: Work, random: Random) -> float:
    """How long one service takes, drawn."""
    variance = math.log(1 + work.cv**2)
    drawn = random.lognormvariate(math.log(work.mean_s) - variance / 2, math.sqrt(variance))
    return drawn + work.fixed_s
