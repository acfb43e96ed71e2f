"""Whom a counter calls next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.branch import SAMPLE, load
from config.schema import Calling, TicketClass
from kiosk.calling import RULES, Call, Choice, choose, serves, turn_of, waiting_of
from kiosk.ticket import Promise, Step, Ticket
from tests.kiosk.visits import COUNTERS

BRANCH = load(SAMPLE)
ORDINARY, CARE, VIP, APPOINTMENT = TicketClass
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


def chosen(
    *tickets: Ticket,
    counter: str = "1",
    most: int = K,
    recent: tuple[Call, ...] = (),
    minute: float | None = None,
    idle_s: float = 0.0,
    calling: Calling = Calling.DEFAULT,
) -> Choice | None:
    """Whom a counter chooses, by default at the moment when the last one came."""
    came = [ticket.issued_at for ticket in tickets]
    now = max(came, default=NINE) if minute is None else NINE + timedelta(minutes=minute)
    rules = replace(BRANCH.rules, overtakes=most, calling=calling)
    people = [waiting_of(BRANCH, ticket) for ticket in tickets]
    return choose(turn_of(BRANCH.counter(counter), people, now, rules, recent, idle_s))


def called(*tickets: Ticket, **how: object) -> int | None:
    choice = chosen(*tickets, **how)
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
    choice = chosen(*queue)
    assert choice is not None
    assert choice.overtook == (1, 2)
    assert choice.why == "is due first, at 09:10"


def test_who_is_in_care_passes_everybody_without_using_up_their_patience():
    choice = chosen(waiting(1, 0), waiting(2, 1, CARE))
    assert choice is not None
    assert choice.overtook == ()
    assert "care" in choice.why


def test_the_reason_of_a_lifted_ticket_is_the_promise():
    choice = chosen(waiting(1, 0, overtaken=K), waiting(2, 1, VIP))
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
    assert serves(BRANCH.counter(counter), waiting_of(BRANCH, ticket)) is does
    assert called(ticket, counter=counter) == (1 if does else None)


def test_a_basket_needs_one_counter_with_every_skill():
    basket = replace(waiting(1, 0), steps=(Step(("cash", "noncash"), "cash", ("3",)),))
    assert called(basket, counter="1") is None
    assert called(basket, counter="3") == 1


CARE_CALL, OTHER_CALL = Call(care=True, services=("cash",)), Call(care=False, services=("cash",))


def test_after_three_in_care_in_a_row_an_ordinary_ticket_past_its_target_goes_first():
    queue = [waiting(1, 0), waiting(2, 20, CARE)]
    assert called(*queue, minute=21, recent=(CARE_CALL,) * 2) == 2
    assert called(*queue, minute=21, recent=(CARE_CALL,) * 3) == 1
    assert called(*queue, minute=21, recent=(OTHER_CALL, *(CARE_CALL,) * 3)) == 2


def test_care_goes_on_in_a_row_while_nobody_is_past_the_target():
    assert called(waiting(1, 5), waiting(2, 20, CARE), minute=21, recent=(CARE_CALL,) * 9) == 2
    assert called(waiting(2, 20, CARE), minute=41, recent=(CARE_CALL,) * 9) == 2


def test_calls_for_other_services_are_no_relief_for_those_who_wait_here():
    elsewhere = Call(care=False, services=("wealth",))
    recent = (CARE_CALL, elsewhere, CARE_CALL, CARE_CALL)
    assert called(waiting(1, 0), waiting(2, 20, CARE), minute=21, recent=recent) == 1


def test_an_appointment_goes_with_care_once_its_time_is_five_minutes_past():
    queue = [waiting(1, -15, overtaken=0), waiting(2, 0, APPOINTMENT)]
    assert called(*queue, minute=4.9) == 1
    assert called(*queue, minute=5) == 2
    assert chosen(*queue, minute=5).why == "has an appointment whose time is past, and goes with care"


def test_a_late_appointment_goes_behind_those_in_care_who_came_before_it_joined_them():
    queue = [waiting(1, 0, APPOINTMENT), waiting(2, 4.9, CARE), waiting(3, 5.1, CARE)]
    assert called(*queue, minute=6) == 2
    assert called(queue[0], queue[2], minute=6) == 1


def test_even_a_late_appointment_passes_nobody_who_was_passed_often_enough():
    queue = [waiting(1, 0, overtaken=K), waiting(3, 1, APPOINTMENT)]
    assert called(*queue, minute=9) == 1
    assert called(*queue, waiting(4, 8, CARE), minute=9) == 4


def test_the_vip_counter_helps_the_others_after_half_a_minute_without_a_customer():
    assert called(waiting(1, 0), counter="6", idle_s=29) is None
    assert called(waiting(1, 0), counter="6", idle_s=30) == 1
    assert called(waiting(1, 0), waiting(2, 0, VIP), counter="6", idle_s=300) == 2


def test_a_lifted_ticket_goes_before_everybody_and_lifted_ones_in_the_order_of_lifting():
    first, second = replace(waiting(5, 9), lifted=40), replace(waiting(4, 8), lifted=41)
    choice = chosen(waiting(1, 0, overtaken=K), waiting(2, 1, CARE), second, first)
    assert (choice.ticket.id, choice.overtook) == (5, ())
    assert choice.why == "was lifted through the green channel"


def test_who_came_back_late_lets_others_by_until_nobody_else_is_there():
    back = replace(waiting(1, 0), behind=2)
    choice = chosen(back, waiting(2, 1), waiting(3, 2))
    assert (choice.ticket.id, choice.let_by) == (2, (1,))
    assert called(back) == 1


def test_a_ticket_sent_to_one_counter_is_called_there_whatever_its_class():
    sent = replace(waiting(1, 0), only_at="6")
    assert called(sent, counter="1") is None
    assert called(sent, counter="6") == 1


def test_strict_goes_by_class_and_first_come_by_number():
    queue = [waiting(1, 0), waiting(2, 1, VIP), waiting(3, 2, APPOINTMENT), waiting(4, 3, CARE)]
    assert [called(*queue[:most], calling=Calling.STRICT) for most in (4, 3, 2, 1)] == [4, 3, 2, 1]
    assert called(*reversed(queue), calling=Calling.FIRST_COME) == 1


def test_credit_counts_care_as_come_a_quarter_of_an_hour_earlier_and_vip_five_minutes():
    assert called(waiting(1, 0), waiting(2, 14, CARE), calling=Calling.CREDIT) == 2
    assert called(waiting(1, 0), waiting(2, 16, CARE), calling=Calling.CREDIT) == 1
    assert called(waiting(1, 0), waiting(2, 4, VIP), calling=Calling.CREDIT) == 2
    assert called(waiting(1, 0), waiting(2, 6, VIP), calling=Calling.CREDIT) == 1


def test_credit_lets_nobody_pass_whose_patience_is_used_up():
    assert called(waiting(1, 0, overtaken=K), waiting(2, 1, CARE), calling=Calling.CREDIT) == 1
    assert called(waiting(1, 0, VIP, overtaken=1), waiting(2, 1, CARE), calling=Calling.CREDIT) == 1


def test_every_rule_that_can_be_configured_is_there():
    assert set(RULES) == set(Calling)


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
