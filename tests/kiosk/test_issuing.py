"""From a touch to a durable number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from config.schema import TicketClass
from kiosk.audit import disagreements
from kiosk.errors import ClosedError, LobbyError, NotOfferedError
from kiosk.event import Kind
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.print_job import PrintState
from kiosk.store import open_store
from kiosk.ticket import TicketState, WaitRange
from tests.at_once import at_once


def test_the_first_cash_ticket_of_the_day_is_a001(take):
    assert take("cash").label == "A001"


def test_each_service_counts_by_itself(take):
    assert [take(service).label for service in ("cash", "noncash", "cash", "wealth")] == [
        "A001",
        "B001",
        "A002",
        "D001",
    ]


def test_a_vip_ticket_has_its_own_letter_and_a_care_ticket_does_not(take):
    assert take("cash", ticket_class="vip").label == "V001"
    assert take("cash", ticket_class="care").label == "A001"


def test_after_999_the_number_grows_a_digit(take, store):
    first = take("cash")
    with store.write() as cursor:
        cursor.run("UPDATE series SET last = 999 WHERE day = ? AND prefix = 'A'", first.day.isoformat())
    assert take("cash").label == "A1000"


def test_the_same_request_gives_the_same_ticket(take):
    assert take("cash", request_id="one touch") == take("cash", request_id="one touch")


def test_the_same_request_gives_the_same_ticket_across_midnight(take, clock):
    clock.set("2026-11-25T16:59:00")
    before = take("cash", request_id="one touch")
    clock.set("2026-11-26T08:45:00")
    take("cash")
    assert take("cash", request_id="one touch").id == before.id


def test_the_same_request_from_20_threads_is_one_ticket(branch, clock, tmp_path, address):
    given = []

    def touch() -> None:
        store = open_store(tmp_path, address)
        given.append(Lobby(store, branch, clock).issue(IssueRequest(("cash",), "one touch")))
        store.close()

    assert at_once(20, touch) == []
    assert len(given) == 20
    assert len({(ticket.id, ticket.label) for ticket in given}) == 1


def test_what_is_issued_is_what_is_kept(take, lobby):
    ticket = take("cash", "noncash", ticket_class="care", language="en")
    assert lobby.find(ticket.label) == ticket
    assert disagreements(lobby.site.store) == []


def test_a_ticket_owes_one_print_job_and_one_event_each(take, lobby):
    ticket = take("cash")
    assert lobby.print_state(ticket.id) is PrintState.QUEUED
    assert [event.kind for event in lobby.log_of(ticket.id)] == [Kind.ISSUED, Kind.PRINT_QUEUED]


def test_a_first_customer_is_told_that_nobody_waits(take):
    promise = take("cash").promise
    assert promise.ahead == 0
    assert promise.wait == WaitRange(0, 0)


def test_a_look_before_the_touch_counts_those_who_came_though_the_clock_was_set_back(take, lobby, clock):
    for _ in range(6):
        take("cash")
    there = lobby.check(("cash",)).wait
    assert there is not None
    clock.advance(-60)
    assert lobby.check(("cash",)).wait == there == take("cash").promise.wait


def test_what_a_pick_shows_before_the_doors_open_is_what_its_ticket_says(lobby, take, clock):
    clock.set("2026-11-25 08:45")
    shown = lobby.check(("cash",)).wait
    assert shown == take("cash").promise.wait
    assert shown.p50_s == 900


def test_people_ahead_are_those_who_compete_for_my_counters(take, lobby):
    for _ in range(5):
        take("cash")
    take("wealth")
    ticket = take("cash")
    assert ticket.promise.ahead == 5
    assert ticket.promise.wait is not None
    assert 0 < ticket.promise.wait.p50_s < ticket.promise.wait.p90_s


def test_a_care_ticket_is_behind_care_only(take):
    for _ in range(5):
        take("cash")
    take("cash", ticket_class="care")
    assert take("cash", ticket_class="care").promise.ahead == 1


def test_with_every_counter_closed_no_wait_is_invented(take, lobby):
    for counter in lobby.branch.counters:
        lobby.close_counter(counter.id)
    assert take("cash").promise.wait is None


def test_before_opening_the_wait_counts_from_the_opening(take, clock):
    clock.set("2026-11-25T08:40:00")
    wait = take("cash").promise.wait
    assert wait is not None
    assert wait.p50_s == 20 * 60


def test_after_hours_no_ticket_is_given_and_the_next_opening_is_named(take, clock):
    clock.set("2026-11-25T20:00:00")
    with pytest.raises(ClosedError, match="2026-11-26 09:00") as refused:
        take("cash")
    assert refused.value.hours.opens_at is not None


def test_a_ticket_taken_in_the_last_minute_is_given(take, clock):
    clock.set("2026-11-25T16:59:30")
    assert take("cash").state is TicketState.WAITING


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (IssueRequest((), "x"), "1 to 4 services; 0"),
        (IssueRequest(("gold",), "x"), "'gold' is not offered"),
        (IssueRequest(("cash", "noncash", "corporate", "wealth", "consult"), "x"), "5 were asked"),
        (IssueRequest(("cash",), ""), "1 to 100 characters"),
        (IssueRequest(("cash",), "x" * 101), "1 to 100 characters"),
        (IssueRequest(("cash",), "x", TicketClass.ORDINARY, "fr"), "'fr' is not spoken"),
    ],
)
def test_a_wrong_request_is_told_and_changes_nothing(lobby, store, request_, words):
    with pytest.raises(LobbyError, match=words):
        lobby.issue(request_)
    with store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM event") == (0,)


def test_a_service_no_counter_does_for_a_class_is_refused_with_its_name(lobby, branch, store, clock):
    only_cash = replace(branch, counters=(branch.counter("1"),))
    with pytest.raises(NotOfferedError, match="No counter of this branch does 'wealth'"):
        Lobby(store, only_cash, clock).issue(IssueRequest(("wealth",), "x"))


def test_the_number_is_there_after_the_process_is_gone(branch, clock, tmp_path: Path, address):
    first = open_store(tmp_path, address)
    ticket = Lobby(first, branch, clock).issue(IssueRequest(("cash",), "x"))
    again = open_store(tmp_path, address)
    assert Lobby(again, branch, clock).find(ticket.label) == ticket
    first.close()
    again.close()
