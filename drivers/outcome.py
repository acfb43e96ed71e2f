"""What became of a ticket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.print_job import PrintState


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is believed of a ticket, and what the technician should read about it."""

    state: PrintState
    detail: str
    torn: bool = False
    """Whether only a piece of it came out, which is of no use to anybody: it is due again, as a copy."""


Note = Callable[[Outcome], None]
"""Takes down what is known of a ticket before its end is known."""
