"""A week of a branch: the record and next week's plan, counted again from the rows of the log alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from config.calendar import BranchCalendar
from kiosk import rows
from kiosk.advice.plan import Bounds, planned
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.peaks.almanac import Almanac
from kiosk.peaks.arrivals import Arrivals
from kiosk.peaks.forecast import forecast
from kiosk.peaks.half_hours import HalfHour
from kiosk.peaks.record import recorded
from kiosk.store import open_store

MONDAY = date(2026, 11, 9)
DAYS = tuple(MONDAY + timedelta(days=n) for n in range(7) if (MONDAY + timedelta(days=n)).weekday() < 5)
NEXT_DAYS = tuple(each + timedelta(days=7) for each in DAYS)
WANTED = (("cash",), ("cash",), ("noncash",), ("cash", "noncash"), ("cash", "wealth"))
COUNTERS = "12345"
DEEDS = ("finish", "finish", "finish", "transfer", "park")
NO_SHOW = 0.1
NOON = 12
ENDS = {Kind.FINISHED, Kind.STEP_DONE, Kind.TRANSFERRED, Kind.PARKED, Kind.MISSED}


@pytest.fixture
def lived(tmp_path, branch, clock):
    """Five open days, and the morning after them."""
    store, random = open_store(tmp_path), Random(9)
    lobby = Lobby(store, branch, clock)
    for day in DAYS:
        clock.set(f"{day} 09:00:00")
        while clock().hour < NOON:
            clock.advance(random.randrange(20, 1100))
            _try(lobby.issue, _wish(random))
            for counter in random.sample(COUNTERS, 2):
                _worked(lobby, counter, random)
        for counter in 4 * COUNTERS:
            # Nobody stays aside: a number that is never taken up again says of its work nothing.
            _try(lobby.finish, counter)
            _taken_up(lobby, counter)
    clock.set(f"{DAYS[-1] + timedelta(days=3)} 08:55:00")
    _try(lobby.issue, _wish(random))
    yield lobby
    store.close()


def _worked(lobby: Lobby, counter: str, random: Random) -> None:
    """Whoever is there is done, sent on or set aside; the next one is called, and may not come."""
    deed = random.choice(DEEDS)
    _try(getattr(lobby, deed), counter, *(["noncash"] if deed == "transfer" else []))
    _try(lobby.call_next, counter)
    if random.random() < NO_SHOW:
        _try(lobby.miss, counter)
    if random.random() < NO_SHOW:
        _taken_up(lobby, counter)


def _taken_up(lobby: Lobby, counter: str) -> None:
    """The first of those set aside whom this counter can serve comes to it."""
    with lobby.site.store.read() as cursor:
        aside = rows.tickets(cursor, "state = 'parked'")
    for ticket in aside:
        _try(lobby.call_parked, counter, ticket.id)


def _wish(random: Random) -> IssueRequest:
    return IssueRequest(random.choice(WANTED), f"touch-{random.random()}")


def _try(deed: Callable[..., object], *asked: object) -> None:
    with suppress(LobbyError):
        deed(*asked)


@dataclass
class Seen:
    """One customer, as the rows of the log tell it."""

    came: datetime
    calls: list[tuple[str, datetime]] = field(default_factory=list)
    turns: list[tuple[str, datetime, datetime, Kind]] = field(default_factory=list)
    """Counter, call, end, and how it ended."""

    @property
    def work_s(self) -> float:
        return sum((end - call).total_seconds() for _, call, end, how in self.turns if how is not Kind.MISSED)


def half(at: datetime) -> int:
    return (at.hour * 60 + at.minute) // 30 * 30


def counted(events: Iterable[Event]) -> list[Seen]:
    """The customers of a day."""
    found: dict[int, Seen] = {}
    for event in events:
        if event.kind is Kind.ISSUED:
            found[event.ticket_id] = Seen(event.at)
        elif event.kind is Kind.CALLED:
            found[event.ticket_id].calls.append((event.counter, event.at))
        elif event.kind in ENDS:
            one = found[event.ticket_id]
            one.turns.append((*one.calls[-1], event.at, event.kind))
    return list(found.values())


def by_hand(people: list[Seen]) -> dict[int, HalfHour]:
    """What each half hour saw."""
    there = defaultdict(set)
    for one in people:
        for counter, call, end, _ in one.turns:
            for minute in range(half(call), half(end) + 1, 30):
                there[minute].add(counter)
    both = {minute: there[minute - 30] & there[minute + 30] for minute in range(30, 1410, 30)}
    at_work = {minute: len(there[minute] | both.get(minute, set())) for minute in range(0, 1440, 30)}
    slots = {}
    for minute, counters in at_work.items():
        came = [one for one in people if half(one.came) == minute]
        served = [one.work_s for one in came if one.work_s]
        plain = [
            one for one in came if len(one.calls) == 1 and {turn[3] for turn in one.turns} <= {Kind.FINISHED}
        ]
        waits = [(one.calls[0][1] - one.came).total_seconds() for one in plain]
        if came or counters:
            slots[minute] = HalfHour(len(came), len(served), sum(served), len(waits), sum(waits), counters)
    return slots


def test_the_record_and_the_plan_of_the_week_are_those_of_the_log(lived):
    outlooks = Almanac(lived.site, BranchCalendar()).week(DAYS[-1] + timedelta(days=3))
    with lived.site.store.read() as cursor:
        events = list(rows.log(cursor))
    days = {day: by_hand(counted(each for each in events if each.day == day)) for day in DAYS}
    kept = recorded(lived.site.store).days
    for day in DAYS:
        for minute in days[day] | kept[day]:
            assert kept[day].get(minute) == days[day].get(minute), f"{day}, {minute // 60}:{minute % 60:02}"
    for outlook in outlooks[: len(NEXT_DAYS)]:
        slots = tuple(slot.start for slot in outlook.slots)
        came = {day: tuple(_people(seen, slot) for slot in slots) for day, seen in days.items()}
        plan = planned(outlook, Bounds(5.0, 60, len(COUNTERS), 330.0))
        expected = forecast(Arrivals(slots, came), outlook.day).expected
        assert [half.people for half in plan.halves] == pytest.approx(expected)
    assert tuple(outlook.day for outlook in outlooks[: len(NEXT_DAYS)]) == NEXT_DAYS


def _people(seen: dict[int, HalfHour], slot: time) -> float:
    minute = slot.hour * 60 + slot.minute
    return float(seen[minute].people) if minute in seen else 0.0
