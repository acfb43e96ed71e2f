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
from types import MappingProxyType

from kiosk.ticket import Step, WaitRange

MeanTime = Callable[[str], float]
"""The mean time of a service at the counter, in seconds, wrap-up included."""

PRIOR_TICKETS = 20
"""The configured service time weighs as much as so many tickets."""

_NO_PAUSES: Mapping[str, float] = MappingProxyType({})
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


@dataclass(frozen=True, slots=True)
class Standing:
    """People called to my counters before me, and the mean wait; None where nobody knows it."""

    ahead: float
    wait_s: float | None


def standing(
    own: AbstractSet[str],
    before: Iterable[Group],
    serving: Mapping[str, Step],
    mean: MeanTime,
    floor: AbstractSet[str],
    pauses: Mapping[str, float] = _NO_PAUSES,
) -> Standing:
    """How one stands who can be called to the counters `own`.

    `serving` says who is at which counter now, `floor` which counters are open, `pauses` which of them
    stand still before they take any of us. The work of those
    before me fills the counters that can do it, the emptiest first; I am called when the first of
    mine runs dry. So a window that none of them may use is free for me at once.
    """
    groups = sorted(before, key=lambda group: len(group.step.counters))
    mine = own & floor
    if not mine:
        return Standing(sum(group.people for group in groups if own & set(group.step.counters)), None)
    level = _residual(mine, serving, mean) | _residual(floor - mine, serving, mean)
    level |= {counter: pause + level[counter] for counter, pause in pauses.items() if counter in level}
    poured = [(group, step_time(group.step, mean), _pour(level, group, mean, floor)) for group in groups]
    wait_s = min(level[counter] for counter in mine)
    return Standing(
        sum(
            max(0.0, min(end, wait_s) - start) / time_s
            for _, time_s, filled in poured
            for counter, (start, end) in filled.items()
            if counter in mine
        ),
        wait_s,
    )


def wait_range(stands: Standing) -> WaitRange | None:
    """The wait as a range; None where there is no honest figure to tell."""
    if stands.wait_s is None:
        return None
    stages = 1 + stands.ahead
    return WaitRange(*(round(_erlang(stages, stands.wait_s, normal)) for normal in (_P50, _P90)))


def _residual(counters: AbstractSet[str], serving: Mapping[str, Step], mean: MeanTime) -> dict[str, float]:
    """What is left of those who are being served: of b busy counters the first is free after m / b."""
    busy = {counter: step_time(serving[counter], mean) for counter in counters if counter in serving}
    left_s = sum(busy.values()) / len(busy) ** 2 if busy else 0.0
    return {counter: left_s if counter in busy else 0.0 for counter in counters}


def _pour(
    level: dict[str, float], group: Group, mean: MeanTime, floor: AbstractSet[str]
) -> dict[str, tuple[float, float]]:
    """Fill a group's work into its open counters, the emptiest first; from where to where in each."""
    counters = sorted(set(group.step.counters) & floor, key=lambda counter: (level[counter], counter))
    work_s = group.people * step_time(group.step, mean)
    filled: dict[str, tuple[float, float]] = {}
    for count in range(1, len(counters) + 1):
        height = (work_s + sum(level[counter] for counter in counters[:count])) / count
        if count == len(counters) or height <= level[counters[count]]:
            filled = {counter: (level[counter], height) for counter in counters[:count]}
            break
    level.update({counter: end for counter, (_, end) in filled.items()})
    return filled


def _erlang(stages: float, mean: float, normal: float) -> float:
    """A quantile of the Erlang distribution by Wilson and Hilferty's cube, from the normal one."""
    return float(mean * max(0.0, 1 - 1 / (9 * stages) + normal / (3 * math.sqrt(stages))) ** 3)
