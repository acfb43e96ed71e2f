"""The whole way through the store: tickets taken, days closed, the record, the outlook, and again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from config.calendar import BranchCalendar, Shape
from kiosk.audit import disagreements as audit
from kiosk.peaks import record
from kiosk.peaks.almanac import Almanac, Known, outlook_from, plain_days
from kiosk.peaks.half_hours import HalfHour
from kiosk.store import StoreBroken

FIRST = date(2026, 11, 23)
"""A Monday."""
RUSH = {9: 1, 10: 9, 11: 2, 14: 1}
"""Tickets by hour; one window serves, five minutes each."""


@pytest.fixture
def live(lobby, take, clock):
    """Live through so many days, each with its rush."""

    def days(count, first=FIRST):
        for day in (first + timedelta(days=n) for n in range(count)):
            clock.set(f"{day} 08:50:00")
            for hour, people in RUSH.items():
                clock.set(f"{day} {hour:02}:01:00")
                taken = [take("cash") for _ in range(people)]
                for _ in taken:
                    lobby.call_next("1")
                    clock.advance(300)
                    lobby.finish("1")
        clock.set(f"{first + timedelta(days=count)} 08:55:00")
        take("cash")

    return days


def test_a_day_is_on_record_once_it_is_closed(live, store):
    live(2)
    assert record.recorded(store).days == {}
    assert record.catch_up(store) == 2
    days = record.recorded(store).days
    assert list(days) == [FIRST, FIRST + timedelta(days=1)]
    assert days[FIRST][600] == HalfHour(9, 9, 2700.0, 9, sum(n * 300.0 for n in range(9)), 1)
    assert record.disagreements(store) == []
    assert audit(store) == []


def test_one_who_goes_from_counter_to_counter_is_the_work_of_both(lobby, take, clock, store):
    clock.set(f"{FIRST} 09:01:00")
    both = take("cash", "wealth")
    first = lobby.call_next(both.current.counters[0])
    clock.advance(180)
    second = lobby.finish(first.counter)
    lobby.call_next(second.current.counters[0])
    clock.advance(600)
    lobby.finish(second.current.counters[0])
    clock.set(f"{FIRST + timedelta(days=1)} 08:55:00")
    take("cash")
    record.catch_up(store)
    found = record.recorded(store).days[FIRST][540]
    assert first.counter != second.current.counters[0]
    assert (found.people, found.served, found.work_s, found.counters) == (1, 1, 780.0, 2)
    assert record.disagreements(store) == []


def test_catching_up_again_changes_nothing(live, store):
    live(2)
    record.catch_up(store)
    before = record.recorded(store)
    assert record.catch_up(store) == 0
    assert record.rebuild(store) == 2
    assert record.recorded(store) == before


def test_two_processes_that_roll_up_the_same_day_make_it_once(live, store, monkeypatch):
    live(1)
    missing = record._missing
    monkeypatch.setattr(record, "_missing", lambda _: [FIRST.isoformat()])
    record.catch_up(store)
    record.catch_up(store)
    monkeypatch.setattr(record, "_missing", missing)
    assert record.recorded(store).days[FIRST][600].people == 9


def test_a_record_that_says_otherwise_than_the_tickets_is_told(live, store):
    live(1)
    record.catch_up(store)
    with store.write() as cursor:
        cursor.run("UPDATE arrivals_slot SET people = 99 WHERE minute = 600")
    assert "2026-11-23" in record.disagreements(store)[0]
    record.rebuild(store)
    assert record.disagreements(store) == []


def test_nothing_is_told_before_the_third_open_day_and_then_the_rush(live, lobby):
    live(2)
    almanac = Almanac(lobby.site, BranchCalendar())
    assert not almanac.of(FIRST + timedelta(days=2)).is_told
    live(2, FIRST + timedelta(days=2))
    told = Almanac(lobby.site, BranchCalendar()).of(FIRST + timedelta(days=4))
    assert told.is_told
    assert told.busy.start.hour in {9, 10}
    assert told.busy.minutes >= 8
    assert told.quiet.minutes < told.busy.minutes / 2


def test_an_outlook_is_reckoned_once_a_day(live, lobby, store):
    live(4)
    almanac, day = Almanac(lobby.site, BranchCalendar()), FIRST + timedelta(days=4)
    first = almanac.of(day)
    with store.write() as cursor:
        cursor.run("DELETE FROM arrivals_slot")
    assert almanac.of(day) is first
    assert almanac.of(day + timedelta(days=1)).days == 0


def test_the_outlook_of_a_day_sees_nothing_of_it(live, lobby, store):
    live(4)
    record.catch_up(store)
    days = record.recorded(store).days
    day = FIRST + timedelta(days=2)
    known = Known(lobby.branch, BranchCalendar(), days)
    past = Known(lobby.branch, BranchCalendar(), {each: slots for each, slots in days.items() if each < day})
    assert outlook_from(known, day) == outlook_from(past, day)


def test_a_new_branch_that_chose_a_shape_tells_of_people_not_of_minutes(branch):
    known = Known(branch, BranchCalendar(shape=Shape.MORNING), {})
    told = outlook_from(known, FIRST)
    assert told.busy.minutes is None
    assert told.busy.start.hour in {9, 10}
    assert not outlook_from(Known(branch, BranchCalendar(), {}), FIRST).is_told


def test_a_closed_day_has_no_slots(branch):
    assert outlook_from(Known(branch, BranchCalendar(), {}), date(2026, 10, 1)).slots == ()


def test_the_plain_week_passes_by_pay_days_and_holidays(branch):
    days = plain_days(Known(branch, BranchCalendar(pay_days=(30,)), {}), FIRST)
    assert [each.weekday() for each in days] == list(range(7))
    assert date(2026, 11, 30) not in days


@pytest.mark.warns
def test_a_store_that_fails_costs_the_hint_and_nothing_else(lobby, monkeypatch):
    def broken(_):
        raise StoreBroken("The disk is gone.")

    monkeypatch.setattr("kiosk.peaks.almanac.catch_up", broken)
    assert Almanac(lobby.site, BranchCalendar()).told(FIRST) is None
