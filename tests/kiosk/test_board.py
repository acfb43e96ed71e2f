"""What the hall sees on the board, and a customer on a phone: what concerns them, and nothing more."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from config.phrases import load
from config.schema import Calling
from kiosk.board import rule_told
from kiosk.green import Reason
from kiosk.lobby import Lobby
from kiosk.ticket import TicketState


def test_the_latest_call_stands_first_and_is_fresh_for_a_moment(lobby, take, clock):
    take("cash")
    take("cash")
    lobby.call_next("1")
    clock.advance(30)
    lobby.call_next("2")
    shown = [(call.number, call.counter, call.fresh) for call in lobby.board().calls]
    assert shown == [("A002", "2", True), ("A001", "1", False)]
    lobby.start("2")
    assert not lobby.board().calls[0].fresh


def test_a_customer_who_is_called_again_is_fresh_again_in_the_same_place(lobby, take, clock):
    take("cash")
    take("cash")
    for counter in "12":
        lobby.call_next(counter)
        clock.advance(30)
    lobby.recall("1")
    assert [(call.number, call.fresh) for call in lobby.board().calls] == [("A002", False), ("A001", True)]
    clock.advance(30)
    assert not any(call.fresh for call in lobby.board().calls)


def test_next_are_those_the_open_counters_would_call_and_no_others(lobby, take):
    for _ in range(9):
        take("cash")
    take("wealth")
    assert lobby.board().next == ("A001", "A002", "A003", "D001")
    lobby.close_counter("2")
    lobby.pause_counter("3", "lunch")
    assert lobby.board().next == ("A001", "D001")


def test_whom_staff_lifted_reads_priority_and_nobody_else(lobby, take):
    take("cash", ticket_class="care")
    ordinary = take("cash")
    lobby.lift(ordinary.id, "m", Reason.CARE)
    assert lobby.board().next[0] == "A002"
    lobby.call_next("1")
    lobby.call_next("2")
    assert {call.number: call.priority for call in lobby.board().calls} == {"A001": False, "A002": True}


def test_the_board_knows_no_class_no_reason_and_no_service_of_anybody(lobby, take):
    take("cash", ticket_class="care")
    lobby.call_next("1")
    (call,) = lobby.board().calls
    assert {field.name for field in fields(call)} == {"number", "counter", "since", "fresh", "priority"}


def test_missed_are_those_who_may_still_come_back(lobby, take, clock):
    take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    assert lobby.board().missed == ("A001",)
    clock.advance(1801)
    assert lobby.board().missed == ()


@pytest.mark.parametrize("calling", Calling)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_rule_is_told_in_one_line_in_each_language(branch, calling, language):
    told = rule_told(replace(branch.rules, calling=calling))
    assert load(language)(told.phrase, **told.values)


def test_an_outage_is_told_until_it_ends(lobby):
    lobby.tell_outage({"zh_CN": "系统较慢", "en": "The system is slow"}, 10, "m.chen")
    outage = lobby.board().outage
    assert (outage.text["en"], outage.minutes) == ("The system is slow", 10)
    lobby.end_outage("m.chen")
    assert lobby.board().outage is None


def test_a_phone_knows_the_place_of_its_own_ticket(lobby, take, clock):
    for counter in "236":
        lobby.close_counter(counter)
    for _ in range(3):
        take("cash")
        clock.advance(1)
    take("wealth")
    mine = take("cash")
    take("cash")
    token = lobby.token(mine)
    seen = lobby.progress(token)
    assert (seen.ticket.label, seen.ahead, seen.may_step_out) == ("A004", 3, True)
    assert 0 < seen.wait.p50_s < seen.wait.p90_s
    lobby.call_next("1")
    assert lobby.progress(token).ahead == 2
    lobby.lift(mine.id, "m", Reason.VIP)
    assert lobby.progress(token).ahead == 0


def test_an_idle_counter_that_helps_shortens_the_wait_that_is_told(lobby, take, clock, branch):
    # Counter 6 is kept for VIP. Idle for a while it helps; with one of its own it promises nothing.
    for counter in "123":
        take("cash")
        lobby.call_next(counter)
    mine = take("cash")
    helped = lobby.progress(lobby.token(mine)).wait
    assert helped == mine.promise.wait
    assert 0 < helped.p50_s < branch.rules.help_idle_s
    take("cash", ticket_class="vip")
    assert lobby.progress(lobby.token(mine)).wait.p50_s > helped.p50_s
    lobby.call_next("6")
    assert lobby.progress(lobby.token(mine)).wait.p50_s > helped.p50_s
    lobby.finish("6")
    assert lobby.progress(lobby.token(mine)).wait.p50_s == helped.p50_s
    clock.advance(branch.rules.help_idle_s)
    assert lobby.call_next("6").id == mine.id


def test_with_nobody_but_a_helping_counter_the_wait_is_still_told(lobby, take):
    for counter in "1234":
        lobby.close_counter(counter)
    first, second = take("cash"), take("cash")
    assert 0 < first.promise.wait.p50_s < second.promise.wait.p50_s
    lobby.close_counter("6")
    assert lobby.progress(lobby.token(first)).wait is None


def test_a_phone_is_told_by_when_to_be_back(lobby, take, clock):
    mine = take("cash")
    token = lobby.token(mine)
    lobby.step_out(mine.id)
    seen = lobby.progress(token)
    assert (seen.ticket.state, seen.ahead, seen.may_step_out) == (TicketState.AWAY, None, False)
    assert (seen.back_by - clock.now).total_seconds() == 1200
    lobby.bring_back(mine.id)
    lobby.call_next("1")
    lobby.miss("1")
    assert (lobby.progress(token).back_by - clock.now).total_seconds() == 1800


def test_yesterdays_token_and_anybody_elses_are_no_tickets(lobby, take, clock, branch, store):
    token = lobby.token(take("cash"))
    assert lobby.progress("A" * 29) is None
    assert lobby.progress("") is None
    other = Lobby(store, replace(branch, code=branch.code + 1), clock)
    assert other.progress(token) is None
    clock.advance(24 * 3600)
    take("cash")
    assert lobby.progress(token) is None
