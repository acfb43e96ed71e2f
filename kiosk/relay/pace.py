"""How fast a server is spoken to: bounded, slow after trouble, and never in step with other branches. Pure.

After a failure the pause is drawn evenly from nothing up to a span that doubles (exponential backoff
with full jitter), so that a hundred thousand branches whose server was away come back spread over
the whole span and not in the same second. `tests/campaigns/stampede.py` shows both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

KEPT_MOST_S = 86_400.0
"""A server that asks for a longer pause than a day is asked again after one."""
_DOUBLINGS_MOST = 40

Draw = Callable[[], float]
"""An even draw from 0 up to 1."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a branch's configuration allows."""

    at_once: int = 16
    first_s: float = 2.0
    longest_s: float = 300.0


def pause_s(failures: int, bounds: Bounds, draw: Draw) -> float:
    """The pause after so many failures in a row, the first being 1."""
    span: float = bounds.first_s * 2 ** min(failures - 1, _DOUBLINGS_MOST)
    return draw() * min(bounds.longest_s, span)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a server fares, as far as it was tried. Moments are a monotonic clock's seconds."""

    width: int = 1
    """So many may be on the way at once; one at a time until the server has shown that it answers."""
    streak: int = 0
    """Failures since the last success."""
    rounds: int = 0
    """Pauses since the last success."""
    decided_s: float = float("-inf")
    """When the last pause began: what went out before tells nothing new."""
    until_s: float = float("-inf")

    def paused(self, until_s: float) -> Pace:
        """Nothing goes before that; then one asks first."""
        return replace(self, width=1, rounds=max(1, self.rounds), until_s=max(self.until_s, until_s))

    def room(self, on_the_way: int, now_s: float) -> int:
        """How many more may go now."""
        return max(0, self.width - on_the_way) if now_s >= self.until_s else 0

    def after_success(self, bounds: Bounds) -> Pace:
        return replace(self, width=min(bounds.at_once, self.width + 1), streak=0, rounds=0)

    def after_failure(
        self, sent_s: float, now_s: float, kept_s: float | None, bounds: Bounds, draw: Draw
    ) -> Pace:
        """One went out at `sent_s` and has to go again; `kept_s` is the pause that the server asked for.

        A few that fail among many that arrive delay nobody but themselves. When as many as may be on the
        way fail in a row, the server itself is in trouble, and everything pauses.
        """
        if kept_s is not None:
            until_s = now_s + min(kept_s, KEPT_MOST_S) + pause_s(1, bounds, draw)
            rounds = self.rounds + (sent_s > self.decided_s)
            return replace(
                self, width=1, streak=0, rounds=rounds, decided_s=now_s, until_s=max(self.until_s, until_s)
            )
        if sent_s <= self.decided_s:
            return self
        if self.streak + 1 < self.width:
            return replace(self, streak=self.streak + 1)
        rounds = self.rounds + 1
        until_s = now_s + pause_s(rounds, bounds, draw)
        return Pace(width=1, streak=0, rounds=rounds, decided_s=now_s, until_s=max(self.until_s, until_s))
