"""What is believed of tickets on each kind of printer, and where another answers in its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers.virtual.faults import FaultKind
from kiosk.print_job import PrintState
from tests.drivers.benches import CUT, QUICK, quick, ticket

WHOLE = b"please wait" * 30


def test_a_printer_in_whose_place_another_answers_is_not_believed(bench):
    on = bench("lying-id", timings=replace(QUICK, margin=0.05))
    on.await_ready()
    outcome = on.print("A001")
    assert outcome.state is PrintState.ASSUMED
    assert "in the printer's place" in outcome.detail


def test_a_lie_about_a_ticket_whose_paper_ended_is_not_told_to_the_customer(bench):
    on = bench("lying-id", timings=replace(QUICK, margin=0.05))
    on.await_ready()
    on.hands.break_after(100, FaultKind.PAPER_OUT)
    outcome = on.print("A001")
    assert outcome.state is PrintState.PARTIAL
    assert outcome.torn


@pytest.mark.parametrize("profile_id", ["custom-80", "generic-58", "generic-80", "latin-80", "xprinter-80"])
def test_every_shipped_kind_of_printer_proves_its_ticket(bench, profile_id):
    profile = quick(profile_id)
    on = bench(profile=replace(profile, presenter=replace(profile.presenter, hold_s=5)))
    on.await_ready()
    on.virtual.taken_s = 0.05
    told = on.print("A001")
    assert told.state is (PrintState.TAKEN if profile.presenter.has else PrintState.CUT)
    assert "This rests on" in told.detail
    assert on.papers(1) == [b"A001" + WHOLE]


def test_a_ticket_that_nobody_takes_is_swallowed_and_that_is_told(bench):
    profile = quick("custom-80")
    on = bench("not-taken", profile=replace(profile, presenter=replace(profile.presenter, hold_s=0.1)))
    on.await_ready()
    noted = []
    told = on.thermal.print(ticket("A001"), CUT, 1, note=noted.append)
    assert [each.state for each in noted] == [PrintState.PRESENTED]
    assert told.state is PrintState.PRESENTED
    assert "taken back in" in told.detail
    assert on.virtual.mechanism.mouth.retracted == 1
