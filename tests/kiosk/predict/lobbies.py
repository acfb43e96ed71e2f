"""A made-up lobby's log: people come and are served first come, first served, or with a head start."""

from __future__ import annotations

import heapq
from random import Random

from kiosk.predict import Seen, What

DAY_S = 86_400
OPENS_S = 9 * 3_600


def day(
    number: int,
    people: int = 60,
    counters: int = 2,
    mean_s: float = 300.0,
    head_start_s: float = 0.0,
    load: float = 0.95,
    seed: int = 0,
) -> list[Seen]:
    """One day's events; every fourth customer is of the class that counts as come earlier."""
    random = Random(number + 1_000 * seed)
    opened = number * DAY_S + OPENS_S
    at, waiting, found = float(opened), [], [Seen(opened, What.COUNTERS, service="*", open=counters)]
    comes = []
    for each in range(people):
        at += random.expovariate(load * counters / mean_s)
        comes.append((at, f"{number}-{each:03}", "vip" if each % 4 == 3 else "ordinary"))
    free = [(float(opened), f"c{each}") for each in range(counters)]
    heapq.heapify(free)
    place = 0
    while place < len(comes) or waiting:
        ready, counter = free[0]
        if not waiting:
            ready = max(ready, comes[place][0])
        while place < len(comes) and comes[place][0] <= ready:
            came, name, kind = comes[place]
            found.append(Seen(came, What.ISSUED, name, "cash", kind))
            waiting.append((came - (head_start_s if kind == "vip" else 0), name, kind))
            place += 1
        _, name, kind = waiting.pop(waiting.index(min(waiting)))
        took = random.lognormvariate(0, 0.6) * mean_s / 1.2
        found.append(Seen(ready, What.CALLED, name, "cash", kind, counter))
        found.append(Seen(ready + took, What.FINISHED, name, "cash", kind, counter))
        heapq.heapreplace(free, (ready + took, counter))
    return sorted(found, key=lambda seen: seen.at)


def days(count: int, **what: float) -> list[Seen]:
    """Several of them, one after another."""
    return [seen for number in range(1, count + 1) for seen in day(number, **what)]  # type: ignore[arg-type]
