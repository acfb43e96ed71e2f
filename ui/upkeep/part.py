"""One part of the box, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was looked at: it is fine, or `says` what to do."""

    name: str
    fine: bool
    says: str
    found: dict[str, Any] = field(default_factory=dict)
    """What was measured or asked, for other programs."""

    @property
    def value(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"part": self.name, "fine": self.fine, "says": self.says, "found": self.found}
