"""Whether a box works on the common store: at once when it is lost, back only when the line holds. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

FIRST_S = 3.0
"""So long the line holds before the screen trusts it again."""
MOST_S = 30.0
CALM_S = 60.0
"""A line that held for so long is as good as one that was never lost."""


@dataclass(frozen=True, slots=True)
class Tide:
    """How it stands; moments are seconds of a monotonic clock."""

    needs_s: float = 0.0
    """How long the line has to hold; nothing at the start of a process."""
    since_s: float | None = None
    """Since when it holds."""
    opened_s: float | None = None
    """Since when the box works on the common store; None while it is on its own."""

    @property
    def is_open(self) -> bool:
        """Whether the common store is worked on."""
        return self.opened_s is not None

    def looked(self, now_s: float, *, fine: bool) -> Tide:
        """After a look: the store answered and has everything, or not."""
        if not fine:
            return self.lost(now_s)
        if self.is_open:
            return self
        since_s = now_s if self.since_s is None else self.since_s
        opened_s = now_s if now_s - since_s >= self.needs_s else None
        return replace(self, since_s=since_s, opened_s=opened_s)

    def lost(self, now_s: float) -> Tide:
        """The store did not answer: the sooner after the last time, the longer it must hold."""
        if self.opened_s is None:
            return replace(self, since_s=None, needs_s=max(self.needs_s, FIRST_S))
        calm = now_s - self.opened_s > CALM_S
        return Tide(FIRST_S if calm or not self.needs_s else min(2 * self.needs_s, MOST_S))
