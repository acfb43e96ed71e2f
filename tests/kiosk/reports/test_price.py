"""The price of priority beside a replay of our own, which shares nothing with the simulator."""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.schema import TicketClass
from kiosk.reports.price import price
from kiosk.reports.visit import DayLog, End, Outcome, Shift, Stay, Visit

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_LAST_S = 24_000
_STAYS_S = 1_800


@dataclass
class Floor:
    """First come, first called: each idle counter takes the lowest number it may, or helps after a while."""

    counters: list
    help_s: float
    closes: list[float]
    free: dict[int, float] = field(default_factory=dict)
    waiting: dict[int, tuple] = field(default_factory=dict)

    def next_for(self, place, now):
        counter, idle_s = self.counters[place], now - self.free[place]
        mine = [n for n, (_, _, service, _) in self.waiting.items() if service in counter.services]
        own = [n for n in mine if self.waiting[n][1] in counter.classes]
        return min(own or (mine if counter.helps and idle_s >= self.help_s else []), default=None)


def replayed(people, shifts, counters, help_s):
    """Who waited how long, in seconds."""
    last = max(ends for _, _, ends in shifts)
    closes = [10 * last if last - ends <= _STAYS_S else int(ends) + 1 for _, _, ends in shifts]
    floor, waits = Floor([counters[name] for name, _, _ in shifts], help_s, closes), {}
    agenda = [(person[0], 0, number) for number, person in people.items()]
    agenda += [(begins, 1, place) for place, (_, begins, _) in enumerate(shifts)]
    heapq.heapify(agenda)
    while agenda:
        now, kind, which = heapq.heappop(agenda)
        if kind == 0:
            floor.waiting[which] = people[which]
        elif kind == 1 and now < closes[which]:
            floor.free[which] = now
            heapq.heappush(agenda, (now + help_s, 2, which))
        for place in sorted(floor.free, key=floor.free.__getitem__):
            if now >= closes[place]:
                del floor.free[place]
            elif (number := floor.next_for(place, now)) is not None:
                at, _, _, takes = floor.waiting.pop(number)
                waits[number] = now - at
                del floor.free[place]
                heapq.heappush(agenda, (now + takes, 1, place))
    return waits


def busy_day(branch, seed):
    """Counters with a break at noon, and people of all classes and services, as numbers and as a log."""
    draw, shifts, people, at = random.Random(seed), [], {}, 0.0
    for counter in branch.counters:
        noon = draw.choice([9_000, 10_800])
        shifts += [(counter.id, draw.choice([0, 1_800]), noon)]
        shifts += [(counter.id, noon + 1_800, _LAST_S + draw.randrange(600))]
    classes = [rule.id for rule in branch.classes]
    likely = [7 if each is TicketClass.ORDINARY else 1 for each in classes]
    while (at := round(at + draw.expovariate(1 / 70), 3)) < _LAST_S:
        service = draw.choice(["cash", "cash", "noncash", "corporate", "wealth"])
        takes = round(20 + draw.expovariate(1 / 240), 3)
        people[1 + len(people)] = (at, draw.choices(classes, likely)[0], service, takes)
    return shifts, people


def logged(shifts, people):
    visits = []
    for number, (at_s, ticket_class, service, takes) in people.items():
        at = NINE + timedelta(seconds=at_s)
        stay = Stay(service, "1", at, at + timedelta(seconds=takes), End.DONE)
        visits.append(
            Visit(number, service, ticket_class, at, at, None, None, at, Outcome.SERVED, (stay,)),
        )
    hours = [
        Shift(name, NINE + timedelta(seconds=begins), NINE + timedelta(seconds=ends))
        for name, begins, ends in shifts
    ]
    return DayLog(tuple(visits), tuple(hours))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_first_come_is_what_anybody_would_replay(branch, seed):
    shifts, people = busy_day(branch, seed)
    counters = {counter.id: counter for counter in branch.counters}
    mine = defaultdict(list)
    for number, wait in replayed(people, shifts, counters, branch.rules.help_idle_s).items():
        mine[people[number][1]].append(wait)
    found = price(logged(shifts, people), branch)
    owed = {rule.id: rule.target_s for rule in branch.classes}
    assert set(found) == set(mine)
    assert max(mine[TicketClass.ORDINARY]) > 600
    for ticket_class, waits in mine.items():
        told = found[ticket_class]
        assert told["first_played"] == told["rule_played"] == len(waits)
        assert told["first_s"] == pytest.approx(sum(waits), abs=1)
        assert told["first_over"] == sum(wait > owed[ticket_class] for wait in waits)
