"""What a customer asks staff for without a ticket."""

from __future__ import annotations

from enum import StrEnum


class HelpKind(StrEnum):
    """As the log says it."""

    HELP = "help"
    """Somebody should come to the kiosk."""
    CARE = "care"
    """A customer who needs care is here."""
    CANCELLED = "cancelled"
    """Nobody need come any more."""
