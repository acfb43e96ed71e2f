"""How the ticket printer fares, in the word that screen, tablet, driver and log share."""

from __future__ import annotations

from enum import StrEnum


class PrinterState(StrEnum):
    """The word that screen, tablet and log know."""

    OK = "ok"
    NEAR_END = "near_end"
    """It prints, and somebody should bring a roll."""
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    OFFLINE = "offline"
    """It answers, and will not print for another reason."""
    ABSENT = "absent"
    """Nothing is plugged in."""
    SILENT = "silent"
    """The port is there, and nobody answers on it."""

    @property
    def can_print(self) -> bool:
        """Whether a ticket may be sent."""
        return self in {PrinterState.OK, PrinterState.NEAR_END}
