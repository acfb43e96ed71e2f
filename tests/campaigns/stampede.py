"""A hundred thousand branches whose scoring server was away come back: with full jitter, and without.

    .venv/bin/python -m tests.campaigns.stampede --branches 100000 --away 7200

Each branch is the relay's own `Pace`, with ratings waiting; the network between is left out, so that
seconds of it are seconds here. The server is away for a while and then takes so many a second and
answers 503 to the others, as one that is knocked over does.
"""

from __future__ import annotations

import argparse
import heapq
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from kiosk.relay.pace import Bounds, Pace

BOUNDS = Bounds()
_ANSWER_S = 0.05


@dataclass(slots=True)
class Crowd:
    """What the server saw."""

    asked: Counter[int] = field(default_factory=Counter)
    """Requests by second."""
    answered: Counter[int] = field(default_factory=Counter)
    all_in_s: float = 0.0

    def peak(self, since_s: int) -> int:
        """The most requests in one second, from a moment on."""
        return max((count for second, count in self.asked.items() if second >= since_s), default=0)


def come_back(branches: int, away_s: int, capacity: int, ratings: int, draw: Callable[[], float]) -> Crowd:
    """All branches lose the server in the same second, and each has so many ratings waiting."""
    crowd, paces = Crowd(), [Pace() for _ in range(branches)]
    left = [ratings] * branches
    turns = [(0.0, branch) for branch in range(branches)]
    while turns:
        now_s, branch = heapq.heappop(turns)
        second = int(now_s)
        crowd.asked[second] += 1
        up = now_s >= away_s and crowd.answered[second] < capacity
        if up:
            crowd.answered[second] += 1
            left[branch] -= 1
            paces[branch] = paces[branch].after_success(BOUNDS)
            crowd.all_in_s = now_s
            # One behind the other: the width matters only to how soon a branch is done.
            again_s = now_s + _ANSWER_S
        else:
            paces[branch] = _failed(paces[branch], now_s, draw)
            again_s = max(now_s + _ANSWER_S, paces[branch].until_s)
        if left[branch]:
            heapq.heappush(turns, (again_s, branch))
    return crowd


def _failed(pace: Pace, now_s: float, draw: Callable[[], float]) -> Pace:
    """Whatever was on the way fails with it."""
    for _ in range(pace.width):
        pace = pace.after_failure(now_s, now_s + _ANSWER_S, None, BOUNDS, draw)
    return pace


def main() -> int:
    parser = argparse.ArgumentParser(description="Branches that come back all at once.")
    parser.add_argument("--branches", type=int, default=100_000)
    parser.add_argument("--away", type=int, default=7_200, metavar="SECONDS")
    parser.add_argument("--capacity", type=int, default=2_000, metavar="A_SECOND")
    parser.add_argument("--ratings", type=int, default=3, help="that wait in each branch")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kinds = {"full jitter": Random(given.seed).random, "no jitter": lambda: 1.0}
    for name, draw in kinds.items():
        seen = come_back(given.branches, given.away, given.capacity, given.ratings, draw)
        settled = 4 * int(BOUNDS.longest_s)
        print(
            f"{name}: {seen.peak(settled):,} requests in the busiest second after {settled} s,"
            f" all in {seen.all_in_s - given.away:,.0f} s after the server was back"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
