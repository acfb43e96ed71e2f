"""A clock that was set in the middle of a day: nobody knows how long what went on meanwhile took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

_BACK_S = 60.0
"""Less is a clock that is kept right."""
_AHEAD_S = 18 * 3_600.0
"""No two deeds of one day lie so far apart, unless the clock had stood at a strange time."""


@dataclass(slots=True)
class ClockSteps:
    """Counts how often the clock was set, from one deed to the next."""

    count: int = 0
    before: datetime | None = None
    """The deed before by the clock of then."""

    def is_one(self, at: datetime) -> bool:
        """Take a deed in; whether the clock was set before it."""
        passed_s = (at - self.before).total_seconds() if self.before else 0.0
        self.before = at
        was_set = not -_BACK_S <= passed_s <= _AHEAD_S
        self.count += was_set
        return was_set
