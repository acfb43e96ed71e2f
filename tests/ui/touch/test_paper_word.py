"""What is said about the paper of a ticket."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.evolve import Device
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from ui.touch.paper_word import SLOW_S, PaperWord, paper_word, printer_state, printer_trouble

TROUBLE = {
    PrinterState.PAPER_OUT: PaperWord.NO_PAPER,
    PrinterState.COVER_OPEN: PaperWord.COVER_OPEN,
    PrinterState.CUTTER: PaperWord.STUCK,
    PrinterState.OFFLINE: PaperWord.OFFLINE,
    PrinterState.ABSENT: PaperWord.NO_ANSWER,
    PrinterState.SILENT: PaperWord.NO_ANSWER,
}
GOOD = [None, *(state for state in PrinterState if state.can_print)]


def reported(word: str) -> Device:
    return Device("printer", word, "", datetime(2026, 11, 25, tzinfo=UTC))


@pytest.mark.parametrize("printer", [None, *PrinterState])
@pytest.mark.parametrize("job", [state for state in PrintState if state.on_paper])
def test_a_ticket_on_paper_is_to_be_taken_whatever_the_printer_says_since(
    job: PrintState, printer: PrinterState | None
) -> None:
    assert paper_word(job, printer, 60.0) is PaperWord.TAKE


@pytest.mark.parametrize("printer", GOOD)
@pytest.mark.parametrize("job", [PrintState.QUEUED, PrintState.SENT])
def test_a_job_on_its_way_prints_until_it_is_slow(job: PrintState, printer: PrinterState | None) -> None:
    assert paper_word(job, printer, SLOW_S - 0.1) is PaperWord.PRINTING
    assert paper_word(job, printer, SLOW_S) is PaperWord.SLOW


@pytest.mark.parametrize("printer", PrinterState)
def test_every_state_in_which_nothing_prints_is_a_trouble_and_no_other_is(printer: PrinterState) -> None:
    assert (printer_trouble(printer) is None) is printer.can_print
    assert printer_trouble(printer) is TROUBLE.get(printer)


@pytest.mark.parametrize("printer", TROUBLE)
@pytest.mark.parametrize("job", [PrintState.QUEUED, PrintState.FAILED, PrintState.EXPIRED])
def test_the_printer_s_own_trouble_is_told_first(job: PrintState, printer: PrinterState) -> None:
    assert paper_word(job, printer, 0.0) is TROUBLE[printer]


@pytest.mark.parametrize("state", PrinterState)
def test_the_word_of_a_report_is_understood(state: PrinterState) -> None:
    assert printer_state(reported(state.value)) is state


@pytest.mark.parametrize("word", ["error", "a state of tomorrow", ""])
def test_a_word_of_another_version_says_nothing_of_the_printer(word: str) -> None:
    assert printer_state(reported(word)) is None
    assert printer_state(None) is None


def test_an_outcome_nobody_knows_is_called_unknown() -> None:
    assert paper_word(PrintState.UNKNOWN, PrinterState.OK, 1.0) is PaperWord.UNKNOWN


@pytest.mark.parametrize("job", [PrintState.PARTIAL, PrintState.FAILED, PrintState.EXPIRED])
def test_a_ticket_that_is_on_no_paper_is_called_so(job: PrintState) -> None:
    assert paper_word(job, PrinterState.OK, 1.0) is PaperWord.NOT_PRINTED


def test_another_copy_is_offered_only_where_the_printer_could_make_one() -> None:
    offered = {word for word in PaperWord if word.value.can_reprint}
    assert offered == {PaperWord.NOT_PRINTED, PaperWord.UNKNOWN}


def test_only_printing_and_taking_are_no_trouble() -> None:
    assert {word for word in PaperWord if not word.value.troubled} == {PaperWord.PRINTING, PaperWord.TAKE}
