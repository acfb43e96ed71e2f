"""Whole visits, from the door to the end, on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from config.schema import TicketClass
from kiosk.audit import disagreements
from kiosk.errors import LobbyError, NotOfferedError, UnknownTicketError
from kiosk.event import Kind
from kiosk.evolve import IllegalStepError
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from kiosk.ticket import TicketState

WAITING, CALLED, SERVING, FINISHED, MISSED, PARKED, AWAY, CANCELLED, EXPIRED = TicketState


@pytest.fixture(autouse=True)
def _log_and_state_agree(lobby):
    yield
    assert disagreements(lobby.site.store) == []


def taught(lobby):
    with lobby.site.store.read() as cursor:
        return {row[0]: row[1:] for row in cursor.all("SELECT service, tickets, total_s FROM service_time")}


def kinds(lobby, ticket):
    return [event.kind.value for event in lobby.log_of(ticket.id)]


def test_a_visit(lobby, take, clock):
    ticket = take("cash")
    clock.advance(120)
    assert lobby.call_next("2").id == ticket.id
    clock.advance(15)
    assert lobby.start("2").state is SERVING
    clock.advance(280)
    done = lobby.finish("2")
    assert (done.state, done.counter, done.label) == (FINISHED, "2", "A001")
    assert (done.finished_at - done.issued_at).total_seconds() == 415
    assert kinds(lobby, ticket) == ["issued", "print_queued", "called", "started", "finished"]


def test_nobody_waiting_is_nobody_called(lobby):
    assert lobby.call_next("1") is None


def test_a_counter_finishes_before_it_calls_again(lobby, take):
    take("cash")
    take("cash")
    lobby.call_next("1")
    with pytest.raises(LobbyError, match="Counter 1 still has ticket A001: finish or miss it first"):
        lobby.call_next("1")


@pytest.mark.parametrize("deed", ["recall", "start", "finish", "miss", "park"])
def test_a_counter_with_nobody_can_do_nothing(lobby, deed):
    with pytest.raises(LobbyError, match="Counter 1 has nobody: call the next one first"):
        getattr(lobby, deed)("1")


@pytest.mark.parametrize(
    "deed", ["call_next", "recall", "start", "finish", "miss", "park", "open_counter", "close_counter"]
)
def test_a_counter_that_is_not_there_is_named(lobby, deed):
    with pytest.raises(NotOfferedError, match="no counter '9'; there are 1, 2, 3, 4, 5, 6"):
        getattr(lobby, deed)("9")


def test_a_missed_customer_comes_back_without_a_new_number(lobby, take):
    ticket = take("cash")
    lobby.call_next("1")
    lobby.recall("1")
    assert lobby.miss("1").state is MISSED
    assert lobby.call_next("1") is None
    back = lobby.bring_back(ticket.id)
    assert (back.state, back.label, back.counter) == (WAITING, "A001", None)
    assert lobby.call_next("3").calls == 3


def test_a_parked_ticket_keeps_its_place_when_it_comes_back(lobby, take, clock):
    first = take("cash")
    clock.advance(60)
    take("cash")
    lobby.call_next("1")
    lobby.start("1")
    lobby.park("1")
    lobby.bring_back(first.id)
    assert lobby.call_next("1").id == first.id


def test_one_who_leaves_is_called_no_more(lobby, take):
    lobby.cancel(take("cash").id)
    assert lobby.call_next("1") is None


@pytest.mark.parametrize("deed", ["bring_back", "cancel"])
def test_a_ticket_that_is_not_there_is_named(lobby, deed):
    with pytest.raises(UnknownTicketError, match="no ticket 4711"):
        getattr(lobby, deed)(4711)


def test_a_step_that_is_not_allowed_changes_nothing(lobby, take):
    ticket = take("cash")
    before = lobby.log_of(ticket.id)
    with pytest.raises(IllegalStepError, match="Ticket A001 is waiting; it can't be returned"):
        lobby.bring_back(ticket.id)
    assert lobby.log_of(ticket.id) == before
    assert lobby.find("A001") == ticket


def test_a_visit_of_several_steps_keeps_its_number_to_the_end(lobby, take, clock):
    ticket = take("cash", "wealth")
    assert [step.counters for step in ticket.steps] == [("1", "2", "3"), ("5",)]
    assert lobby.call_next("5") is None
    lobby.call_next("1")
    clock.advance(200)
    between = lobby.finish("1")
    assert (between.state, between.label, between.step, between.counter) == (WAITING, "A001", 1, None)
    assert lobby.call_next("1") is None
    assert lobby.call_next("5").label == "A001"
    assert lobby.finish("5").state is FINISHED
    assert kinds(lobby, ticket)[2:] == ["called", "step_done", "called", "finished"]


def test_between_two_steps_a_customer_counts_where_he_waits(lobby, take):
    take("cash", "wealth")
    lobby.call_next("1")
    lobby.finish("1")
    assert take("cash").promise.ahead == 0
    assert take("wealth").promise.ahead == 1


def test_a_single_service_teaches_how_long_it_takes(lobby, take, clock):
    for took_s in (200, 400):
        take("cash")
        lobby.call_next("1")
        clock.advance(took_s)
        lobby.finish("1")
    assert taught(lobby) == {"cash": (2, 600.0)}


@pytest.mark.parametrize("took_s", [0, 6 * 300 + 1])
def test_an_interrupted_service_teaches_nothing(lobby, take, clock, took_s):
    take("cash")
    lobby.call_next("1")
    clock.advance(took_s)
    lobby.finish("1")
    assert taught(lobby) == {}


def test_several_services_at_once_teach_nothing_of_any_one(lobby, take, clock):
    take("cash", "noncash")
    lobby.call_next("3")
    clock.advance(500)
    lobby.finish("3")
    assert taught(lobby) == {}


def test_what_was_taught_changes_what_the_next_are_told(lobby, take, clock):
    for counter in "236":
        lobby.close_counter(counter)
    for _ in range(20):
        take("cash")
        lobby.call_next("1")
        clock.advance(900)
        lobby.finish("1")
    take("cash")
    lobby.call_next("1")
    # Half the weight has the configured time of 300 s, half the taught one of 900 s.
    assert take("cash").promise.wait.p50_s == pytest.approx(600 * 0.7, rel=0.01)


def test_two_counters_that_press_at_once_never_get_the_same_ticket(
    lobby, take, branch, clock, tmp_path, address
):
    tickets = {take("cash").id for _ in range(12)}
    called = []

    def press(counter: str) -> None:
        store = open_store(tmp_path, address)
        own = Lobby(store, branch, clock)
        while ticket := own.call_next(counter):
            called.append(ticket.id)
            own.finish(counter)
        store.close()

    threads = [threading.Thread(target=press, args=(counter,)) for counter in ("1", "2", "3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(called) == sorted(tickets)


def test_a_closed_counter_is_no_hope_for_those_who_wait(lobby, take):
    take("corporate")
    lobby.close_counter("4")
    lobby.close_counter("6")
    assert take("corporate").promise.wait is None
    lobby.open_counter("4")
    assert take("corporate").promise.wait is not None


def test_a_vip_who_may_be_called_to_my_counter_is_counted_before_me(lobby, take, clock):
    take("cash", ticket_class="vip")
    clock.advance(600)
    take("wealth", ticket_class="vip")
    assert take("cash").promise.ahead == 1


def test_the_overview_tells_each_service_by_itself(lobby, take):
    for _ in range(4):
        take("cash")
    take("wealth")
    views = lobby.overview().services
    assert {name: view.waiting for name, view in views.items()} == {
        "cash": 4,
        "noncash": 0,
        "corporate": 0,
        "wealth": 1,
        "consult": 1,
    }
    assert views["corporate"].wait.p50_s == 0
    assert 0 < views["cash"].wait.p50_s < views["cash"].wait.p90_s


def test_the_overview_names_the_machines_that_say_they_work(lobby):
    lobby.report_device("terminal", "ok")
    lobby.report_device("cash-machine", "no_cash")
    assert lobby.overview().machines_up == {"terminal"}


def test_a_machine_is_offered_only_where_the_queue_makes_it_quicker_by_so_much(lobby, take):
    lobby.report_device("terminal", "ok")
    lobby.report_device("cash-machine", "no_cash")
    gain_s, machine = lobby.site.machine_gain_s, lobby.branch.machines[1]
    offered = []
    for _ in range(10):
        route = lobby.check(("noncash",))
        offered.append(route.machine is not None)
        assert offered[-1] == (route.wait.p50_s >= machine.service_s + gain_s)
        assert lobby.check(("noncash",), TicketClass.CARE).machine is None
        take("noncash")
        take("cash")
    assert (offered[0], offered[-1], offered) == (False, True, sorted(offered))
    assert lobby.check(("cash",)).machine is None
    lobby.report_device("terminal", "offline")
    assert lobby.check(("noncash",)).machine is None


def test_where_no_counter_can_say_when_a_machine_that_works_is_offered(lobby):
    lobby.report_device("terminal", "ok")
    for counter in lobby.branch.counters:
        lobby.close_counter(counter.id)
    route = lobby.check(("noncash",))
    assert (route.wait, route.machine.id) == (None, "terminal")


def test_a_device_reports_once_until_there_is_news(lobby, clock):
    for detail in ("", "", "Paper is low.", "Paper is low."):
        clock.advance(5)
        lobby.report_device("printer", "ok", detail)
    with lobby.site.store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM event WHERE kind = 'device_changed'") == (2,)
    printer = lobby.overview().printer
    assert (printer.state, printer.detail) == ("ok", "Paper is low.")


def test_before_the_printer_reported_nothing_is_said_of_it(lobby):
    assert lobby.overview().printer is None


def test_staff_hear_that_somebody_needs_help(lobby):
    lobby.ask_help("care")
    with lobby.site.store.read() as cursor:
        rows = cursor.all("SELECT kind, ticket_id, facts FROM event WHERE kind = ?", Kind.HELP_ASKED.value)
    assert rows == [("help_asked", None, '{"kind":"care"}')]


def test_a_number_that_was_not_given_today_is_told(lobby, take):
    take("cash")
    with pytest.raises(UnknownTicketError, match="Number A002 was not issued today"):
        lobby.find("A002")


def test_a_service_that_was_configured_away_does_not_stop_the_lobby(lobby, take, branch, clock):
    take("wealth", "consult")
    left = take("consult")
    fewer = tuple(service for service in branch.services if service.id != "consult")
    after = Lobby(lobby.site.store, replace(branch, services=fewer), clock)
    assert after.issue(IssueRequest(("wealth",), "x")).promise.wait is not None
    assert after.overview().services["wealth"].waiting == 3
    for _ in range(3):
        after.call_next("5")
        clock.advance(60)
        after.finish("5")
    assert lobby.find(left.label).state is FINISHED


def test_the_second_service_of_a_visit_may_open_later_than_the_first(lobby, take, clock):
    clock.set("2026-11-25T13:10:00")
    ticket = take("cash", "corporate")
    assert [step.services for step in ticket.steps] == [("cash",), ("corporate",)]
    assert ticket.promise.wait.p50_s == 0
    assert take("corporate").promise.wait.p50_s == 20 * 60
