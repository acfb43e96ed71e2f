"""The lobby played forward: those at the counters are served to the end, then whoever goes first.

A second engine for branches whose counters are truly known. What is left of a service that has
taken so long already is drawn from the services that took longer, so a long one is not thought
nearly over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from random import Random

RUNS, _RUNS_LEAST = 200, 50
_STEPS = 4_000
"""So many people are served in all runs together, so that a ticket takes some milliseconds at most."""
_SAMPLES_LEAST = 50
_SURE = 0.5
_PEOPLE_MOST = 60
"""Chance evens out over more people."""
_PASSED_MOST = 60
"""By so many at most one is passed in a run: where more come than are served, a run would never end."""


@dataclass(frozen=True, slots=True)
class Lobby:
    """Who is at the counters and before me, in the mean times of what they want, in seconds."""

    serving: tuple[tuple[float, float], ...]
    """For each at a counter, the time it has taken already and the mean."""
    counters: int
    before: tuple[tuple[float, float], ...]
    """For each who waits, in their order, the chance of going before me and the mean."""
    passing: float = 0.0
    """How many who are not here yet go before me, for each second I wait."""
    mean_s: float = 0.0


def played(lobby: Lobby, samples: Sequence[float], seed: int) -> tuple[float, float] | None:
    """Median and 90 % quantile of my wait; None while too few services were seen to draw from.

    `samples` are services over the mean of their kind. The same lobby and seed give the same answer.
    """
    if len(samples) < _SAMPLES_LEAST or lobby.counters < 1 or len(lobby.before) > _PEOPLE_MOST:
        return None
    random, drawn = Random(seed), sorted(samples)  # noqa: S311  (nothing secret is drawn)
    # Over more people chance evens out, and fewer runs are as sure.
    runs = max(_RUNS_LEAST, min(RUNS, _STEPS // (1 + len(lobby.before))))
    waits = sorted(_once(lobby, drawn, random) for _ in range(runs))
    return waits[runs // 2], waits[int(runs * 0.9)]


def _once(lobby: Lobby, drawn: Sequence[float], random: Random) -> float:
    free = [_left(spent, mean, drawn, random) for spent, mean in lobby.serving]
    free += [0.0] * (lobby.counters - len(free))
    heapify(free)
    for _ in range(len(free) - lobby.counters):
        # More are served than counters are open: those who end first close after it.
        heapreplace(free, free[0] if len(free) == 1 else max(free))
    # Not random.choice, which takes three times as long.
    draw, count = random.random, len(drawn)
    for chance, mean in lobby.before:
        if draw() < chance:
            heapreplace(free, free[0] + mean * drawn[int(count * draw())])
    wait, came = free[0], 0.0
    for _ in range(_PASSED_MOST if lobby.passing else 0):
        came += random.expovariate(lobby.passing)
        if came >= free[0]:
            break
        heapreplace(free, free[0] + lobby.mean_s * drawn[int(count * draw())])
        wait = free[0]
    return wait


def _left(spent: float, mean: float, drawn: Sequence[float], random: Random) -> float:
    share = spent / max(1.0, mean)
    longer = bisect_right(drawn, share)
    if longer >= len(drawn):
        return _SURE * mean * random.random()
    return mean * (drawn[random.randrange(longer, len(drawn))] - share)
