from __future__ import annotations

import time
from dataclasses import replace

import pytest

from config.profile import Evidence
from drivers.virtual.faults import FaultKind
from drivers.virtual.wire import PtyWire
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from printer.escpos import fence, hidden_fence
from tests.drivers.benches import CUT, QUICK, eventually, quick, ticket

S = PrinterState
WHOLE = b"please wait" * 30
BELIEVED = {
    Evidence.PROCESS_ID: PrintState.CUT,
    Evidence.GS_R: PrintState.CUT,
    Evidence.TIMER: PrintState.ASSUMED,
}


def test_a_ticket_is_printed_and_cut_and_the_printer_said_so(bench):
    on = bench()
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(2) == [b"A001" + WHOLE, b"A002" + WHOLE]


@pytest.mark.parametrize("evidence", BELIEVED)
def test_a_ticket_is_believed_by_whatever_evidence_the_printer_gives(bench, evidence):
    on = bench(profile=replace(quick(), completion=evidence))
    on.await_ready()
    assert on.print("A001").state is BELIEVED[evidence]
    assert on.papers(1) == [b"A001" + WHOLE]


def test_a_roll_near_its_end_is_told_and_still_prints(bench):
    on = bench("near-end")
    on.await_state(S.NEAR_END)
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT


@pytest.mark.parametrize("evidence", BELIEVED)
def test_paper_that_ends_in_mid_ticket_is_told_and_the_rest_never_comes_out(bench, evidence):
    on = bench(profile=replace(quick(), completion=evidence))
    on.await_ready()
    on.hands.break_after(100, FaultKind.PAPER_OUT)
    outcome = on.print("A001")
    assert outcome.state is PrintState.PARTIAL
    assert "not a whole ticket" in outcome.detail
    assert "cleared" in outcome.detail
    assert on.state() is S.PAPER_OUT
    on.hands.refill()
    on.await_ready()
    assert on.print("A002").state is BELIEVED[evidence]
    assert on.papers(1) == [b"A002" + WHOLE]


def test_a_printer_that_says_nothing_of_its_tickets_is_not_quoted(bench):
    on = bench(profile=replace(quick(), completion=Evidence.TIMER))
    on.await_ready()
    outcome = on.print("A001")
    assert outcome.state is PrintState.ASSUMED
    assert "cannot say what came out" in outcome.detail


def test_the_piece_of_a_ticket_that_hangs_out_is_cut_off_before_the_next_one(bench):
    on = bench()
    on.await_ready()
    on.hands.break_after(100, FaultKind.COVER_OPEN)
    assert on.print("A001").state is PrintState.PARTIAL
    assert on.state() is S.COVER_OPEN
    on.hands.close_cover()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    piece, whole = on.papers(2)
    assert (b"A001" + WHOLE).startswith(piece)
    assert whole == b"A002" + WHOLE


def test_a_ticket_whose_cut_jams_is_told_as_printed_and_not_cut(bench):
    on = bench()
    on.await_ready()
    on.hands.jam_cutter()
    outcome = on.print("A001")
    assert outcome.state is PrintState.PARTIAL
    assert "printed and not cut" in outcome.detail
    on.await_state(S.CUTTER)
    on.hands.free_cutter()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(2)[1] == b"A002" + WHOLE


@pytest.mark.parametrize("evidence", [Evidence.PROCESS_ID, Evidence.GS_R])
def test_a_cable_that_is_pulled_in_mid_ticket_leaves_an_open_end(bench, evidence):
    on = bench(profile=replace(quick(), completion=evidence))
    on.await_ready()
    on.hands.break_after(100, FaultKind.UNPLUG)
    assert on.print("A001").state is PrintState.UNKNOWN
    on.await_state(S.ABSENT)
    on.hands.replug()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    piece, whole = on.papers(2)
    assert (b"A001" + WHOLE).startswith(piece)
    assert whole == b"A002" + WHOLE


def test_a_printer_that_is_not_there_gets_nothing_and_that_is_told(bench):
    on = bench()
    on.await_ready()
    on.hands.unplug()
    on.await_state(S.ABSENT)
    outcome = on.print("A001")
    assert outcome.state is PrintState.FAILED
    assert outcome.detail.startswith("Nothing was sent.")
    assert "Check the cable" in outcome.detail


def test_a_printer_that_falls_silent_in_mid_ticket_leaves_an_open_end(bench):
    on = bench()
    on.await_ready()
    on.hands.break_after(100, FaultKind.SILENT)
    outcome = on.print("A001")
    assert outcome.state is PrintState.UNKNOWN
    assert "did not confirm" in outcome.detail
    on.await_state(S.SILENT)
    on.hands.speak()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT


