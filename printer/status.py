"""How a printer is: its status bits read as paper, cover, cutter and head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from config.profile import NearEnd
from printer.inbound import StarStatus, StatusReport

_STAR_BYTES = 9
_STAR_COUNT = 7
"""Which of them bears the count of ETBs."""


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
    jammed: bool = False
    """Paper is stuck somewhere else than in the cutter, in the presenter for instance."""
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
            jammed, cutter, broken, resting = (bool(value & bit) for bit in (0x04, 0x08, 0x20, 0x40))
            return replace(status, jammed=jammed, cutter_error=cutter, broken=broken, resting=resting)
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
        jammed=bool(errors & 0x04),
        cutter_error=bool(errors & 0x08),
        broken=bool(errors & 0x20),
        resting=bool(errors & 0x40),
    )


def star_reported(report: StarStatus) -> PrinterStatus:
    """The status that a Star printer tells, all of it."""
    values = report.values.ljust(_STAR_BYTES, b"\0")
    return PrinterStatus(
        offline=bool(values[2] & 0x08),
        paper=_paper(near=values[5] & 0x04, out=values[5] & 0x08),
        cover_open=bool(values[2] & 0x20),
        cutter_error=bool(values[3] & 0x08),
        broken=bool(values[3] & 0x20),
        resting=bool(values[3] & 0x40),
    )


def star_count(report: StarStatus) -> int | None:
    """How many ETB a Star printer has worked off, modulo 32; None if its status is too short to say."""
    if len(report.values) <= _STAR_COUNT:
        return None
    bits = report.values[_STAR_COUNT]
    return (bits & 0x60) >> 2 | (bits & 0x0E) >> 1


def sensed(status: PrinterStatus, near_end: NearEnd) -> PrinterStatus:
    """The status as the profile reads the near-end sensor: not at all, or the other way round."""
    if near_end is NearEnd.SENSOR or status.paper is Paper.END:
        return status
    is_near = near_end is NearEnd.INVERTED and status.paper is Paper.OK
    return replace(status, paper=Paper.NEAR_END if is_near else Paper.OK)


def _paper(*, near: int, out: int) -> Paper:
    if out:
        return Paper.END
    return Paper.NEAR_END if near else Paper.OK
