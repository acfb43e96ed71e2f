"""How the printer fares, as a finding: the phrase for what its driver said of it."""

from __future__ import annotations

from drivers.printer_health import BROKEN, JAMMED, RESTING
from kiosk.finding import Finding, finding
from kiosk.printer_state import PrinterState

_STATES = {
    PrinterState.OK: "doctor.printer_ok",
    PrinterState.NEAR_END: "doctor.printer_near_end",
    PrinterState.PAPER_OUT: "doctor.printer_paper_out",
    PrinterState.COVER_OPEN: "doctor.printer_cover_open",
    PrinterState.CUTTER: "doctor.printer_cutter",
    PrinterState.OFFLINE: "doctor.printer_offline",
    PrinterState.SILENT: "doctor.printer_silent",
}
_BETTER = {
    JAMMED: "doctor.printer_jammed",
    BROKEN: "doctor.printer_broken",
    RESTING: "doctor.printer_resting",
}
"""Where one word stands for several causes, its driver's sentence says which."""


def printer_finding(state: str, words: str) -> Finding:
    """The phrase for a state as the log has it; of one that is absent, its driver's sentence says why."""
    if state not in set(PrinterState) or state == PrinterState.ABSENT:
        return finding("doctor.printer_absent", words=words)
    return finding(_BETTER.get(words, _STATES[PrinterState(state)]))
