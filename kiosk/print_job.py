"""A sheet of paper that a ticket is owed, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PrintState(StrEnum):
    """What is known of one print job. Only QUEUED is ever sent by itself."""

    QUEUED = "queued"
    SENT = "sent"
    """Written ahead: bytes may be on the wire. Found after a restart it becomes UNKNOWN."""
    PRINTED = "printed"
    CUT = "cut"
    ASSUMED = "assumed"
    """All of it went out and the printer was healthy afterwards; it cannot say what came of a ticket."""
    PRESENTED = "presented"
    TAKEN = "taken"
    PARTIAL = "partial"
    """Paper ended or the cover opened in the middle; what came out is not a ticket."""
    FAILED = "failed"
    """The printer never had the whole ticket and cannot print it."""
    UNKNOWN = "unknown"
    """Sent, and nobody can say what came out. Never retried by itself."""
    EXPIRED = "expired"
    """Too old to matter before a printer could take it."""

    @property
    def on_paper(self) -> bool:
        """Whether the customer is told to take the ticket: it came out whole, by the best word there is."""
        return self in {
            PrintState.PRINTED,
            PrintState.CUT,
            PrintState.ASSUMED,
            PrintState.PRESENTED,
            PrintState.TAKEN,
        }

    @property
    def live(self) -> bool:
        """Whether the paper is still to come."""
        return self in {PrintState.QUEUED, PrintState.SENT}

    @property
    def settled(self) -> bool:
        """Whether nothing more happens to this job by itself."""
        return self not in {PrintState.QUEUED, PrintState.SENT, PrintState.PRINTED, PrintState.PRESENTED}


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One copy of one ticket's paper. Copy 0 is the original, copy n says 补打 REPRINT n."""

    id: int
    ticket_id: int
    copy: int
    state: PrintState
    queued_at: datetime
    expires_at: datetime
    detail: str = ""
    """What the technician should read: the evidence, or what went wrong."""
    box: str = ""
    """Whose printer it is for, where several share a store."""
