"""How the ticket printer fares, in a word and a sentence for the technician."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printer_state import PrinterState
from printer.status import Paper, PrinterStatus

_SENTENCES = {
    PrinterState.OK: "The printer is ready.",
    PrinterState.NEAR_END: "The paper roll is nearly used up. Have a new roll at hand.",
    PrinterState.PAPER_OUT: "The printer is out of paper. Put in a new roll and close the cover.",
    PrinterState.COVER_OPEN: "The printer's cover is open. Close it until it clicks.",
    PrinterState.CUTTER: "The printer's cutter is stuck. Switch it off, free the paper, switch it on.",
    PrinterState.OFFLINE: "The printer is off-line. Press its feed button, or switch it off and on.",
    PrinterState.ABSENT: "The printer is not plugged in. Check its cable and power.",
    PrinterState.SILENT: "The printer does not answer. Check its switch, its cable and its baud rate.",
}
BROKEN = "The printer reports a fault. Switch it off and on; if that does not help, call service."
JAMMED = "Paper is stuck in the printer, in its mouth if it has one. Open it and take the paper out."
RESTING = "The printer is pausing because its head is hot or its voltage low. It goes on by itself."


@dataclass(frozen=True, slots=True)
class PrinterHealth:
    """What the printer can do now, and what the technician should know or do."""

    state: PrinterState
    detail: str

    @classmethod
    def of(cls, state: PrinterState, detail: str = "") -> PrinterHealth:
        """A state with its usual sentence, unless there is a better one."""
        return cls(state, detail or _SENTENCES[state])

    @property
    def can_print(self) -> bool:
        """Whether a ticket may be sent."""
        return self.state.can_print


def health_of(status: PrinterStatus) -> PrinterHealth:
    """The word for what the printer says of itself; what staff see first comes first."""
    if status.cover_open:
        return PrinterHealth.of(PrinterState.COVER_OPEN)
    if status.paper is Paper.END:
        return PrinterHealth.of(PrinterState.PAPER_OUT)
    if status.cutter_error:
        return PrinterHealth.of(PrinterState.CUTTER)
    if status.jammed:
        return PrinterHealth.of(PrinterState.OFFLINE, JAMMED)
    if status.broken:
        return PrinterHealth.of(PrinterState.OFFLINE, BROKEN)
    if status.resting:
        return PrinterHealth.of(PrinterState.OFFLINE, RESTING)
    if status.offline:
        return PrinterHealth.of(PrinterState.OFFLINE)
    return PrinterHealth.of(PrinterState.NEAR_END if status.paper is Paper.NEAR_END else PrinterState.OK)


def stops_ticket(status: PrinterStatus) -> bool:
    """Whether a ticket in the printer will not be finished before somebody comes."""
    stuck = status.cutter_error or status.jammed or status.broken
    return status.cover_open or status.paper is Paper.END or stuck
