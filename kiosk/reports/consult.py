"""会诊: why an hour was long, as shares of arrivals, counters at work, service times and missed calls.

The hour and the branch's usual one (the same hour of the same weekday before) are put through one queue
model of these four figures. Each factor's share is its Shapley value: what the wait changes when that figure
moves from usual to what it was, averaged over every order in which the four can move. So the shares add up
to the model's whole difference, and no factor is favoured by being named first.

The model is the delay of a server with random arrivals over a period T, in the coordinate-transformed form
that traffic engineers use (Akçelik; Highway Capacity Manual, incremental delay), since it holds below
saturation, where it is M/M/1, as well as above it, where the queue only grows:

    W = T/4 · ((x - 1) + √((x - 1)² + 8x / Q)),   x = arrivals / Q,   Q = counters · T / e,
    e = (1 - missed) · service + missed · the seconds that a missed call takes
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from kiosk.reports.tally import Tally

HOUR_S = 3_600.0
FACTORS = ("arrivals", "counters", "service_s", "missed")
LEAST_DAYS = 2
"""So many earlier hours make a usual one."""
_FEWEST_COUNTERS = 1 / 12
"""No counter at work is five minutes of one: a wait without end has no shares."""
_SHORTEST_S = 1.0
_TOLD = 0.5


@dataclass(frozen=True, slots=True)
class Hour:
    """What the queue model knows of an hour."""

    arrivals: float
    counters: float
    """At work on average: the counters' seconds out of 3600."""
    service_s: float
    missed: float
    """The share of calls that nobody answered."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A long hour explained: measured, by the model, and each factor's share of the difference."""

    was: Hour
    usual: Hour
    wait_s: float
    """The mean wait that was measured."""
    usual_s: float
    days: int
    """How many hours the usual one is made of."""
    model_s: float
    """By how much longer the model makes the hour than the usual one."""
    shares_s: tuple[float, ...]
    """In the order of `FACTORS`; together `model_s`."""

    @property
    def main(self) -> str:
        """The factor that made most of it; empty where the model tells less than half of the difference.

        What is left is mostly the queue that the hour before handed on.
        """
        most = max(self.shares_s)
        told = most > 0 and self.model_s >= _TOLD * (self.wait_s - self.usual_s)
        return FACTORS[self.shares_s.index(most)] if told else ""


def modelled_wait_s(hour: Hour, missed_call_s: float) -> float:
    """The mean wait of an hour that begins with nobody waiting."""
    each_s = (1 - hour.missed) * hour.service_s + hour.missed * missed_call_s
    capacity = max(hour.counters, _FEWEST_COUNTERS) * HOUR_S / max(each_s, _SHORTEST_S)
    load = hour.arrivals / capacity
    return HOUR_S / 4 * ((load - 1) + math.sqrt((load - 1) ** 2 + 8 * load / capacity))


def shapley(was: Hour, usual: Hour, missed_call_s: float) -> tuple[float, ...]:
    """What each factor adds to the wait, averaged over every order; together the whole difference."""
    known: dict[tuple[bool, ...], float] = {}

    def wait_s(moved: tuple[bool, ...]) -> float:
        if moved not in known:
            values = {name: getattr(was if is_moved else usual, name) for name, is_moved in _named(moved)}
            known[moved] = modelled_wait_s(Hour(**values), missed_call_s)
        return known[moved]

    totals = [0.0] * len(FACTORS)
    orders = list(permutations(range(len(FACTORS))))
    for order in orders:
        moved = [False] * len(FACTORS)
        for factor in order:
            before = wait_s(tuple(moved))
            moved[factor] = True
            totals[factor] += wait_s(tuple(moved)) - before
    return tuple(each / len(orders) for each in totals)


def _named(moved: Sequence[bool]) -> Iterable[tuple[str, bool]]:
    return zip(FACTORS, moved, strict=True)


def hour_of(tally: Tally, days: int = 1) -> Hour:
    """An hour's figures, or the mean of several such hours."""
    return Hour(
        arrivals=tally["arrivals"] / days,
        counters=tally["open_s"] / HOUR_S / days,
        service_s=tally.share("stay_s", "stays") or 0.0,
        missed=tally.share("missed", "calls") or 0.0,
    )


def consult(was: Tally, before: Iterable[Tally], missed_call_s: float) -> Finding | None:
    """The hour explained against those before it; None while they are too few, or nobody was served."""
    earlier = [tally for tally in before if tally["arrivals"]]
    if len(earlier) < LEAST_DAYS or not was["waited"]:
        return None
    together = Tally()
    for tally in earlier:
        together.join(tally)
    hour, usual = hour_of(was), hour_of(together, len(earlier))
    # An hour in which nobody was done tells no service time, nor one before it in which nobody was.
    hour = replace(hour, service_s=hour.service_s or usual.service_s)
    usual = replace(usual, service_s=usual.service_s or hour.service_s)
    shares = shapley(hour, usual, missed_call_s)
    return Finding(
        was=hour,
        usual=usual,
        wait_s=was["wait_s"] / was["waited"],
        usual_s=together.share("wait_s", "waited") or 0.0,
        days=len(earlier),
        model_s=sum(shares),
        shares_s=shares,
    )
