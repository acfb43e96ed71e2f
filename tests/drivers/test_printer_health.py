from __future__ import annotations

import pytest

from drivers.printer_health import health_of, stops_ticket
from kiosk.printer_state import PrinterState
from printer.status import Paper, PrinterStatus

S = PrinterState
CASES = [
    (PrinterStatus(), S.OK, False),
    (PrinterStatus(paper=Paper.NEAR_END), S.NEAR_END, False),
    (PrinterStatus(offline=True, paper=Paper.END), S.PAPER_OUT, True),
    (PrinterStatus(offline=True, paper=Paper.END, cover_open=True), S.COVER_OPEN, True),
    (PrinterStatus(offline=True, cutter_error=True), S.CUTTER, True),
    (PrinterStatus(offline=True, broken=True), S.OFFLINE, True),
    (PrinterStatus(offline=True, jammed=True), S.OFFLINE, True),
    (PrinterStatus(offline=True, resting=True), S.OFFLINE, False),
    (PrinterStatus(offline=True), S.OFFLINE, False),
]


@pytest.mark.parametrize(("status", "state", "stops"), CASES)
def test_what_staff_see_first_names_the_state(status, state, stops):
    health = health_of(status)
    assert health.state is state
    assert stops_ticket(status) is stops
    assert health.can_print is (state in {S.OK, S.NEAR_END})


def test_every_state_tells_the_technician_what_to_do_or_that_all_is_well():
    sentences = {status.detail for status, _, _ in ((health_of(case[0]), *case[1:]) for case in CASES)}
    assert len(sentences) == len(CASES)
    assert all(sentence.endswith(".") for sentence in sentences)
