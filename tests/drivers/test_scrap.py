"""A piece of an earlier ticket is cut off before the next one, whatever happens to the order to cut it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import Evidence
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from drivers.timings import Timings
from drivers.virtual.faults import FaultKind
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.print_job import PrintState
from tests.drivers.benches import QUICK, Bench, eventually, quick, words

F = FaultKind
PIECE = b"a piece"
PATIENT = replace(QUICK, answer=1.0, probe=1.0, stall=2.0, margin=2.0)
"""A busy box may take its time: whether the ticket is believed is not in question here."""
GREETED = {"generic-80": 23, "xprinter-80": 15, "custom-80": 11, "generic-58": 15}
"""Bytes of a greeting: its question, the order to forget, and, where it knows it, the one to tell."""


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def with_a_piece(
    stack: ExitStack, folder: Path, profile_id: str, timings: Timings = PATIENT, **is_: object
) -> Bench:
    """A printer in which a process that was killed has left a piece, and a driver that has not begun."""
    profile = quick(profile_id)
    printer = replace(profile, **is_)
    virtual = VirtualPrinter(folder / "port", Tray(folder / "tray", words), printer, outage_s=0.15)
    virtual.taken_s = 0.02
    stack.enter_context(virtual)
    virtual.order(lambda: virtual.mechanism.receive(PIECE + b"\n"))
    thermal = ThermalPrinter(SerialLink(str(folder / "port")), profile, lambda _: None, timings)
    return Bench(virtual, thermal, folder / "tray")


def begin(stack: ExitStack, on: Bench) -> None:
    on.thermal.start(scrap=True)
    stack.callback(on.thermal.stop)


def goes_out_alone(on: Bench) -> None:
    """The next ticket has a sheet of its own."""
    on.await_ready()
    outcome = on.print("A002")
    assert outcome.state in {PrintState.CUT, PrintState.TAKEN}, outcome
    assert on.papers(2) == [PIECE, b"A002" + b"please wait" * 30]


@pytest.mark.parametrize("profile_id", GREETED)
def test_what_a_killed_process_left_is_cut_off(stack, tmp_path, profile_id):
    on = with_a_piece(stack, tmp_path, profile_id)
    begin(stack, on)
    goes_out_alone(on)


@pytest.mark.parametrize("profile_id", GREETED)
@pytest.mark.parametrize("kind", [F.UNPLUG, F.POWER_CUT])
@pytest.mark.parametrize("after", [-10, -1, 1, 3])
def test_an_order_to_cut_that_is_lost_is_given_again(stack, tmp_path, profile_id, kind, after):
    """Amid the greeting, or amid the order to cut: a printer that is plugged in again answers as before."""
    on = with_a_piece(stack, tmp_path, profile_id)
    on.hands.break_after(GREETED[profile_id] + after, kind)
    begin(stack, on)
    wire, inside = on.virtual._wire, on.virtual.mechanism
    if kind is F.UNPLUG:
        eventually(lambda: not wire.plugged)
        on.hands.replug()
    else:
        eventually(lambda: inside.mouth.starts > 1)
    goes_out_alone(on)


def test_an_order_to_cut_that_is_taken_back_unread_is_given_again(stack, tmp_path):
    """A printer that is busy for long seems silent, and what waits for it is taken back."""
    on = with_a_piece(stack, tmp_path, "generic-80")
    ask = on.thermal._line.ask
    lost = []

    def lose_the_first(question: bytes) -> bool:
        if question.startswith(b"\x1dV") and not lost:
            lost.append(question)
            return True
        return ask(question)

    on.thermal._line.ask = lose_the_first
    begin(stack, on)
    goes_out_alone(on)
    assert lost


def test_a_printer_that_never_tells_of_a_cut_is_not_made_to_feed_paper_for_ever(stack, tmp_path):
    """Its profile promises an answer that it does not know."""
    hasty = replace(QUICK, probe=0.05)
    on = with_a_piece(stack, tmp_path, "generic-80", hasty, completion=Evidence.TIMER)
    begin(stack, on)
    on.await_ready()
    assert on.virtual.mechanism.mouth.cuts == 3
    assert on.papers(1) == [PIECE]
