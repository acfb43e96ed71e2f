"""A whole busy day called by the default rule, and again by a second hand that shares no line with it.

The second hand is written from what the branch is promised (rules.toml, counters.toml): it keeps its own
queue, its own count of who was passed and of care in a row, and has to name each next customer.
"""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush
from random import Random

import pytest

from config.schema import Branch, Counter, TicketClass
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.kiosk.conftest import SetClock

ORDINARY, CARE, VIP, APPOINTMENT = TicketClass
TARGETS_S = {ORDINARY: 1200, CARE: 300, VIP: 480, APPOINTMENT: 300}
PASSED_MOST, CARE_IN_A_ROW, SLOT_PAST_S, HELPS_AFTER_S = 3, 3, 300, 30
WANTED = (("cash",), ("cash",), ("cash",), ("noncash",), ("cash", "noncash"), ("wealth",))
COUNTERS = "12356"
PEOPLE, BETWEEN_S, SERVICE_S = 150, 55.0, 290.0


@dataclass
class Person:
    """One who waits, in seconds of the day."""

    number: int
    kind: TicketClass
    wants: set[str]
    since: int
    """The issue, or the appointment's time."""
    passed: int = 0

    @property
    def due(self) -> int:
        return self.since + TARGETS_S[self.kind]


@dataclass
class SecondHand:
    """The queue as somebody with paper and pencil would keep it."""

    queue: list[Person] = field(default_factory=list)
    calls: list[Person] = field(default_factory=list)
    idle_since: dict[str, int] = field(default_factory=dict)
    reasons: Tally[str] = field(default_factory=Tally)
    """Which of the rule's turns really mattered: a day that never takes one tries nothing."""

    def call(self, counter: Counter, now: int) -> int | None:
        able = [one for one in self.queue if one.wants <= set(counter.services)]
        own = [one for one in able if one.kind in counter.classes]
        if not own and able and now - self.idle_since.get(counter.id, 0) >= HELPS_AFTER_S:
            own = able
            self.reasons["helped"] += 1
        if not own:
            return None
        first = self.first(own, counter, now)
        if first.kind in (VIP, APPOINTMENT):
            for one in own:
                one.passed += one.kind is ORDINARY and one.number < first.number
        self.queue.remove(first)
        self.calls.append(first)
        return first.number

    def first(self, own: list[Person], counter: Counter, now: int) -> Person:
        tired = self.tired(own, counter, now)
        barred = min((one.number for one in own if one.passed >= PASSED_MOST), default=10**9)
        free = [one for one in own if one.kind in (ORDINARY, CARE) or one.number < barred]

        def place(one: Person) -> tuple[bool, int, int]:
            late = one.kind is APPOINTMENT and one.since + SLOT_PAST_S <= now
            if one.kind is CARE or late:
                return tired, one.since + SLOT_PAST_S * late, one.number
            return not tired, one.due, one.number

        chosen = min(free, key=place)
        self.reasons["held up"] += chosen is not min(own, key=place)
        self.reasons["care had its row"] += tired and chosen.kind is ORDINARY
        self.reasons["late appointment"] += place(chosen)[0] is tired and chosen.kind is APPOINTMENT
        return chosen

    def tired(self, own: list[Person], counter: Counter, now: int) -> bool:
        mine = [one for one in self.calls if one.wants & set(counter.services)]
        rows = (self.calls[-CARE_IN_A_ROW:], mine[-CARE_IN_A_ROW:])
        return any(one.kind is ORDINARY and one.due < now for one in own) and any(
            [one.kind for one in row] == [CARE] * CARE_IN_A_ROW for row in rows
        )


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_is_called_as_by_hand_ticket_by_ticket(tmp_path, day_and_night, clock, seed):
    store = open_store(tmp_path)
    try:
        hand = _lived(Lobby(store, day_and_night, clock), day_and_night, clock, Random(seed))
    finally:
        store.close()
    assert len(hand.calls) == PEOPLE
    assert {"helped", "held up", "care had its row", "late appointment"} <= set(+hand.reasons)


def _lived(lobby: Lobby, branch: Branch, clock: SetClock, random: Random) -> SecondHand:
    """People come by chance, four in a row of them in care now and then; each free counter calls."""
    opened, hand, busy = clock(), SecondHand(), set()
    agenda: list[tuple[int, str]] = []
    at = 0.0
    for number in range(PEOPLE):
        at += random.expovariate(1 / BETWEEN_S) if number else 0.0
        heappush(agenda, (int(at), ""))
    while agenda:
        now, done = heappop(agenda)
        clock.now = opened + timedelta(seconds=now)
        if done.isdigit():
            lobby.finish(done)
            busy.discard(done)
            hand.idle_since[done] = now
            heappush(agenda, (now + HELPS_AFTER_S, "look"))
        elif not done:
            hand.queue.append(_came(lobby, clock, now, random, len(hand.calls) + len(hand.queue)))
        for counter in (branch.counter(each) for each in COUNTERS if each not in busy):
            expected, ticket = hand.call(counter, now), lobby.call_next(counter.id)
            assert (ticket.id if ticket else None) == expected, f"counter {counter.id} after {now} s"
            if ticket:
                busy.add(counter.id)
                heappush(agenda, (now + 20 + int(random.expovariate(1 / SERVICE_S)), counter.id))
    return hand


def _came(lobby: Lobby, clock: SetClock, now: int, random: Random, before: int) -> Person:
    kind = CARE if before % 25 < 4 else random.choices(tuple(TARGETS_S), (60, 5, 15, 20))[0]
    slot = now + random.randrange(-900, 600) if kind is APPOINTMENT else now
    wants = ("cash",) if kind is CARE else random.choice(WANTED)
    time_of = clock() + timedelta(seconds=slot - now) if kind is APPOINTMENT else None
    ticket = lobby.issue(IssueRequest(wants, f"touch-{before}", kind, "zh_CN", slot=time_of))
    assert len(ticket.steps) == 1
    return Person(ticket.id, kind, set(wants), slot)
