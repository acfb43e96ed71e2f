"""Tickets on printers that prove them in their own way: by counters, a mouth, or a count of jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import Claim, Claims, Evidence, Overdue, PrinterProfile, load_profile
from drivers.outcome import Outcome
from drivers.serial_link import SerialLink
from drivers.thermal import ThermalPrinter
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import CUT, QUICK, eventually, running, ticket
from tests.drivers.kiosk_printer import OddPrinter

RETRACT, EJECT = b"\x1de\x02", b"\x1de\x05"
SHORT = replace(QUICK, poll=0.01, present=0.3)


def custom(on_timeout: Overdue = Overdue.RETRACT) -> PrinterProfile:
    profile = load_profile("custom-80")
    return replace(
        profile, speed_mm_s=10_000, presenter=replace(profile.presenter, hold_s=0.2, on_timeout=on_timeout)
    )


def star() -> PrinterProfile:
    claims = Claims(completion=Claim.PROBED)
    return replace(
        load_profile("generic-80"), speed_mm_s=10_000, completion=Evidence.STAR_ETB, asb=0, claims=claims
    )


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Callable[[PrinterProfile], tuple[OddPrinter, ThermalPrinter]]]:
    with ExitStack() as stack:

        def make(profile: PrinterProfile) -> tuple[OddPrinter, ThermalPrinter]:
            printer = stack.enter_context(OddPrinter(tmp_path / "port"))
            link = SerialLink(str(tmp_path / "port"))
            thermal = stack.enter_context(running(ThermalPrinter(link, profile, lambda _: None, SHORT)))
            eventually(lambda: thermal.ready)
            return printer, thermal

        yield make


def printed(thermal: ThermalPrinter, noted: list[Outcome] | None = None) -> Outcome:
    note = (noted if noted is not None else []).append
    return thermal.print(ticket("A001"), CUT, 1, note=note)


def test_a_ticket_that_is_taken_from_the_mouth_is_known_to_be(at):
    printer, thermal = at(custom())
    noted: list[Outcome] = []

    def taken_once_that_is_noted() -> None:
        printer.in_mouth = not noted

    told = thermal.print(ticket("A001"), CUT, 1, meanwhile=taken_once_that_is_noted, note=noted.append)
    assert [each.state for each in noted] == [PrintState.PRESENTED]
    assert told.state is PrintState.TAKEN
    assert "counter of cuts" in told.detail
    assert "as the maker documents it" in told.detail
    assert printer.said(RETRACT) == 0


@pytest.mark.parametrize(
    ("on_timeout", "told", "command"),
    [(Overdue.RETRACT, "taken back in", RETRACT), (Overdue.EJECT, "thrown out", EJECT)],
)
def test_a_ticket_that_nobody_takes_does_not_stay_in_the_mouth(at, on_timeout, told, command):
    printer, thermal = at(custom(on_timeout))
    outcome = printed(thermal)
    assert outcome.state is PrintState.PRESENTED
    assert told in outcome.detail
    assert printer.said(command) == 1
    assert not printer.in_mouth


def test_a_ticket_that_the_printer_takes_back_by_itself_is_not_taken(at):
    printer, thermal = at(custom())
    noted: list[Outcome] = []

    def taken_back_once_that_is_noted() -> None:
        if noted and printer.in_mouth:
            printer.retracted += 1
            printer.in_mouth = False

    outcome = thermal.print(
        ticket("A001"), CUT, 1, meanwhile=taken_back_once_that_is_noted, note=noted.append
    )
    assert outcome.state is PrintState.PRESENTED
    assert "by itself" in outcome.detail


def test_a_cut_that_was_not_counted_is_not_believed(at):
    printer, thermal = at(custom())
    printer.counts_cuts = False
    outcome = printed(thermal)
    assert outcome.state is PrintState.UNKNOWN
    assert "nobody knows whether it was cut" in outcome.detail


def test_a_mouth_whose_sensor_sees_nothing_leaves_the_ticket_cut(at):
    printer, thermal = at(custom())
    printer.sees_the_mouth = False
    outcome = printed(thermal)
    assert outcome.state is PrintState.CUT
    assert "has not seen it" in outcome.detail


def test_what_still_stands_in_the_mouth_is_taken_away_before_the_next_ticket(at):
    printer, thermal = at(custom())
    printer.in_mouth = True
    eventually(lambda: thermal.holds_out)
    printed(thermal)
    assert printer.heard.index(RETRACT) < printer.heard.index(CUT)


def test_paper_that_ends_under_a_kiosk_printer_is_told(at):
    printer, thermal = at(custom())
    printer.paper_out = True
    eventually(lambda: thermal.health.state is PrinterState.PAPER_OUT)
    assert printed(thermal).state is PrintState.FAILED


def test_the_count_of_jobs_is_followed_past_its_end(at):
    printer, thermal = at(star())
    outcomes = [printed(thermal) for _ in range(3)]
    assert {each.state for each in outcomes} == {PrintState.CUT}
    assert "seen to do" in outcomes[0].detail
    assert printer.jobs > 32


def test_a_star_printer_tells_that_its_paper_ended(at):
    printer, thermal = at(star())
    printer.paper_out = True
    eventually(lambda: thermal.health.state is PrinterState.PAPER_OUT)
    printer.paper_out = False
    eventually(lambda: thermal.ready)
