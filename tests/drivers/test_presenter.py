"""What is told of a ticket between the cutter and the customer's hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.profile import Evidence, Overdue
from drivers.outcome import Outcome
from drivers.virtual.presenter import Deed, VirtualPresenter
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import CUT, QUICK, Bench, quick, ticket

HOLD_S = 0.3
SHORT = replace(QUICK, poll=0.01, present=0.3)


@pytest.fixture
def kiosk(bench) -> Callable[..., Bench]:
    """A kiosk printer whose tickets nobody takes."""

    def make(on_timeout: Overdue = Overdue.RETRACT) -> Bench:
        profile = quick("custom-80")
        held = replace(profile.presenter, hold_s=HOLD_S, on_timeout=on_timeout)
        on = bench(profile=replace(profile, presenter=held), timings=SHORT)
        on.hands.leave_tickets()
        on.await_ready()
        return on

    return make


def printed(on: Bench, meanwhile: Callable[[list[Outcome]], None] = lambda _: None) -> list[Outcome]:
    """What is noted on the way, and the end of it; `meanwhile` is told what is noted by then."""
    noted: list[Outcome] = []
    end = on.thermal.print(ticket("A001"), CUT, 1, meanwhile=lambda: meanwhile(noted), note=noted.append)
    return [*noted, end]


def states(outcomes: list[Outcome]) -> list[PrintState]:
    return [each.state for each in outcomes]


def test_a_ticket_that_jams_on_its_way_to_the_mouth_is_not_told_to_be_taken(kiosk):
    on = kiosk()
    on.hands.jam_presenter()
    outcomes = printed(on)
    assert states(outcomes) == [PrintState.UNKNOWN]
    assert "has not seen it" in outcomes[0].detail
    on.await_state(PrinterState.OFFLINE)
    on.hands.free_presenter()
    on.await_ready()
    assert states(printed(on))[0] is PrintState.PRESENTED


def test_what_is_printed_and_not_cut_yet_is_not_told_to_be_taken_out_of_a_kiosk_printer(kiosk):
    """Whoever restarts the program now finds a ticket of which nobody knows what became."""
    on = kiosk()
    on.hands.jam_cutter()
    outcomes = printed(on)
    assert PrintState.PRINTED not in states(outcomes)
    assert states(outcomes)[-1] is PrintState.PARTIAL
    assert "printed and not cut" in outcomes[-1].detail


def test_of_a_printer_that_goes_while_it_holds_a_ticket_out_nobody_says_that_it_was_taken(kiosk):
    on = kiosk()
    outcomes = printed(on, lambda noted: on.hands.unplug() if noted else None)
    assert states(outcomes) == [PrintState.PRESENTED, PrintState.PRESENTED]
    assert "nobody knows whether it was taken" in outcomes[-1].detail


def test_a_ticket_that_is_stuck_in_the_mouth_is_told_to_stand_there_still(kiosk):
    on = kiosk()
    mouth = on.virtual.mechanism.mouth
    mouth.obey = lambda deed: deed == Deed.RETRACT or VirtualPresenter.obey(mouth, deed)
    outcomes = printed(on)
    assert states(outcomes)[-1] is PrintState.PRESENTED
    assert "it still stands in the mouth" in outcomes[-1].detail
    assert on.thermal.holds_out


def test_a_mouth_tells_who_has_a_ticket_also_where_nothing_else_does(bench):
    profile = replace(quick("custom-80"), completion=Evidence.TIMER)
    on = bench(profile=profile, timings=SHORT)
    on.virtual.taken_s = 0.05
    on.await_ready()
    outcomes = printed(on)
    assert states(outcomes) == [PrintState.PRESENTED, PrintState.TAKEN]
    assert "time that line and paper take" in outcomes[-1].detail


def test_a_ticket_that_stood_in_the_mouth_at_a_restart_is_not_taken_for_the_next_one(kiosk):
    on = kiosk(Overdue.EJECT)
    on.hands._sense(lambda sensors: replace(sensors, in_mouth=True))
    outcomes = printed(on)
    assert "thrown out" in outcomes[-1].detail
    assert on.papers(1) == [b"A001" + b"please wait" * 30]
