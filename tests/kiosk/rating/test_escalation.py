"""A case that nobody takes is told further up, in time and once, whoever looks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from kiosk.alarms import Level, Trouble, alarms_of
from kiosk.event import Kind
from kiosk.lobby import Lobby
from kiosk.rating import cases, giving, tables
from kiosk.rating.case import Rung
from kiosk.rating.escalation import due
from kiosk.rating.verdict import Channel, Verdict

MINUTE = 60


@pytest.fixture
def unhappy(serve, rate):
    ticket = serve("cash")
    rate(ticket, 1)
    return ticket


def case_of(lobby, ticket):
    with lobby.site.store.read() as cursor:
        return tables.case_of(cursor, ticket.id)


def told(lobby):
    """How far up, each time it was told."""
    with lobby.site.store.read() as cursor:
        found = cursor.all("SELECT facts FROM event WHERE kind = ? ORDER BY seq", Kind.CASE_ESCALATED.value)
    return [Rung(int(facts.partition('"rung":')[2].strip(" }"))) for (facts,) in found]


def alarm(lobby):
    return next(each.level for each in alarms_of(lobby.scene()) if each.trouble is Trouble.UNHAPPY)


def test_it_climbs_step_by_step_and_each_is_told_once(lobby, unhappy, clock):
    assert (case_of(lobby, unhappy).rung, alarm(lobby)) == (Rung.MANAGER, Level.RED)
    for minutes, rung, level in (
        (4.9, Rung.MANAGER, Level.RED),
        (0.2, Rung.HEAD, Level.ESCALATE),
        (24, Rung.HEAD, Level.ESCALATE),
        (1, Rung.SUPERIOR, Level.ESCALATE),
        (600, Rung.SUPERIOR, Level.ESCALATE),
    ):
        clock.advance(minutes * MINUTE)
        for _ in range(3):
            lobby.tend()
        assert (case_of(lobby, unhappy).rung, alarm(lobby)) == (rung, level)
    assert told(lobby) == [Rung.HEAD, Rung.SUPERIOR]


def test_where_nobody_looked_for_long_only_the_last_step_is_told(lobby, unhappy, clock):
    clock.advance(90 * MINUTE)
    lobby.tend()
    assert told(lobby) == [Rung.SUPERIOR]


@pytest.mark.parametrize("end", ["taken", "closed"])
def test_once_somebody_went_nobody_else_is_told(lobby, unhappy, clock, end):
    ends = {
        "taken": lambda: cases.take(lobby.site, unhappy.id, "chen"),
        "closed": lambda: cases.close(lobby.site, unhappy.id, "chen", "当面致歉"),
    }
    ends[end]()
    clock.advance(90 * MINUTE)
    lobby.tend()
    assert told(lobby) == []


def test_who_it_was_handed_to_has_a_time_of_their_own(lobby, unhappy, clock):
    cases.take(lobby.site, unhappy.id, "chen")
    clock.advance(90 * MINUTE)
    cases.hand_over(lobby.site, unhappy.id, "chen", "wang", "二楼")
    lobby.tend()
    assert (case_of(lobby, unhappy).rung, told(lobby)) == (Rung.MANAGER, [])
    clock.advance(5 * MINUTE)
    lobby.tend()
    assert told(lobby) == [Rung.HEAD]


def test_unhappy_once_more_it_begins_anew(lobby, unhappy, clock, rate):
    clock.advance(40 * MINUTE)
    lobby.tend()
    rate(unhappy, 1, call_manager=True)
    assert case_of(lobby, unhappy).rung == Rung.MANAGER
    clock.advance(5 * MINUTE)
    lobby.tend()
    assert told(lobby) == [Rung.SUPERIOR, Rung.HEAD]


def test_a_bank_may_let_the_counter_see_to_it_first(store, branch, clock, serve, rate):
    patient = replace(branch, rating=replace(branch.rating, manager_after_min=2))
    own = Lobby(store, patient, clock)
    ticket = serve("cash")
    giving.rate(own.site, own.token(ticket), Verdict(2), Channel.PHONE)
    assert (case_of(own, ticket).rung, alarm(own)) == (Rung.COUNTER, Level.AMBER)
    clock.advance(2 * MINUTE)
    own.tend()
    assert (told(own), alarm(own)) == ([Rung.MANAGER], Level.RED)
    other = serve("cash")
    giving.rate(own.site, own.token(other), Verdict(2, call_manager=True), Channel.PHONE)
    assert case_of(own, other).rung == Rung.MANAGER


def test_several_processes_tell_it_once(lobby, unhappy, clock, store, branch):
    clock.advance(6 * MINUTE)

    def look(_):
        with closing(store.again()) as own:
            Lobby(own, branch, clock).tend()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(look, range(8)))
    assert told(lobby) == [Rung.HEAD]


def test_a_clock_that_was_set_back_tells_nobody(lobby, unhappy, branch, clock):
    clock.advance(-3_600)
    assert due([case_of(lobby, unhappy)], clock(), branch.rating) == []
