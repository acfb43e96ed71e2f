"""The lobby played forward: as theory has it, the same for the same seed, and within its time."""

from __future__ import annotations

import pytest

from config.schema import Counter, Rules, TicketClass
from kiosk.advice.forward import Busy, Coming, Floor, Station, foreseen, longest
from kiosk.advice.kinds import Kind
from kiosk.calling import Waiting

ORDINARY, CARE, VIP, _ = TicketClass
NOW = 1_764_000_000.0
CASH, LOAN = Kind(("cash",), ORDINARY), Kind(("loan",), ORDINARY)


def counter(name, *services):
    return Counter(id=name, name={}, zone="", services=services or ("cash",))


def queue(people, kind=CASH):
    return tuple(
        Waiting(number, kind.ticket_class, kind.services, NOW + 600 + number, NOW - 600 + number)
        for number in range(1, people + 1)
    )


def floor(people=0, counters=1, **how):
    facts = {
        "now": NOW,
        "waiting": queue(people),
        "stations": tuple(Station(counter(str(number))) for number in range(counters)),
        "coming": (Coming(CASH, 0.0),),
        "rules": Rules(),
        "means": {"cash": 300.0, "loan": 600.0},
        "targets": {ORDINARY: 1200.0, CARE: 300.0, VIP: 480.0},
    }
    return Floor(**{**facts, **how})


def waits(of, ahead_s=0.0, runs=4):
    return foreseen(of, ahead_s, runs, 1, lambda: True)


def test_with_even_services_the_wait_is_the_work_before_me_over_the_counters():
    assert waits(floor(4)) == {CASH: pytest.approx(1200.0)}
    assert waits(floor(4, counters=2)) == {CASH: pytest.approx(600.0)}


def test_who_comes_later_waits_what_is_left_of_it():
    assert waits(floor(4), ahead_s=300.0)[CASH] == pytest.approx(900.0)


def test_a_counter_that_opens_later_helps_from_then_on():
    late = floor(6, stations=(Station(counter("1")), Station(counter("2"), opens_s=300.0)))
    assert waits(late)[CASH] == pytest.approx(900.0)


def test_what_is_left_of_a_service_counts():
    busy = floor(1, stations=(Station(counter("1"), Busy(100.0, 300.0)),))
    assert waits(busy)[CASH] == pytest.approx(500.0)


def test_care_goes_before_those_who_came_first():
    care = Kind(("cash",), CARE)
    found = waits(floor(4, coming=(Coming(CASH, 0.0), Coming(care, 0.0))))
    # Only behind the one who is called at that very moment.
    assert found[care] == pytest.approx(300.0)
    assert (longest(found, ORDINARY), longest(found, CARE)) == (pytest.approx(1200.0), found[care])


def test_nobody_foresees_a_wait_for_what_no_counter_does():
    assert waits(floor(2, coming=(Coming(CASH, 0.0), Coming(LOAN, 0.0)))).keys() == {CASH}


def test_the_same_seed_foresees_the_same_and_more_arrivals_a_longer_wait():
    calm = floor(3, ratios=(0.2, 0.6, 1.0, 2.2), coming=(Coming(CASH, 1 / 600),))
    rush = floor(3, ratios=(0.2, 0.6, 1.0, 2.2), coming=(Coming(CASH, 1 / 100),))
    assert waits(calm, 600.0, 30) == waits(calm, 600.0, 30)
    assert waits(rush, 600.0, 30)[CASH] > waits(calm, 600.0, 30)[CASH] + 300


def test_one_run_is_made_even_when_there_is_no_time():
    asked = []
    foreseen(floor(2), 0.0, 50, 1, lambda: bool(asked.append(1)))
    assert len(asked) == 1