def test_a_printer_that_never_answers_is_silent_and_gets_no_ticket(bench):
    on = bench("silent")
    on.await_state(S.SILENT)
    assert on.print("A001").state is PrintState.FAILED


def test_power_that_goes_in_mid_ticket_leaves_an_open_end_and_a_printer_as_new(bench):
    on = bench()
    on.await_ready()
    on.hands.break_after(100, FaultKind.POWER_CUT)
    assert on.print("A001").state is PrintState.UNKNOWN
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    piece, whole = on.papers(2)
    assert (b"A001" + WHOLE).startswith(piece)
    assert whole == b"A002" + WHOLE


def test_noise_on_the_line_does_not_make_or_lose_a_ticket(bench):
    on = bench()
    on.await_ready()
    on.hands.break_after(100, FaultKind.GARBAGE)
    outcome = on.print("A001")
    assert outcome.state in {PrintState.CUT, PrintState.PARTIAL}
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(2)[-1] == b"A002" + WHOLE


def test_a_ticket_waits_for_a_slow_line(bench):
    on = bench(baud=9_600, link_baud=9_600)
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT


def test_a_busy_printer_is_given_up_and_nothing_was_sent(bench):
    on = bench(flow="xonxoff", timings=replace(QUICK, beat=60.0, silent=120.0))
    on.await_watched()
    on.hands.hold()
    on.hands.near_end()
    on.await_state(S.NEAR_END)  # told behind the XOFF, which has come through as well then
    outcome = on.print("A001")
    assert outcome.state is PrintState.FAILED
    assert "0 of" in outcome.detail
    on.hands.release()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(1) == [b"A002" + WHOLE]


def test_a_busy_printer_without_flow_control_is_waited_for_only_so_long(bench):
    on = bench()
    on.await_ready()
    on.hands.hold()
    pulses = []
    outcome = on.print("A001", lambda: pulses.append(on.state()))
    assert outcome.state is PrintState.UNKNOWN
    assert pulses
    on.hands.release()
    on.await_ready()


def test_between_the_pieces_of_a_ticket_nothing_slow_is_done(bench):
    on = bench(flow="xonxoff", timings=replace(QUICK, beat=60.0, silent=120.0))
    on.await_watched()
    on.hands.hold()
    on.hands.near_end()
    on.await_state(S.NEAR_END)
    pats, pulses = [], []
    outcome = on.print("A001", lambda: pulses.append(1), lambda: pats.append(1))
    assert outcome.state is PrintState.FAILED
    assert pats
    assert not pulses


def test_whoever_must_stop_waits_for_the_printer_only_a_moment(bench):
    on = bench(timings=replace(QUICK, margin=60.0))
    on.await_ready()
    on.hands.silence()
    before_s = time.monotonic()
    outcome = on.print("A001", lambda: on.thermal.hurry(0.01))
    assert outcome.state is PrintState.UNKNOWN
    assert time.monotonic() - before_s < 60.0


def test_a_ticket_whose_cut_is_not_heard_of_is_noted_as_printed_before_it_is_given_up(bench):
    on = bench()
    on.await_ready()
    printed = len(ticket("A001") + hidden_fence(b"D001") + fence(b"P001"))
    on.hands.break_after(printed, FaultKind.SILENT)
    noted = []
    outcome = on.thermal.print(ticket("A001"), CUT, 1, note=noted.append)
    assert [each.state for each in noted] == [PrintState.PRINTED]
    assert outcome.state is PrintState.PRINTED
    assert "nobody knows whether it was cut" in outcome.detail


def test_a_printer_found_out_of_paper_forgets_what_others_sent_it(bench, tmp_path):
    on = bench("paper-out")
    on.await_state(S.PAPER_OUT)
    assert on.print("A001").state is PrintState.FAILED
    on.hands.refill()
    on.await_ready()
    assert on.print("A002").state is PrintState.CUT
    assert on.papers(1) == [b"A002" + WHOLE]


def test_the_first_word_to_a_printer_is_a_question_and_not_a_reset(tmp_path, thermal_at):
    wire = PtyWire(tmp_path / "port")
    wire.plug()
    said = bytearray()
    with thermal_at(tmp_path / "port"):

        def heard() -> bool:
            said.extend(wire.read())
            return len(said) >= 11

        eventually(heard)
    assert said.startswith(b"\x1d(H\x06\x0000R")
    wire.unplug()
