"""Whom a counter calls next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk import rows
from kiosk.calling import next_ticket, serves
from kiosk.lobby import Lobby
from kiosk.ticket import Promise, Step, Ticket
from tests.kiosk.visits import COUNTERS, changes, do, others, store_for_visits

BRANCH = load(SAMPLE)
ORDINARY, CARE, VIP, APPOINTMENT = TicketClass
FAVOURED = {VIP, APPOINTMENT}
NINE = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
K = 3


def waiting(  # one ticket, as it stands in the queue
    number: int,
    minute: float,
    ticket_class: TicketClass = ORDINARY,
    overtaken: int = 0,
    service: str = "cash",
) -> Ticket:
    issued_at = NINE + timedelta(minutes=minute)
    return Ticket(
        id=number,
        day=NINE.date(),
        prefix="A",
        number=number,
        ticket_class=ticket_class,
        steps=(Step((service,), "cash", ("1", "2", "3")),),
        issued_at=issued_at,
        due_at=issued_at + timedelta(seconds=BRANCH.class_rule(ticket_class).target_s),
        promise=Promise(0, None),
        request_id=f"touch-{number}",
        overtaken=overtaken,
    )


def called(*tickets: Ticket, counter: str = "1", most: int = K) -> int | None:
    choice = next_ticket(tickets, BRANCH.counter(counter), most)
    return choice.ticket.id if choice else None


def test_nobody_waiting_is_nobody_called():
    assert called() is None


def test_ordinary_tickets_are_called_as_they_came():
    assert called(waiting(2, 1), waiting(1, 0), waiting(3, 2)) == 1


def test_care_goes_before_everybody_and_by_arrival_among_itself():
    assert called(waiting(1, 0), waiting(2, 0, VIP), waiting(4, 30, CARE), waiting(3, 29, CARE)) == 3


def test_a_vip_ticket_goes_before_an_ordinary_one_that_is_due_later():
    assert called(waiting(1, 0), waiting(2, 11.9, VIP)) == 2


def test_a_vip_ticket_waits_for_an_ordinary_one_that_is_due_before_it():
    assert called(waiting(1, 0), waiting(2, 12.1, VIP)) == 1


def test_an_appointment_goes_before_an_ordinary_ticket_of_the_last_quarter_of_an_hour():
    assert called(waiting(1, 0), waiting(2, 14.9, APPOINTMENT)) == 2
    assert called(waiting(1, 0), waiting(2, 15.1, APPOINTMENT)) == 1


def test_who_came_first_goes_first_when_both_are_due_at_once():
    assert called(waiting(2, 12, VIP), waiting(1, 0)) == 1


def test_a_ticket_overtaken_as_often_as_promised_is_not_overtaken_again():
    assert called(waiting(1, 0, overtaken=K - 1), waiting(2, 1, VIP)) == 2
    assert called(waiting(1, 0, overtaken=K), waiting(2, 1, VIP)) == 1


def test_an_overtaken_ticket_does_not_hold_up_a_vip_who_came_before_it():
    assert called(waiting(1, 0, VIP), waiting(2, 1, overtaken=K)) == 1


def test_an_overtaken_ticket_waits_for_those_who_are_in_care():
    assert called(waiting(1, 0, overtaken=K), waiting(2, 1, VIP), waiting(3, 2, CARE)) == 3


def test_where_no_overtaking_is_allowed_vip_customers_queue_like_everybody():
    assert called(waiting(1, 0), waiting(2, 1, VIP), most=0) == 1


def test_the_choice_names_whom_it_passes_and_why_it_was_made():
    queue = [waiting(1, 0), waiting(2, 1), waiting(3, 2, VIP), waiting(4, 3)]
    choice = next_ticket(queue, BRANCH.counter("1"), K)
    assert choice is not None
    assert choice.overtook == (1, 2)
    assert choice.why == "is due first, at 09:10"


def test_who_is_in_care_passes_everybody_without_using_up_their_patience():
    choice = next_ticket([waiting(1, 0), waiting(2, 1, CARE)], BRANCH.counter("1"), K)
    assert choice is not None
    assert choice.overtook == ()
    assert "care" in choice.why


def test_the_reason_of_a_lifted_ticket_is_the_promise():
    choice = next_ticket([waiting(1, 0, overtaken=K), waiting(2, 1, VIP)], BRANCH.counter("1"), K)
    assert choice is not None
    assert choice.why == "has been passed 3 times, which is the promised limit"


@pytest.mark.parametrize(
    ("counter", "ticket", "does"),
    [
        ("1", waiting(1, 0), True),
        ("4", waiting(1, 0), False),
        ("4", waiting(1, 0, service="corporate"), True),
        ("6", waiting(1, 0), False),
        ("6", waiting(1, 0, VIP, service="corporate"), True),
        ("6", waiting(1, 0, CARE), True),
    ],
)
def test_a_counter_calls_only_those_it_has_the_skill_and_the_class_for(counter, ticket, does):
    assert serves(BRANCH.counter(counter), ticket) is does
    assert called(ticket, counter=counter) == (1 if does else None)


def test_a_basket_needs_one_counter_with_every_skill():
    basket = replace(waiting(1, 0), steps=(Step(("cash", "noncash"), "cash", ("3",)),))
    assert called(basket, counter="1") is None
    assert called(basket, counter="3") == 1


baskets = st.sampled_from([("cash",), ("cash",), ("noncash",), ("cash", "noncash"), ("cash", "wealth")])
arriving = st.sampled_from([ORDINARY, ORDINARY, VIP, VIP, VIP, APPOINTMENT, CARE])
arrivals = st.tuples(st.just("take"), st.tuples(baskets, arriving))
serving = st.tuples(st.just("serve"), st.sampled_from(["1", "3"]))
pauses = st.tuples(st.just("wait"), st.integers(1, 60))
busy = [arrivals] * 4 + [serving] * 4
steps = st.lists(st.one_of(*busy, others, changes, pauses), min_size=30, max_size=60)


@given(steps, st.sampled_from([0, 1, 3]))
@settings(max_examples=40)
def test_no_ordinary_ticket_is_ever_overtaken_more_often_than_promised(day, most):
    branch = replace(BRANCH, rules=replace(BRANCH.rules, overtakes=most))
    now = [NINE + timedelta(minutes=30)]
    passed: dict[int, int] = {}
    with store_for_visits() as store:
        lobby = Lobby(store, branch, lambda: now[0])
        for deed in day:
            if deed[0] == "wait":
                now[0] += timedelta(seconds=deed[1])
            elif deed[0] == "serve":
                do(lobby, ("finish", deed[1]))
                _count_the_passed(lobby, deed[1], passed)
            else:
                do(lobby, deed)
        with store.read() as cursor:
            kept = {ticket.id: ticket.overtaken for ticket in rows.tickets(cursor, "overtaken > 0")}
    assert kept == passed
    assert max(passed.values(), default=0) <= most


def _count_the_passed(lobby: Lobby, counter_id: str, passed: dict[int, int]) -> None:
    """Count for ourselves whom a call passes by: older, ordinary, waiting, and served by this counter."""
    with lobby.site.store.read() as cursor:
        queue = rows.tickets(cursor, "state = 'waiting'")
    do(lobby, ("call", counter_id))
    with lobby.site.store.read() as cursor:
        now = {ticket.id: ticket for ticket in rows.tickets(cursor, "state = 'called'")}
    chosen = next((ticket for ticket in queue if ticket.id in now), None)
    if chosen is None or chosen.ticket_class not in FAVOURED:
        return
    for ticket in queue:
        older = ticket.id < chosen.id and ticket.ticket_class is ORDINARY
        if older and serves(lobby.branch.counter(counter_id), ticket):
            passed[ticket.id] = passed.get(ticket.id, 0) + 1


def test_every_counter_together_calls_everybody_who_waits(lobby, take):
    for service in ("cash", "noncash", "corporate", "wealth", "consult"):
        for ticket_class in TicketClass:
            take(service, ticket_class=ticket_class)
    given_out = []
    while found := [ticket for counter in COUNTERS if (ticket := lobby.call_next(counter))]:
        given_out += [ticket.id for ticket in found]
        for ticket in found:
            lobby.finish(ticket.counter)
    assert sorted(given_out) == list(range(1, 21))
