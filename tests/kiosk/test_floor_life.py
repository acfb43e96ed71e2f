"""What may happen to a ticket between its issue and its end, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.audit import disagreements
from kiosk.errors import LobbyError, NotOfferedError
from kiosk.evolve import IllegalStepError
from kiosk.lobby import Lobby
from kiosk.ticket import TicketState

WAITING, CALLED, SERVING, FINISHED, MISSED, PARKED, AWAY, CANCELLED, EXPIRED = TicketState


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def kinds(lobby, ticket):
    return [event.kind.value for event in lobby.log_of(ticket.id)][2:]


def missed(lobby, take, counter="1"):
    ticket = take("cash")
    lobby.call_next(counter)
    return lobby.miss(counter) if ticket else None


def test_the_sentence_of_every_choice_is_in_the_log(lobby, take):
    ticket = take("cash", ticket_class="care")
    lobby.call_next("1")
    called = lobby.log_of(ticket.id)[-1]
    assert called.facts["why"] == "is in care and came first among those"
    assert (called.facts["class"], called.facts["services"]) == ("care", ["cash"])


def test_a_customer_who_does_not_come_is_called_again_by_whoever_looks(lobby, take, clock):
    ticket = take("cash")
    lobby.call_next("1")
    assert lobby.tend() == []
    clock.advance(20)
    assert [due.ticket.id for due in lobby.tend()] == [ticket.id]
    assert lobby.tend() == []
    clock.advance(20)
    lobby.tend()
    clock.advance(200)
    assert lobby.tend() == []
    assert kinds(lobby, ticket) == ["called", "recalled", "recalled"]


def test_a_number_may_be_missed_by_itself(store, branch, clock, take):
    rules = replace(branch.rules, miss_by_itself=True)
    lobby = Lobby(store, replace(branch, rules=rules), clock)
    take("cash")
    lobby.call_next("1")
    clock.advance(60)
    lobby.tend()
    assert lobby.find("A001").state is MISSED
    assert lobby.call_next("1") is None


def test_who_was_missed_comes_back_after_three_others(lobby, take):
    late = missed(lobby, take)
    for _ in range(5):
        take("cash")
    lobby.bring_back(late.id)
    called = []
    for _ in range(4):
        called.append(lobby.call_next("1").label)
        lobby.finish("1")
    assert called == ["A002", "A003", "A004", "A001"]


def test_who_came_back_is_called_at_once_when_nobody_else_is_there(lobby, take):
    late = missed(lobby, take)
    lobby.bring_back(late.id)
    assert lobby.call_next("1").id == late.id


def test_who_is_missed_a_third_time_needs_a_new_number(lobby, take):
    late = missed(lobby, take)
    for _ in range(2):
        lobby.bring_back(late.id)
        lobby.call_next("1")
        lobby.miss("1")
    with pytest.raises(LobbyError, match="A001 was missed 3 times: the customer needs a new one"):
        lobby.bring_back(late.id)


def test_who_comes_back_after_half_an_hour_needs_a_new_number(lobby, take, clock):
    late = missed(lobby, take)
    clock.advance(1801)
    with pytest.raises(LobbyError, match="was missed more than 30 minutes ago"):
        lobby.bring_back(late.id)


def test_stepping_out_keeps_the_place_and_is_allowed_once(lobby, take, clock):
    first = take("cash")
    clock.advance(60)
    take("cash")
    assert lobby.step_out(first.id).state is AWAY
    assert lobby.call_next("1").label == "A002"
    lobby.finish("1")
    take("cash")
    lobby.bring_back(first.id)
    with pytest.raises(LobbyError, match="A001 has stepped out 1 times, which is all a visit may"):
        lobby.step_out(first.id)
    assert lobby.call_next("1").id == first.id


def test_who_stays_out_too_long_waits_again_even_where_nobody_tends(lobby, take, clock):
    out = take("cash")
    lobby.step_out(out.id)
    clock.advance(1199)
    assert lobby.call_next("1") is None
    clock.advance(1)
    assert lobby.call_next("1").id == out.id


def test_a_parked_ticket_is_taken_up_again_by_its_number(lobby, take):
    ticket = take("cash")
    lobby.call_next("1")
    lobby.start("1")
    lobby.park("1")
    assert lobby.call_parked("1", ticket.id).state is CALLED
    waits = take("cash")
    with pytest.raises(LobbyError, match="A002 is waiting: only a parked one is called by its number"):
        lobby.call_parked("2", waits.id)


def test_a_transfer_to_a_service_keeps_the_number_and_the_place(lobby, take, clock):
    ticket = take("cash")
    clock.advance(60)
    take("noncash")
    lobby.call_next("1")
    moved = lobby.transfer("1", "noncash")
    assert (moved.state, moved.label, moved.current.services) == (WAITING, "A001", ("noncash",))
    assert lobby.call_next("4").id == ticket.id


def test_a_transfer_to_a_counter_is_called_there_and_nowhere_else(lobby, take):
    take("cash")
    lobby.call_next("1")
    moved = lobby.transfer("1", "2")
    assert (moved.only_at, moved.current.counters) == ("2", ("2",))
    assert lobby.call_next("3") is None
    assert lobby.call_next("2").id == moved.id


def test_a_transfer_nobody_could_serve_is_refused(lobby, take):
    take("cash")
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="Counter 4 does not do 'cash': transfer ticket A001 to a service"):
        lobby.transfer("1", "4")
    with pytest.raises(NotOfferedError, match="neither a service nor a counter 'gold'"):
        lobby.transfer("1", "gold")
    lobby.close_counter("2")
    with pytest.raises(LobbyError, match="Counter 2 is closed or pauses"):
        lobby.transfer("1", "2")
    assert lobby.find("A001").state is CALLED


def test_who_was_sent_to_a_counter_that_closes_is_called_elsewhere(lobby, take):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "2")
    lobby.close_counter("2")
    assert lobby.call_next("1").id == ticket.id


def test_a_customer_at_a_counter_is_transferred_by_that_counter(lobby, take):
    ticket = take("cash")
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="A001 is called; only its counter can transfer it now"):
        lobby.transfer_waiting(ticket.id, "2")


def test_a_counter_that_pauses_or_is_closed_calls_nobody(lobby, take):
    take("cash")
    with pytest.raises(LobbyError, match="Say why counter 1 pauses"):
        lobby.pause_counter("1", " ")
    lobby.pause_counter("1", "lunch")
    with pytest.raises(LobbyError, match=r"Counter 1 is closed or pauses \(lunch\): open it before calling"):
        lobby.call_next("1")
    lobby.open_counter("1")
    assert lobby.call_next("1").label == "A001"
    lobby.close_counter("1")
    assert lobby.finish("1").state is FINISHED
    with pytest.raises(LobbyError, match="Counter 1 is closed or pauses: open"):
        lobby.call_next("1")


def test_a_counter_is_idle_from_its_last_customer_on(lobby, take, clock):
    take("cash")
    lobby.call_next("1")
    assert lobby.desks()["1"].idle_since is None
    clock.advance(90)
    lobby.finish("1")
    assert lobby.desks()["1"].idle_since == clock.now
    assert lobby.desks()["2"].is_open


def test_an_idle_vip_counter_helps_the_others(lobby, take, clock):
    take("cash", ticket_class="vip")
    take("cash")
    lobby.call_next("6")
    clock.advance(300)
    lobby.finish("6")
    clock.advance(29)
    assert lobby.call_next("6") is None
    clock.advance(1)
    assert lobby.call_next("6").label == "A001"


def test_a_counter_that_does_not_help_keeps_to_its_own(store, branch, clock, take):
    counters = tuple(replace(counter, helps=False) for counter in branch.counters)
    lobby = Lobby(store, replace(branch, counters=counters), clock)
    take("cash")
    clock.advance(3600)
    assert lobby.call_next("6") is None


def test_three_missed_in_a_row_start_a_look_at_who_is_still_there(lobby, take):
    waits = [take("cash") for _ in range(6)]
    for _ in range(3):
        assert lobby.sweep() is None
        lobby.call_next("1")
        lobby.miss("1")
    assert [ticket.id for ticket in lobby.sweep().tickets] == [ticket.id for ticket in waits[3:]]
    assert lobby.answer_presence(waits[3].id, is_here=True).state is WAITING
    assert lobby.answer_presence(waits[4].id, is_here=False).state is MISSED
    assert [ticket.id for ticket in lobby.sweep().tickets] == [waits[5].id]
    lobby.call_next("1")
    assert lobby.call_next("2").id == waits[5].id
    assert lobby.sweep() is None
    with pytest.raises(LobbyError, match="A006 is called: nobody has to look for it"):
        lobby.answer_presence(waits[5].id, is_here=True)


def test_somebody_who_comes_ends_the_row_of_missed_ones(lobby, take):
    for _ in range(5):
        take("cash")
    for came in (False, False, True, False, False):
        lobby.call_next("1")
        if came:
            lobby.start("1")
            lobby.finish("1")
        else:
            lobby.miss("1")
    assert lobby.sweep() is None


def test_the_day_ends_only_when_nobody_is_about(lobby, take):
    late = missed(lobby, take)
    waits = take("cash")
    with pytest.raises(LobbyError, match="1 customers are still here, A002 first"):
        lobby.end_day()
    lobby.cancel(waits.id)
    assert [ticket.id for ticket in lobby.end_day()] == [late.id]
    assert lobby.find("A001").state is EXPIRED
    with pytest.raises(IllegalStepError):
        lobby.bring_back(late.id)


def test_one_who_is_served_is_done_at_the_counter_unless_that_was_configured_away(store, branch, clock, take):
    lobby = Lobby(store, branch, clock)
    ticket = take("cash")
    lobby.call_next("1")
    lobby.start("1")
    with pytest.raises(LobbyError, match="served at counter 1: finish it there"):
        lobby.cancel(ticket.id)
    without = replace(branch, counters=tuple(each for each in branch.counters if each.id != "1"))
    assert Lobby(store, without, clock).cancel(ticket.id).state is TicketState.CANCELLED


def test_the_log_says_who_pressed(lobby, take):
    ticket = take("cash")
    lobby.transfer_waiting(ticket.id, "noncash", "m.chen")
    lobby.close_counter("2", staff="lin")
    lobby.cancel(ticket.id, "m.chen")
    assert [event.facts.get("staff") for event in lobby.log_of(ticket.id)][-2:] == ["m.chen", "m.chen"]
