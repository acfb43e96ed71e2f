"""The wait to expect by half hour, from arrivals, service time and counters at work. Pure.

The day is taken in steps of about one service. In each, what the counters cannot take is carried over
to the next (stationary backlog carryover, Stolletz 2008): Erlang's loss formula says how much that is,
and Erlang's delay formula how long those wait whom the counters do take. Unlike a mean over the day it
sees a queue build up, last and melt away; unlike a fluid it knows that people come by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

_MINUTE_S = 60


def expected_waits(
    people: Sequence[float], counters: Sequence[float], service_s: float, slot_minutes: int
) -> tuple[float, ...]:
    """The mean wait in minutes of those who come in each slot; counters between whole numbers mix both."""
    service_min = service_s / _MINUTE_S
    fewer = _waits(people, [floor(each) for each in counters], service_min, slot_minutes)
    more = _waits(people, [ceil(each) for each in counters], service_min, slot_minutes)
    return tuple(
        low + (high - low) * (each - floor(each))
        for low, high, each in zip(fewer, more, counters, strict=True)
    )


def _waits(
    people: Sequence[float], counters: Sequence[int], service_min: float, slot_minutes: int
) -> list[float]:
    steps = max(1, round(slot_minutes / service_min))
    step_min = slot_minutes / steps
    waits, backlog = [], 0.0
    for place, came in enumerate(people):
        waited = 0.0
        for step in range(steps):
            backlog += came / steps
            if counters[place]:
                load = backlog * service_min / step_min
                lost = blocked(load, counters[place])
                backlog *= lost
                waited += delay(load * (1 - lost), counters[place]) * service_min
            else:
                waited += _until_served(counters, place, step_min * (steps - step), slot_minutes)
                waited += backlog * service_min / (_next_counters(counters, place) or 1)
        waits.append(waited / steps)
    return waits


def blocked(load: float, counters: int) -> float:
    """Erlang's loss formula: the part that finds every counter taken."""
    lost = 1.0
    for number in range(1, counters + 1):
        lost = load * lost / (number + load * lost)
    return lost


def delay(load: float, counters: int) -> float:
    """Erlang's delay formula: the mean wait in services; the load is less than the counters."""
    lost = blocked(load, counters)
    waiting = counters * lost / (counters - load * (1 - lost))
    return waiting / (counters - load)


def _until_served(counters: Sequence[int], place: int, left_min: float, slot_minutes: int) -> float:
    """How long until somebody serves; people who came early wait for that."""
    ahead = next((n for n, each in enumerate(counters[place + 1 :]) if each), None)
    return 0.0 if ahead is None else left_min + ahead * slot_minutes


def _next_counters(counters: Sequence[int], place: int) -> int:
    return next((each for each in counters[place + 1 :] if each), 0)
