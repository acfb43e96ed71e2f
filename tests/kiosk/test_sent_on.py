"""Tickets that were sent to one counter, and what becomes of them when it calls nobody; on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.lobby import Lobby
from kiosk.ticket import TicketState


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def test_a_basket_sent_to_a_counter_that_closes_keeps_all_its_services(lobby, take):
    ticket = take("cash", "noncash")
    lobby.transfer_waiting(ticket.id, "3")
    lobby.close_counter("3")
    moved = lobby.find("A001")
    assert [step.services for step in moved.steps] == [("cash",), ("noncash",)]
    assert lobby.call_next("1").id == ticket.id
    assert lobby.finish("1").state is TicketState.WAITING
    assert lobby.call_next("4").id == ticket.id
    assert lobby.finish("4").state is TicketState.FINISHED


def test_who_was_outside_when_their_counter_closed_is_called_elsewhere(lobby, take):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "2")
    lobby.step_out(ticket.id)
    lobby.close_counter("2")
    assert lobby.bring_back(ticket.id).only_at is None
    assert lobby.call_next("1").id == ticket.id


def test_who_stayed_outside_too_long_is_called_elsewhere_as_well(lobby, take, clock):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "2")
    lobby.step_out(ticket.id)
    lobby.close_counter("2")
    clock.advance(1200)
    assert lobby.call_next("1").id == ticket.id


def test_who_was_missed_at_a_counter_that_closed_comes_back_to_the_others(lobby, take, clock):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "2")
    lobby.call_next("2")
    lobby.miss("2")
    lobby.close_counter("2")
    clock.advance(60)
    back = lobby.bring_back(ticket.id)
    assert (back.only_at, back.behind, back.waiting_since) == (None, 3, clock.now)


def test_a_counter_closes_though_nobody_else_can_do_what_was_sent_to_it(store, branch, clock, lobby, take):
    ticket = take("cash", ticket_class="vip")
    lobby.transfer_waiting(ticket.id, "6")
    alone = tuple(
        replace(counter, classes=tuple(kind for kind in counter.classes if kind.value != "vip"))
        for counter in branch.counters
    )
    later = Lobby(store, replace(branch, counters=alone), clock)
    later.close_counter("6")
    assert later.find(ticket.label).only_at == "6"


def test_who_was_sent_to_a_counter_that_was_configured_away_is_called_elsewhere(
    store, branch, clock, lobby, take
):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "2")
    left = tuple(counter for counter in branch.counters if counter.id != "2")
    later = Lobby(store, replace(branch, counters=left), clock)
    assert later.board().next == (ticket.label,)
    assert later.call_next("1").id == ticket.id


def test_a_wait_does_not_begin_anew_where_somebody_waits_elsewhere(lobby, take, clock):
    ticket = take("cash")
    clock.advance(1500)
    moved = lobby.transfer_waiting(ticket.id, "2")
    assert moved.waiting_since == ticket.issued_at
    (risk,) = lobby.at_risk()
    assert (risk.waited_s, risk.level.name) == (1500, "RED")


def test_a_customer_sent_on_from_a_counter_waits_anew(lobby, take, clock):
    take("cash")
    lobby.call_next("1")
    clock.advance(300)
    assert lobby.transfer("1", "2").waiting_since == clock.now


def test_a_parked_ticket_is_taken_up_only_where_it_can_be_served(lobby, take):
    ticket = take("cash")
    lobby.call_next("1")
    lobby.park("1")
    with pytest.raises(LobbyError, match="Counter 4 does not do 'cash', which ticket A001 waits for"):
        lobby.call_parked("4", ticket.id)
    assert lobby.call_parked("2", ticket.id).counter == "2"


def test_who_goes_out_has_not_let_the_others_by(lobby, take):
    late = take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    lobby.bring_back(late.id)
    take("cash")
    lobby.step_out(late.id)
    assert lobby.bring_back(late.id).behind == 3
    assert lobby.call_next("1").label == "A002"


def test_the_phone_of_one_who_came_back_late_counts_those_who_go_first(lobby, take):
    late = take("cash")
    lobby.call_next("1")
    lobby.miss("1")
    for _ in range(5):
        take("cash")
    take("wealth")
    for counter in "2356":
        lobby.close_counter(counter)
    assert lobby.progress(lobby.token(lobby.bring_back(late.id))).ahead == 3


def test_a_customer_who_was_sent_on_was_no_no_show(lobby, take):
    for _ in range(5):
        take("cash")
    for came in (False, False, True, False):
        lobby.call_next("1")
        lobby.transfer("1", "noncash") if came else lobby.miss("1")
    assert lobby.sweep() is None
