"""What a customer is told about the paper of a ticket. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from kiosk.evolve import Device
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState

SLOW_S = 10.0
"""A ticket that is not out after so long is not waited for in silence."""

_UNTOLD = "trouble.untold"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a word is said: its phrase, its mark, and what can be done about it."""

    key: str
    icon: str
    troubled: bool = True
    can_reprint: bool = False
    untold: str = ""
    """The phrase where no staff hear of it: on a box that is cut off from the branch's store."""

    def said(self, *, alone: bool) -> str:
        """The phrase that is true: a box that is alone has told nobody."""
        return self.untold if alone and self.untold else self.key


class PaperWord(Enum):
    """Every word about the paper."""

    PRINTING = Manner("panel.printing", "printer", troubled=False)
    TAKE = Manner("panel.take", "taken", troubled=False)
    NO_PRINTER = Manner("panel.remember", "papers", troubled=True)
    SLOW = Manner("trouble.slow", "clock")
    NO_PAPER = Manner("trouble.paper_out", "printer-trouble", untold="trouble.paper_out_untold")
    COVER_OPEN = Manner("trouble.cover", "printer-trouble", untold=_UNTOLD)
    STUCK = Manner("trouble.cutter", "printer-trouble", untold="trouble.cutter_untold")
    OFFLINE = Manner("trouble.offline", "printer-trouble", untold=_UNTOLD)
    NO_ANSWER = Manner("trouble.silent", "printer-trouble", untold=_UNTOLD)
    NOT_PRINTED = Manner("trouble.not_printed", "printer-trouble", can_reprint=True)
    UNKNOWN = Manner("trouble.paper_unknown", "printer-trouble", can_reprint=True)


def printer_state(reported: Device | None) -> PrinterState | None:
    """What is known of the printer; None if it never reported, or in a word of another version."""
    words = {state.value: state for state in PrinterState}
    return words.get(reported.state) if reported else None


def printer_trouble(printer: PrinterState | None) -> PaperWord | None:
    """The trouble a printer's state means for whoever takes a ticket now."""
    match printer:
        case None | PrinterState.OK | PrinterState.NEAR_END:
            return None
        case PrinterState.PAPER_OUT:
            return PaperWord.NO_PAPER
        case PrinterState.COVER_OPEN:
            return PaperWord.COVER_OPEN
        case PrinterState.CUTTER:
            return PaperWord.STUCK
        case PrinterState.OFFLINE:
            return PaperWord.OFFLINE
        case PrinterState.ABSENT | PrinterState.SILENT:
            return PaperWord.NO_ANSWER
        case _:
            assert_never(printer)


def paper_word(job: PrintState, printer: PrinterState | None, waited_s: float) -> PaperWord:
    """The word for a job's state, the printer's last report and the time since the ticket was given."""
    if job.on_paper:
        return PaperWord.TAKE
    if trouble := printer_trouble(printer):
        return trouble
    if job is PrintState.UNKNOWN:
        return PaperWord.UNKNOWN
    if job.settled:
        return PaperWord.NOT_PRINTED
    return PaperWord.SLOW if waited_s >= SLOW_S else PaperWord.PRINTING
