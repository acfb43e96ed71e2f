"""Which way a customer goes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from config.schema import TicketClass
from kiosk.routing import Floor, NoRouteError, route

BRANCH = load(SAMPLE)
SERVICES = [service.id for service in BRANCH.services]
COUNTERS = [counter.id for counter in BRANCH.counters]
MACHINES = frozenset(machine.id for machine in BRANCH.machines)
ORDINARY, CARE, VIP, APPOINTMENT = TicketClass


def way(services: str, ticket_class: TicketClass = ORDINARY, closed: str = "") -> list[str]:
    """The steps of a visit in short: "cash noncash @cash 3"."""
    found = route(BRANCH, tuple(services.split()), ticket_class, Floor(frozenset(closed.split())))
    return [f"{' '.join(step.services)} @{step.zone} {' '.join(step.counters)}" for step in found.steps]


@pytest.mark.parametrize(
    ("services", "steps"),
    [
        ("cash", ["cash @cash 1 2 3"]),
        ("noncash", ["noncash @noncash 4"]),
        ("corporate", ["corporate @noncash 4"]),
        ("consult", ["consult @guidance 5"]),
    ],
)
def test_a_service_leads_to_its_zone_and_to_every_counter_there_that_can(services, steps):
    assert way(services) == steps


@pytest.mark.parametrize(
    ("services", "steps"),
    [
        ("cash noncash", ["cash noncash @cash 3"]),
        ("noncash cash", ["noncash cash @cash 3"]),
        ("noncash corporate", ["noncash corporate @noncash 4"]),
        ("wealth consult", ["wealth consult @guidance 5"]),
    ],
)
def test_one_counter_that_can_do_all_does_all(services, steps):
    assert way(services) == steps


@pytest.mark.parametrize(
    ("services", "steps"),
    [
        ("cash wealth", ["cash @cash 1 2 3", "wealth @guidance 5"]),
        ("wealth cash", ["wealth @guidance 5", "cash @cash 1 2 3"]),
        ("cash wealth noncash", ["cash noncash @cash 3", "wealth @guidance 5"]),
        ("wealth cash consult", ["wealth consult @guidance 5", "cash @cash 1 2 3"]),
        ("cash corporate noncash", ["cash noncash @cash 3", "corporate @noncash 4"]),
    ],
)
def test_otherwise_the_visit_is_an_itinerary_that_begins_with_the_first_pick(services, steps):
    assert way(services) == steps


def test_a_vip_customer_is_sent_to_the_vip_counter_alone():
    assert way("cash", VIP) == ["cash @vip 6"]


def test_the_vip_counter_does_a_whole_visit():
    assert way("cash wealth corporate", VIP) == ["cash wealth corporate @vip 6"]


def test_with_the_vip_counter_closed_a_vip_customer_goes_where_everybody_goes():
    assert way("cash", VIP, closed="6") == ["cash @cash 1 2 3"]


def test_the_vip_counter_helps_with_care_and_appointments_without_drawing_them_away():
    assert way("cash", CARE) == ["cash @cash 1 2 3"]
    assert way("wealth", APPOINTMENT) == ["wealth @guidance 5"]


def test_nobody_is_sent_to_a_closed_counter_while_another_can():
    assert way("cash", closed="1 3") == ["cash @cash 2"]


def test_with_every_counter_closed_the_way_leads_to_those_that_will_open():
    assert way("cash", closed="1 2 3") == ["cash @cash 1 2 3"]
    assert way("cash noncash", closed=" ".join(COUNTERS)) == ["cash noncash @cash 3"]


def test_two_open_counters_are_better_than_a_closed_one_that_can_do_all():
    assert way("cash noncash", closed="3") == ["cash @cash 1 2", "noncash @noncash 4"]


def test_where_all_of_the_counters_stand_elsewhere_the_zone_is_theirs():
    moved = replace(BRANCH, counters=(replace(BRANCH.counter("4"), zone="guidance"),))
    assert route(moved, ("corporate",), ORDINARY, Floor()).steps[0].zone == "guidance"


def test_a_service_that_no_counter_does_for_the_class_is_named():
    only_cash = replace(BRANCH, counters=(BRANCH.counter("1"),))
    with pytest.raises(NoRouteError, match="does 'wealth' for ordinary"):
        route(only_cash, ("cash", "wealth"), ORDINARY, Floor())


@pytest.mark.parametrize(
    ("services", "ticket_class", "up", "machine"),
    [
        ("cash", ORDINARY, MACHINES, "cash-machine"),
        ("noncash", VIP, MACHINES, "terminal"),
        ("cash", ORDINARY, {"terminal"}, None),
        ("cash", ORDINARY, frozenset(), None),
        ("wealth", ORDINARY, MACHINES, None),
        ("cash noncash", ORDINARY, MACHINES, None),
        ("cash", CARE, MACHINES, None),
    ],
)
def test_a_machine_is_offered_while_it_works_and_can_do_all_and_never_to_care(
    services, ticket_class, up, machine
):
    found = route(BRANCH, tuple(services.split()), ticket_class, Floor(frozenset(), up)).machine
    assert (found.id if found else None) == machine


def test_a_machine_never_takes_the_counter_away():
    offered = route(BRANCH, ("cash",), ORDINARY, Floor(frozenset(), MACHINES))
    assert offered.machine is not None
    assert offered.steps == route(BRANCH, ("cash",), ORDINARY, Floor()).steps


picks = st.lists(st.sampled_from(SERVICES), min_size=1, max_size=4, unique=True).map(tuple)
closings = st.frozensets(st.sampled_from(COUNTERS))


@given(picks, st.sampled_from(TicketClass), closings)
def test_every_pick_is_done_once_by_counters_that_can(services, ticket_class, closed):
    steps = route(BRANCH, services, ticket_class, Floor(closed)).steps
    assert sorted(service for step in steps for service in step.services) == sorted(services)
    assert steps[0].services[0] == services[0]
    for step in steps:
        able = [BRANCH.counter(counter) for counter in step.counters]
        assert able
        assert all(set(step.services) <= set(counter.services) for counter in able)
        assert all(ticket_class in counter.classes for counter in able)


@given(picks, st.sampled_from(TicketClass), closings)
def test_nobody_waits_for_a_closed_counter_while_an_open_one_can_do_the_service(
    services, ticket_class, closed
):
    for step in route(BRANCH, services, ticket_class, Floor(closed)).steps:
        if closed & set(step.counters):
            alone = [
                route(BRANCH, (service,), ticket_class, Floor(closed)).steps[0] for service in step.services
            ]
            assert all(closed & set(single.counters) for single in alone)
