"""A ticket that is longer than the printer's buffer: what is known of it, and what stays in this box."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from config.profile import PrinterProfile
from drivers.delivery import Delivery
from drivers.hearing import Hearing
from drivers.line import Line
from drivers.outcome import Outcome
from drivers.questions import status_of
from drivers.serial_link import SerialLink
from drivers.tcp_link import TcpLink
from drivers.thermal import ThermalPrinter
from drivers.virtual.faults import FaultKind
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tcp_wire import TcpWire
from drivers.virtual.tray import Tray
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from printer.decoder import Decoder
from tests.drivers.benches import CUT, QUICK, Bench, eventually, quick, running, ticket, words

S = PrinterState
BANDS, BAND = 40, b"\x1dv0\x00\x48\x00\x0a\x00" + b"\xaa" * 720
LONG = b"A001\n" + BAND * BANDS + b"end\n"
"""Seven times the buffer of most printers; 0.3 s at 921600 baud."""
BAUD = 921_600
SLOW = 230_400
"""On which it takes 1.3 s, longer than a printer may say nothing."""
JOB = 900


@pytest.fixture(params=["serial", "tcp"])
def over(request, tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    """A bench, ready, whose line takes its time: a cable, or a network that does not say how slow it is."""
    with ExitStack() as stack:

        def make(profile: PrinterProfile, **timings) -> Bench:
            port, told = tmp_path / "port", []
            wire = port if request.param == "serial" else TcpWire("127.0.0.1", 0)
            tray = Tray(tmp_path / "tray", words)
            outage_s, baud = timings.pop("outage", 0.1), timings.pop("baud", BAUD)
            virtual = stack.enter_context(VirtualPrinter(wire, tray, profile, baud=baud, outage_s=outage_s))
            virtual.taken_s = 0.05
            link = SerialLink(str(port), baud, "xonxoff") if wire is port else TcpLink(wire.host, wire.port)
            timings = replace(QUICK, **{"stall": 2.0, "silent": 1.0, **timings})
            thermal = stack.enter_context(running(ThermalPrinter(link, profile, told.append, timings)))
            on = Bench(virtual, thermal, tmp_path / "tray", told)
            on.await_ready()
            return on

        yield make


def words_of(label: str) -> bytes:
    return words(Decoder().feed(ticket(label)))


def broken(on: Bench, fault: FaultKind, after: int = 100) -> Outcome:
    """What becomes of a long ticket that this happens to after so many of its bytes."""
    on.hands.break_after(after, fault)
    return on.thermal.print(LONG, CUT, JOB)


BOTH = pytest.mark.parametrize("profile", [quick("latin-80"), quick("custom-80")], ids=lambda each: each.id)


@BOTH
def test_a_long_ticket_is_no_silence(over, profile):
    on = over(profile, baud=SLOW)
    outcome = on.thermal.print(LONG, CUT, JOB)
    assert outcome.state in {PrintState.CUT, PrintState.TAKEN}, outcome
    assert [health.state for health in on.told] == [S.OK]
    assert on.papers(1) == [b"A001end"]


@BOTH
def test_paper_that_ends_early_in_a_long_ticket_leaves_the_rest_in_this_box(over, profile):
    on = over(profile)
    outcome = broken(on, FaultKind.PAPER_OUT)
    assert (outcome.state, outcome.torn) == (PrintState.PARTIAL, True), outcome
    assert "out of paper" in outcome.detail
    assert "was cleared" in outcome.detail
    on.hands.refill()
    on.await_ready()
    assert on.print("A002").state in {PrintState.CUT, PrintState.TAKEN}
    assert on.papers(1) == [words_of("A002")]
    assert on.virtual.mechanism.worked < len(LONG) / 2


@BOTH
def test_a_cable_that_is_pulled_early_in_a_long_ticket_leaves_a_piece_that_is_told_as_one(over, profile):
    on = over(profile)
    outcome = broken(on, FaultKind.UNPLUG)
    assert (outcome.state, outcome.torn) == (PrintState.PARTIAL, True), outcome
    assert "not a whole ticket" in outcome.detail
    on.hands.replug()
    on.await_ready()
    assert on.print("A002").state in {PrintState.CUT, PrintState.TAKEN}
    eventually(lambda: on.papers(1)[-1] == words_of("A002"))


@BOTH
def test_a_printer_that_falls_silent_in_a_long_ticket_still_gets_the_rest_of_it(over, profile):
    on = over(profile)
    outcome = broken(on, FaultKind.SILENT)
    assert outcome.state is PrintState.UNKNOWN, outcome
    on.await_state(S.SILENT)
    assert on.papers(1)[0] == b"A001end"


@BOTH
def test_a_printer_whose_power_was_away_for_a_moment_in_a_long_ticket_is_not_believed(over, profile):
    """It prints the end, and names it, and knows nothing of what it lost in between."""
    on = over(profile)
    outcome = broken(on, FaultKind.POWER_CUT, len(LONG) // 2)
    assert (outcome.state, outcome.torn) == (PrintState.PARTIAL, True), outcome
    assert "stopped answering" in outcome.detail
    on.await_ready()
    assert on.print("A002").state in {PrintState.CUT, PrintState.TAKEN}
    eventually(lambda: on.papers(1)[-1] == words_of("A002"))
    assert b"A001end" not in on.papers(1)


@BOTH
def test_a_printer_that_was_away_before_it_answered_in_a_long_ticket_is_not_believed(over, profile):
    """It has its power again when it is asked no more, and prints the rest as if that were all."""
    on = over(profile, outage=math.inf)
    on.hands.break_after(100, FaultKind.POWER_CUT)
    send, asks_no_more = on.thermal._line.send, []

    def with_power_again(data: bytes, *more) -> None:
        if on.thermal._hearing.delivering and not data.endswith(status_of(profile)) and not asks_no_more:
            asks_no_more.append(data)
            on.hands.restore_power()
        send(data, *more)

    on.thermal._line.send = with_power_again
    outcome = on.thermal.print(LONG, CUT, JOB)
    assert asks_no_more
    assert outcome.state is PrintState.UNKNOWN, outcome
    assert "a piece of it may be missing" in outcome.detail


@BOTH
def test_noise_that_looks_like_trouble_does_not_end_a_long_ticket(over, profile):
    """An answer that tells of an end of paper, of which the next one knows nothing."""
    on = over(profile)
    hear, asked = on.thermal._hearing.take, []

    def once_out_of_paper(data: bytes) -> None:
        if on.thermal._hearing.delivering and b"\x12" in data and not asked:
            asked.append(data)
            # One answer of those that came together.
            data = data.replace(b"\x12", b"\x7e", 1)
        hear(data)

    on.thermal._hearing.take = once_out_of_paper
    outcome = on.thermal.print(LONG, CUT, JOB)
    assert asked
    # One that tells only when asked may have been out of paper until somebody put in a roll.
    assert outcome.state is (PrintState.CUT if profile.asb else PrintState.UNKNOWN), outcome
    assert on.papers(1) == [b"A001end"]


def test_a_printer_that_tells_only_when_asked_is_asked_often_however_slow_its_line(tmp_path):
    profile, timings = quick("custom-80"), replace(QUICK, exchange=4.0)
    sizes = {}
    for baud in (9_600, 115_200):
        line = Line(SerialLink(str(tmp_path / "port"), baud), lambda: 0.0)
        delivery = Delivery(profile, line, Hearing(lambda: 0.0, profile), timings, lambda: 0.0)
        sizes[baud] = delivery.most
        line.dispose()
    assert sizes == {9_600: 480, 115_200: 2_048}
