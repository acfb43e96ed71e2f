"""How soon trouble of the printer is known, and how."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.timings import Timings
from drivers.virtual.faults import FaultKind
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import QUICK, Bench, eventually, quick

S = PrinterState


def test_trouble_is_known_before_anybody_prints_and_so_is_its_end(bench):
    on = bench()
    on.await_ready()
    on.hands.paper_out()
    on.await_state(S.PAPER_OUT)
    on.hands.refill()
    on.await_state(S.OK)
    on.hands.open_cover()
    on.await_state(S.COVER_OPEN)
    on.hands.close_cover()
    on.await_state(S.OK)
    on.hands.unplug()
    on.await_state(S.ABSENT)
    on.hands.replug()
    on.await_state(S.OK)
    assert [health.state for health in on.told] == [
        S.OK, S.PAPER_OUT, S.OK, S.COVER_OPEN, S.OK, S.ABSENT, S.OK,
    ]  # fmt: skip


def test_silence_is_known_within_two_seconds(bench):
    on = bench(timings=Timings())
    on.await_ready()
    before_s = time.monotonic()
    on.hands.silence()
    on.await_state(S.SILENT)
    assert time.monotonic() - before_s < 2.0


@pytest.mark.parametrize("asb", [0x0F, 0])
@pytest.mark.parametrize(
    ("deed", "state"),
    [
        ("paper_out", S.PAPER_OUT),
        ("near_end", S.NEAR_END),
        ("open_cover", S.COVER_OPEN),
        ("jam_presenter", S.OFFLINE),
        ("unplug", S.ABSENT),
    ],
)
def test_trouble_is_known_within_two_seconds_told_or_asked_for(bench, asb, deed, state):
    on = bench(profile=replace(quick(), asb=asb), timings=Timings())
    on.await_ready()
    before_s = time.monotonic()
    if deed == "jam_presenter":
        on.hands._sense(lambda sensors: replace(sensors, presenter_jammed=True))
    else:
        getattr(on.hands, deed)()
    on.await_state(state)
    assert time.monotonic() - before_s < 2.0


def test_a_printer_whose_power_was_away_for_a_moment_tells_of_changes_again(bench):
    on = bench(timings=replace(QUICK, silent=60.0, rearm=0.05))
    on.await_ready()
    on.hands.cut_power()
    on.hands.restore_power()
    eventually(lambda: on.virtual.mechanism._automatic)
    on.hands.near_end()
    on.await_state(S.NEAR_END)


def test_a_printer_without_word_of_its_own_is_never_told_to_give_one(bench):
    on = bench(profile=replace(quick(), asb=0), timings=replace(QUICK, rearm=0.01))
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT
    assert not on.virtual.mechanism._automatic


def test_changes_are_told_by_the_printer_itself_also_after_a_new_start_of_it(bench):
    on = bench(timings=replace(QUICK, beat=60.0))
    on.await_ready()
    on.hands.unplug()
    on.await_state(S.ABSENT)
    on.hands.cut_power()
    on.hands.restore_power()
    on.hands.replug()
    on.await_watched()
    on.hands.near_end()
    on.await_state(S.NEAR_END)


@pytest.mark.parametrize(
    ("trouble", "end"), [(FaultKind.PAPER_OUT, "refill"), (FaultKind.COVER_OPEN, "close_cover")]
)
def test_a_ticket_that_went_on_after_trouble_is_not_told_as_whole(bench, trouble, end):
    on = bench()
    on.await_watched()
    on.hands.break_after(100, trouble)
    hear = on.thermal._hearing.take

    def end_it_before_anybody_is_told(data: bytes) -> None:
        hear(data)
        if on.thermal._hearing.trouble:
            getattr(on.hands, end)()

    on.thermal._hearing.take = end_it_before_anybody_is_told
    outcome = on.print("A001")
    assert outcome.state is PrintState.PARTIAL
    assert outcome.torn
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT


def test_a_piece_on_a_new_roll_that_was_put_in_too_soon_is_cut_off_before_the_next_ticket(bench):
    on = bench(baud=9_600, link_baud=9_600)
    on.await_watched()
    on.hands.break_after(100, FaultKind.PAPER_OUT)
    insist = on.thermal._line.insist

    def refilled_before_it_is_cleared(command: bytes) -> bool:
        on.hands.refill()
        on.virtual.order(lambda: on.virtual.mechanism.receive(b"a piece\n"))
        return insist(command)

    on.thermal._line.insist = refilled_before_it_is_cleared
    assert on.print("A001").state is PrintState.PARTIAL
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(2)[-1] == b"A002" + b"please wait" * 30


SWAP_S = 5.0
"""Somebody in a hurry needs so long to put in a new roll."""


def swapped_unseen(on: Bench) -> Callable[[], bool]:
    """What it says while it has no paper is lost, and somebody puts in a roll; whether it came so."""
    hearing, late_s = on.thermal._hearing, [0.0]
    hear, clock = hearing.take, hearing._clock

    def lost_while_out(data: bytes) -> None:
        if on.virtual.mechanism.sensors.out:
            late_s[0] += SWAP_S
            on.hands.refill()
            return
        hear(data)

    hearing.take, hearing._clock = lost_while_out, lambda: clock() + late_s[0]
    return lambda: late_s[0] > 0


def test_nobody_vouches_for_a_ticket_during_which_a_roll_may_have_been_changed(bench):
    """The counter of cuts goes up by one all the same: the ticket is in two pieces."""
    on = bench(profile=quick("custom-80"), timings=replace(QUICK, exchange=4.0))
    on.virtual.taken_s = 0.05
    on.await_ready()
    on.hands.break_after(100, FaultKind.PAPER_OUT)
    came = swapped_unseen(on)
    outcome = on.print("A001")
    assert came()
    assert outcome.state is PrintState.UNKNOWN, outcome
    assert "it does not tell by itself" in outcome.detail
    on.await_ready()
    assert on.print("A002").state is PrintState.TAKEN


def test_a_printer_that_tells_of_a_changed_roll_by_itself_need_not_be_asked_all_the_time(bench):
    on = bench(timings=replace(QUICK, exchange=4.0))
    on.await_watched()
    hearing, clock = on.thermal._hearing, on.thermal._hearing._clock
    hearing._clock = lambda: clock() + SWAP_S
    assert on.print("A001").state is PrintState.CUT
