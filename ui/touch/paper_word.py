"""What a customer is told about the paper of a ticket. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.print_job import PrintState

SLOW_S = 10.0
"""A ticket that is not out after so long is not waited for in silence."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a word is said: its phrase, its mark, and what can be done about it."""

    key: str
    icon: str
    troubled: bool = True
    can_reprint: bool = False


class PaperWord(Enum):
    """Every word about the paper."""

    PRINTING = Manner("panel.printing", "printer", troubled=False)
    TAKE = Manner("panel.take", "taken", troubled=False)
    NO_PRINTER = Manner("panel.remember", "papers", troubled=True)
    SLOW = Manner("trouble.slow", "clock")
    NO_PAPER = Manner("trouble.paper_out", "printer-trouble")
    COVER_OPEN = Manner("trouble.cover", "printer-trouble")
    OFFLINE = Manner("trouble.offline", "printer-trouble")
    NOT_PRINTED = Manner("trouble.not_printed", "printer-trouble", can_reprint=True)
    UNKNOWN = Manner("trouble.paper_unknown", "printer-trouble", can_reprint=True)


_PRINTER_TROUBLE = {
    "paper_out": PaperWord.NO_PAPER,
    "cover_open": PaperWord.COVER_OPEN,
    "offline": PaperWord.OFFLINE,
    "error": PaperWord.OFFLINE,
}


def printer_trouble(printer: str | None) -> PaperWord | None:
    """The trouble a printer's state means for whoever takes a ticket now."""
    return _PRINTER_TROUBLE.get(printer or "")


def paper_word(job: PrintState, printer: str | None, waited_s: float) -> PaperWord:
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
