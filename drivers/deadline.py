"""A moment on the monotonic clock by which something must have happened."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Monotonic = Callable[[], float]
"""A clock that only runs forward, in seconds."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment somebody is willing to wait for."""

    at_s: float
    clock: Monotonic = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Monotonic = time.monotonic) -> Deadline:
        """The deadline so many seconds from now."""
        return cls(clock() + seconds, clock)

    @property
    def remaining_s(self) -> float:
        """Seconds left, never less than none."""
        return max(0.0, self.at_s - self.clock())

    @property
    def passed(self) -> bool:
        """Whether the moment has come."""
        return self.clock() >= self.at_s
