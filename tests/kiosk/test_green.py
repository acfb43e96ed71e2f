"""The green channel: whom staff lift, what it costs the others, and that all of it is on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.evolve import IllegalStepError
from kiosk.green import AlreadyLiftedError, Cost, Reason
from kiosk.lobby import Lobby
from kiosk.ticket import TicketState


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def test_a_lifted_customer_is_called_before_all_others_and_the_log_says_who_and_why(lobby, take):
    take("cash", ticket_class="care")
    take("cash")
    last = take("cash")
    lifted = lobby.lift(last.id, "m.chen", Reason.RECOVERY)
    assert (lifted.cost.people, lifted.over_quota) == (2, False)
    assert lobby.call_next("1").id == last.id
    (made,) = [event for event in lobby.log_of(last.id) if event.kind.value == "lifted"]
    assert (made.facts["staff"], made.facts["reason"]) == ("m.chen", "recovery")
    assert lobby.log_of(last.id)[-1].facts["why"] == "was lifted through the green channel"


def test_lifted_customers_are_called_in_the_order_of_lifting(lobby, take):
    first, second, third = (take("cash") for _ in range(3))
    lobby.lift(third.id, "m", Reason.CARE)
    lobby.lift(second.id, "m", Reason.VIP)
    assert [lobby.call_next(counter).id for counter in "123"] == [third.id, second.id, first.id]


def test_what_a_lift_costs_is_told_before(lobby, take, clock):
    for counter in "3":
        lobby.close_counter(counter)
    for _ in range(6):
        take("cash")
        clock.advance(1)
    last = take("cash")
    assert lobby.lift_cost(last.id) == Cost(6, 150)
    assert str(lobby.lift_cost(last.id)) == "6 people wait about 2 minutes longer."
    assert lobby.lift_cost(1) == Cost(0, 0)
    assert str(Cost(0, 0)) == "Nobody waits longer."
    assert str(Cost(1, 40)) == "1 person waits about 1 minute longer."


def test_those_who_wait_for_other_counters_pay_nothing(lobby, take):
    take("wealth")
    assert lobby.lift_cost(take("cash").id).people == 0


def test_a_customer_can_be_called_to_a_counter_now_whatever_its_classes(lobby, take):
    take("cash")
    last = take("cash")
    called = lobby.call_now(last.id, "6", "m.chen", Reason.OPERATIONAL)
    assert (called.ticket.state, called.ticket.counter, called.today) == (TicketState.CALLED, "6", 1)
    assert "by m.chen, reason operational" in lobby.log_of(last.id)[-1].facts["why"]


def test_a_counter_that_cannot_take_the_customer_is_told(lobby, take):
    first, second = take("cash"), take("cash")
    with pytest.raises(LobbyError, match="Counter 4 does not do 'cash', which ticket A002 waits for"):
        lobby.call_now(second.id, "4", "m", Reason.CARE)
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="Counter 1 still has ticket A001"):
        lobby.call_now(second.id, "1", "m", Reason.CARE)
    with pytest.raises(IllegalStepError, match="A001 is called; it can't be lifted"):
        lobby.lift(first.id, "m", Reason.CARE)


def test_the_second_manager_who_lifts_is_told_who_was_quicker(lobby, take):
    ticket = take("cash")
    lobby.lift(ticket.id, "m.chen", Reason.CARE)
    with pytest.raises(AlreadyLiftedError, match=r"A001 was already lifted by m\.chen at 09:30"):
        lobby.lift(ticket.id, "m.li", Reason.VIP)
    assert [(each.staff, each.lifts) for each in lobby.green_report()] == [("m.chen", 1)]


def test_a_lift_is_undone_within_a_minute(lobby, take, clock):
    take("cash")
    ticket = take("cash")
    lobby.lift(ticket.id, "m.chen", Reason.CARE)
    clock.advance(60)
    assert lobby.undo_lift(ticket.id, "m.li").lifted == 0
    assert lobby.call_next("1").label == "A001"
    with pytest.raises(LobbyError, match="A002 is not lifted: there is nothing to undo"):
        lobby.undo_lift(ticket.id)


def test_after_a_minute_or_the_call_it_is_too_late_to_undo(lobby, take, clock):
    first, second = take("cash"), take("cash")
    lobby.lift(second.id, "m", Reason.CARE)
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="A002 is called: a lift is undone only before the call"):
        lobby.undo_lift(second.id)
    lobby.lift(first.id, "m", Reason.CARE)
    clock.advance(61)
    with pytest.raises(LobbyError, match="was lifted more than 60 s ago"):
        lobby.undo_lift(first.id)


def test_beyond_the_quota_a_lift_is_made_and_told(store, branch, clock, take):
    lobby = Lobby(store, replace(branch, green=replace(branch.green, daily_quota=1)), clock)
    first, second, third = (take("cash") for _ in range(3))
    assert not lobby.lift(first.id, "m", Reason.CARE).over_quota
    lobby.undo_lift(first.id)
    assert not lobby.lift(second.id, "m", Reason.CARE).over_quota
    assert lobby.lift(third.id, "m", Reason.CARE).over_quota


def test_a_hard_quota_is_a_wall(store, branch, clock, take):
    lobby = Lobby(store, replace(branch, green=replace(branch.green, daily_quota=0, hard=True)), clock)
    ticket = take("cash")
    with pytest.raises(LobbyError, match="quota of 0 a day is used up"):
        lobby.lift(ticket.id, "m", Reason.CARE)
    assert lobby.find("A001") == ticket


@pytest.mark.parametrize("staff", ["", " ", "x" * 41, "a\nb"])
def test_nobody_lifts_without_a_name(lobby, take, staff):
    ticket = take("cash")
    with pytest.raises(LobbyError, match="name of one of the staff is needed"):
        lobby.lift(ticket.id, staff, Reason.CARE)


def test_the_report_says_who_lifted_how_many_and_what_it_added(lobby, take, clock):
    tickets = [take("cash") for _ in range(4)]
    lobby.lift(tickets[3].id, "m.chen", Reason.CARE)
    lobby.lift(tickets[2].id, "m.chen", Reason.VIP)
    lobby.lift(tickets[1].id, "m.li", Reason.CARE)
    lobby.undo_lift(tickets[1].id)
    chen, li = lobby.green_report(clock.now.date())
    assert (chen.staff, chen.lifts, chen.undone) == ("m.chen", 2, 0)
    assert dict(chen.reasons) == {"care": 1, "vip": 1}
    assert (chen.people, chen.added_s) == (3 + 2, 5 * 100)
    assert (li.lifts, li.undone, li.people, li.added_s) == (0, 1, 0, 0)
    clock.advance(24 * 3600)
    take("cash")
    assert lobby.green_report() == []


def test_who_misses_the_call_loses_the_lift(lobby, take):
    ticket = take("cash")
    take("cash")
    lobby.lift(ticket.id, "m", Reason.CARE)
    lobby.call_next("1")
    assert lobby.miss("1").lifted == 0


def test_a_lift_is_not_undone_once_the_customer_was_called_though_they_wait_again(lobby, take):
    ticket = take("cash")
    lobby.lift(ticket.id, "m", Reason.CARE)
    lobby.call_next("1")
    lobby.transfer("1", "noncash")
    with pytest.raises(LobbyError, match="A001 is not lifted: there is nothing to undo"):
        lobby.undo_lift(ticket.id)
    assert [(each.lifts, each.undone) for each in lobby.green_report()] == [(1, 0)]


def test_calling_a_lifted_customer_costs_the_others_nothing_more(lobby, take):
    take("cash")
    ticket = take("cash")
    lobby.lift(ticket.id, "m.chen", Reason.CARE)
    assert lobby.lift_cost(ticket.id) == Cost(0, 0)
    assert lobby.call_now(ticket.id, "1", "m.li", Reason.CARE).cost == Cost(0, 0)
    assert [(each.staff, each.people) for each in lobby.green_report()] == [("m.chen", 1)]


def test_an_undone_lift_leaves_one_who_came_back_late_where_they_were(lobby, take):
    late = take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    take("cash")
    lobby.bring_back(late.id)
    lobby.lift(late.id, "m", Reason.CARE)
    assert lobby.board().next[0] == late.label
    assert lobby.undo_lift(late.id).behind == 3
    assert lobby.call_next("1").label == "A002"


def test_calling_a_lifted_customer_is_not_a_second_lift(lobby, take):
    take("cash")
    chosen = take("cash")
    lobby.lift(chosen.id, "m.chen", Reason.RECOVERY)
    assert lobby.call_now(chosen.id, "2", "m.li", Reason.RECOVERY).today == 1
    assert [(lifter.staff, lifter.lifts) for lifter in lobby.green_report()] == [("m.chen", 1)]
    assert lobby.log_of(chosen.id)[-1].facts["staff"] == "m.li"


def test_a_lift_is_for_the_step_at_hand(lobby, take):
    basket = take("cash", "wealth")
    assert len(basket.steps) == 2
    lobby.lift(basket.id, "m.chen", Reason.CARE)
    lobby.call_next("1")
    assert lobby.finish("1").lifted == 0
