"""What stands, what is done about it and how fast: in the log, and the log folded gives the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.advice import Advice
from config.calendar import BranchCalendar
from kiosk.advice import deeds, told
from kiosk.advice.adviser import WITHIN_S, Adviser
from kiosk.advice.decide import Advised, Deed
from kiosk.advice.deeds import SupportAnswer, Why
from kiosk.advice.diversion import diverted
from kiosk.advice.promises import promised
from kiosk.audit import disagreements
from kiosk.errors import LobbyError
from kiosk.event import Kind

READY_S = 300
CLOSED = ("4", "5", "6")


@pytest.fixture
def eye():
    return Adviser(Advice(), BranchCalendar())


@pytest.fixture
def crowd(lobby, take, clock):
    """Twelve wait for cash, and three counters are shut."""
    for counter in CLOSED:
        lobby.close_counter(counter)
    for _ in range(24):
        take("cash")
        clock.advance(5)
    return lobby


def kinds(lobby):
    return [event.kind for event in told.of_today(lobby.site)]


def test_a_crowd_is_advised_once_and_told_further_up_when_nobody_answers(crowd, eye, clock):
    advised = eye.look(crowd.site).advised
    assert advised.deed is Deed.OPEN
    assert advised.counter in CLOSED
    clock.advance(30)
    eye.look(crowd.site)
    assert kinds(crowd) == [Kind.ADVICE_GIVEN]
    clock.advance(180)
    eye.look(crowd.site)
    eye.look(crowd.site)
    assert kinds(crowd) == [Kind.ADVICE_ESCALATED, Kind.ADVICE_GIVEN]
    assert deeds.standing(crowd.scene()).is_escalated
    assert disagreements(crowd.site.store) == []


def test_what_is_confirmed_is_told_the_hall_until_the_counter_opens(crowd, eye, clock):
    counter = eye.look(crowd.site).advised.counter
    clock.advance(60)
    deeds.follow(crowd.site, counter, "lin", READY_S)
    assert promised(crowd.scene()) == {counter: 5}
    clock.advance(70)
    assert crowd.board().opening == {counter: 4}
    crowd.open_counter(counter, "wang")
    assert crowd.board().opening == {}
    done = told.of_today(crowd.site)
    assert [event.kind for event in done[:2]] == [Kind.COUNTER_OPENED, Kind.ADVICE_FOLLOWED]
    assert (done[1].facts["took_s"], done[1].facts["staff"]) == (60, "lin")
    assert disagreements(crowd.site.store) == []


def test_a_promise_nobody_keeps_is_not_told_for_ever(crowd, eye, clock):
    deeds.follow(crowd.site, eye.look(crowd.site).advised.counter, "lin", READY_S)
    clock.advance(2 * READY_S)
    assert promised(crowd.scene()) == {}


def test_a_counter_that_opens_without_a_word_has_followed_the_advice(crowd, eye):
    counter = eye.look(crowd.site).advised.counter
    crowd.open_counter(counter)
    scene = crowd.scene()
    assert deeds.standing(scene) is None
    assert f"spare:{counter}" in scene.matters
    assert disagreements(crowd.site.store) == []


def test_a_no_has_a_reason_and_rests(crowd, eye, clock):
    counter = eye.look(crowd.site).advised.counter
    deeds.decline(crowd.site, counter, "lin", Why.NOBODY)
    clock.advance(60)
    eye.look(crowd.site)
    assert kinds(crowd)[0] is Kind.ADVICE_DECLINED
    clock.advance(900)
    eye.look(crowd.site)
    assert kinds(crowd)[0] is Kind.ADVICE_GIVEN
    assert disagreements(crowd.site.store) == []


def test_an_answer_to_what_is_not_advised_any_more_changes_nothing(crowd, eye):
    counter = eye.look(crowd.site).advised.counter
    with pytest.raises(LobbyError, match="Nothing is advised of counter 1 any more"):
        deeds.follow(crowd.site, "1", "lin", READY_S)
    deeds.decline(crowd.site, counter, "lin", Why.SOON)
    with pytest.raises(LobbyError, match="look again"):
        deeds.decline(crowd.site, counter, "lin", Why.SOON)


def test_advice_is_taken_back_when_the_lobby_has_emptied(crowd, eye, clock):
    eye.look(crowd.site)
    for ticket in crowd.scene().tickets:
        crowd.cancel(ticket.id)
    # By then nobody has come for an hour, and none is expected.
    clock.advance(3_700)
    eye.look(crowd.site)
    assert kinds(crowd)[0] is Kind.ADVICE_WITHDRAWN


def test_a_counter_that_may_close_is_closed_by_the_same_press(lobby, take):
    take("cash")
    with lobby.site.writing() as journal:
        deeds.give(journal, Advised(Deed.CLOSE, "4", 30.0, 90.0), 0)
    deeds.follow(lobby.site, "4", "lin", READY_S)
    assert not lobby.desks()["4"].is_open
    assert deeds.standing(lobby.scene()) is None
    assert disagreements(lobby.site.store) == []


def test_a_quiet_branch_costs_nothing_and_a_crowd_stays_within_its_time(lobby, crowd, eye):
    spent = iter([0.0, *(number * WITHIN_S for number in range(1, 200))])
    hurried = Adviser(Advice(), BranchCalendar(), seconds=lambda: next(spent))
    assert hurried.look(crowd.site).wait_s is not None
    assert next(spent) <= 20 * WITHIN_S


def test_a_doubted_clock_is_advised_nothing(crowd, eye, clock):
    clock.now -= timedelta(days=2)
    assert eye.look(crowd.site) is None


def test_the_second_line_is_asked_with_the_queues_figures_and_answers_once(crowd, clock):
    clock.advance(600)
    asked = deeds.ask_support(crowd.site, "lin")
    assert (asked["waiting"], asked["counters"], asked["longest_s"]) == (24, 3, 720)
    with pytest.raises(LobbyError, match="asked already"):
        deeds.ask_support(crowd.site, "lin")
    clock.advance(90)
    deeds.answer_support(crowd.site, "chen", SupportAnswer.COMING)
    answered = told.of_today(crowd.site)[0]
    assert (answered.facts["answer"], answered.facts["took_s"]) == ("coming", 90)
    with pytest.raises(LobbyError, match="not asked, or has answered"):
        deeds.answer_support(crowd.site, "chen", SupportAnswer.COMING)
    assert disagreements(crowd.site.store) == []


def test_only_a_machine_that_works_gets_anybody_and_nobody_in_care_is_counted(lobby, take, branch):
    machine = next(each for each in branch.machines if "cash" in each.services)
    for _ in range(3):
        take("cash")
    for _ in range(5):
        take("cash", ticket_class="care")
    waiting, waits = lobby.scene().waiting(), {"cash": 1_200.0}
    assert diverted(branch, frozenset(), waits, waiting, 300.0) == ()
    (found,) = diverted(branch, {machine.id}, waits, waiting, 300.0)
    assert (found.service, found.machines, found.people) == ("cash", (machine.id,), 3)
    assert diverted(branch, {machine.id}, {"cash": machine.service_s + 200.0}, waiting, 300.0) == ()
