"""How a printer is: its status bits read as paper, cover, cutter and head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from printer.inbound import StatusReport


class Paper(StrEnum):
    """How much paper is left."""

    OK = "ok"
    NEAR_END = "near-end"
    END = "end"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What the printer last said of itself."""

    offline: bool = False
    paper: Paper = Paper.OK
    cover_open: bool = False
    cutter_error: bool = False
    broken: bool = False
    """An error that only switching off, or a repair, can end."""
    resting: bool = False
    """An error that ends by itself: the print head is hot, or the voltage low."""

    @property
    def can_print(self) -> bool:
        """Whether a ticket sent now would come out; a roll that is near its end still prints."""
        return self == PrinterStatus(paper=self.paper) and self.paper is not Paper.END


def after_live_status(status: PrinterStatus, question: int, value: int) -> PrinterStatus:
    """The status after the answer to DLE EOT `question`, 1 to 4."""
    match question:
        case 1:
            return replace(status, offline=bool(value & 0x08))
        case 2:
            # Bit 5 tells that printing stopped for want of paper; question 4 tells how much there is.
            paper = Paper.END if value & 0x20 else status.paper
            return replace(status, cover_open=bool(value & 0x04), paper=paper)
        case 3:
            cutter, broken, resting = (bool(value & bit) for bit in (0x08, 0x20, 0x40))
            return replace(status, cutter_error=cutter, broken=broken, resting=resting)
        case 4:
            return replace(status, paper=_paper(near=value & 0x0C, out=value & 0x60))
        case _:
            return status


def reported(report: StatusReport) -> PrinterStatus:
    """The status that an automatic status tells, all of it."""
    mechanism, errors, paper, _ = report.values
    return PrinterStatus(
        offline=bool(mechanism & 0x08),
        paper=_paper(near=paper & 0x03, out=paper & 0x0C),
        cover_open=bool(mechanism & 0x20),
        cutter_error=bool(errors & 0x08),
        broken=bool(errors & 0x20),
        resting=bool(errors & 0x40),
    )


def _paper(*, near: int, out: int) -> Paper:
    if out:
        return Paper.END
    return Paper.NEAR_END if near else Paper.OK
