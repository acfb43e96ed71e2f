"""An honest wait range from the queue's length: the queue-length rule, as a range. Pure.

With s counters that can take me, n people before me and a mean service time m, the wait is the
time of n + 1 departures of a queue that loses one every m / s seconds: Erlang distributed.
Published and measured: the plain rule beats every "last customer waited" rule; a range is kept
where a point is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kiosk.ticket import Step, WaitRange

MeanTime = Callable[[str], float]
"""The mean time of a service at the counter, in seconds, wrap-up included."""

PRIOR_TICKETS = 20
"""The configured service time weighs as much as so many tickets."""

_P50, _P90 = 0.0, 1.2816


@dataclass(frozen=True, slots=True)
class Group:
    """People who go before somebody and want the same thing."""

    step: Step
    people: int


def learned_mean(prior_s: float, tickets: int, total_s: float) -> float:
    """What the tickets taught, shrunk to the configured time while they are few."""
    return (total_s + PRIOR_TICKETS * prior_s) / (tickets + PRIOR_TICKETS)


def step_time(step: Step, mean: MeanTime) -> float:
    """The time one step takes at the counter."""
    return sum(mean(service) for service in step.services)


def people_ahead(own: AbstractSet[str], before: Iterable[Group]) -> int:
    """How many people may be called before one who waits for these counters."""
    return sum(group.people for group in before if own & set(group.step.counters))


def wait_range(
    own: AbstractSet[str],
    before: Iterable[Group],
    serving: Mapping[str, Step],
    mean: MeanTime,
    floor: AbstractSet[str],
) -> WaitRange | None:
    """The wait of one who can be called to the counters `own`.

    `serving` says who is at which counter now, `floor` which counters are open. None when none
    of ours is open: there is then no honest figure to tell.
    """
    mine = own & floor
    if not mine:
        return None
    groups = [group for group in before if own & set(group.step.counters)]
    busy = [step_time(serving[counter], mean) for counter in mine if counter in serving]
    if not groups and len(busy) < len(mine):
        return WaitRange(0, 0)
    queued = sum(_share(group, mine, floor) * group.people * step_time(group.step, mean) for group in groups)
    residual = sum(busy) / len(busy) if busy else 0.0
    departures = 1 + sum(_share(group, mine, floor) * group.people for group in groups)
    expected = (queued + residual) / len(mine)
    return WaitRange(round(_erlang(departures, expected, _P50)), round(_erlang(departures, expected, _P90)))


def _share(group: Group, mine: AbstractSet[str], floor: AbstractSet[str]) -> float:
    """How much of a group's work falls on my counters: those who may go elsewhere burden me less."""
    theirs = set(group.step.counters) & floor
    return len(theirs & mine) / len(theirs) if theirs else 1.0


def _erlang(stages: float, mean: float, normal: float) -> float:
    """A quantile of the Erlang distribution by Wilson and Hilferty's cube, from the normal one."""
    return float(mean * max(0.0, 1 - 1 / (9 * stages) + normal / (3 * math.sqrt(stages))) ** 3)
