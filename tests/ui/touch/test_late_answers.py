"""What the store answers too late: none of it comes before the next customer, and none of theirs is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from config.schema import Branch
from kiosk.appointment.appointment import Appointment
from kiosk.forms import MOST, Form
from kiosk.holder import Held
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby as Core
from kiosk.routing import Route
from kiosk.ticket import Ticket
from tests.ui.touch.person import Clock, Steady
from tests.ui.touch.test_reception import HungStore
from ui.touch.reception import Reception
from ui.touch.revisit import Revisit, Step
from ui.touch.revisits import Revisits
from ui.touch.surroundings import Surroundings
from ui.touch.topic import Topic
from ui.touch.wish import PATIENCE_S

APPOINTMENT = Appointment(1, "wealth", Clock()())


@dataclass
class Door:
    """A screen whose store answers when it is told to, and a ticket that was given before."""

    reception: Reception
    store: HungStore
    steady: Steady
    ticket: Ticket

    def types(self, what: str, code: str) -> None:
        self.reception.revisit(Revisits.begin)
        self.reception.revisit(lambda errand: errand.choose(what))
        for key in code:
            self.reception.revisit(lambda errand, key=key: errand.press(key))  # type: ignore[misc]
        self.reception.revisit(Revisits.confirm)

    def stands_at(self, revisit: Revisit) -> None:
        self.reception.revisits.now = revisit


@pytest.fixture
def door(branch: Branch, core: Core) -> Door:
    store, steady = HungStore(), Steady()
    around = Surroundings(store.send, Clock(), steady, lambda: "one", lambda: None)
    reception = Reception(branch, around, lambda: None)
    reception.tick()
    return Door(reception, store, steady, core.issue(IssueRequest(("cash",), "before")))


def types_appointment(door: Door) -> object:
    door.types("appointment", "1234")
    return APPOINTMENT


def types_ticket(door: Door) -> object:
    door.types("ticket", "A001")
    for key in "123456":
        door.reception.revisit(lambda errand, key=key: errand.press(key))  # type: ignore[misc]
    door.reception.revisit(Revisits.confirm)
    return Held("token", door.ticket, None)


def types_form(door: Door) -> object:
    door.types("form", "123456")
    return Form("123456")


def joins_form(door: Door) -> object:
    door.stands_at(Revisit(Step.FORM_JOIN, ticket=door.ticket, form="AB12CD34"))
    door.reception.revisit(Revisits.join)
    return door.ticket


def goes_back(reception: Reception) -> None:
    for _ in range(4):
        reception.revisit(Revisits.back)


@pytest.mark.parametrize("asks", [types_appointment, types_ticket, types_form, joins_form])
@pytest.mark.parametrize("leaves", [Reception.start_over, Reception.revisit_settled, goes_back])
def test_what_was_asked_before_somebody_left_does_not_come_up_before_the_next(
    door: Door, asks: Callable[[Door], object], leaves: Callable[[Reception], None]
) -> None:
    answer = asks(door)
    door.steady.now += 1
    leaves(door.reception)
    assert not door.reception.revisits.is_open
    door.store.answers(answer)
    reception = door.reception
    assert (reception.revisits.now, reception.topic, reception.visit.forms) == (Revisit(), Topic(), ())


def test_a_store_that_stays_silent_after_its_customer_left_leaves_the_calm_page_in_peace(door: Door) -> None:
    rules = door.reception.branch.rules
    types_appointment(door)
    door.steady.now += PATIENCE_S
    door.reception.tick()
    assert door.reception.in_trouble
    door.steady.now += rules.idle_ask_s + rules.idle_home_s
    door.reception.tick()
    assert not door.reception.revisits.is_open
    assert door.reception.in_trouble
    assert door.reception.next_tick_s() > 1
    door.store.answers(APPOINTMENT)
    assert not door.reception.in_trouble
    assert not door.reception.revisits.is_open


def test_the_ticket_of_an_appointment_comes_though_another_one_was_still_on_the_screen(door: Door) -> None:
    door.reception._paper.give(door.ticket, None, has_printer=False)
    door.stands_at(Revisit(Step.OFFER, appointment=APPOINTMENT))
    door.steady.now += 1
    door.reception.take_appointment()
    answered = door.store.sent[-1][1]
    for _ in range(130):
        door.steady.now += 1
        door.reception.tick()
    answered(door.ticket)
    assert door.reception.given is not None


def test_nobody_is_sent_to_a_machine_whose_ticket_is_on_its_way(door: Door) -> None:
    branch = door.reception.branch
    door.reception.pick("noncash")
    door.reception.picking.route = Route((), branch.machines[0])
    door.reception.take()
    door.reception.go_to_machine()
    assert door.reception.topic == Topic()
    assert door.reception.visit.picks == ("noncash",)


def test_a_form_for_a_ticket_of_its_own_is_not_said_to_be_read_where_there_is_no_room(door: Door) -> None:
    for number in range(MOST):
        door.reception.picking.keep_form(f"FORM{number}")
    door.stands_at(Revisit(Step.FORM_JOIN, ticket=door.ticket, form="AB12CD34"))
    door.reception.revisit_settled(Revisits.apart)
    door.steady.now += 1
    door.reception.revisit_settled(Revisits.apart)
    assert door.reception.revisits.now.step is Step.FORM_FULL
