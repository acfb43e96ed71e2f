"""How long the screen waits for somebody who may have left. Pure: seconds come in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from config.schema import Rules

TROUBLE_TIMES = 5
"""A number that may be on no paper stays on the screen so many times longer."""
WARN_S = 20
"""So long before something goes by itself a customer is told, and can keep it (WCAG 2.2, 2.2.1)."""


class Stage(Enum):
    """What is done about somebody who has not touched the screen for a while."""

    WAITING = "waiting"
    ASKING = "asking"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Patience:
    """The branch's patience, in seconds."""

    ask_s: float
    home_s: float
    panel_s: float

    @classmethod
    def of(cls, rules: Rules) -> Patience:
        return cls(rules.idle_ask_s, rules.idle_home_s, rules.panel_s)

    def stage(self, quiet_s: float) -> Stage:
        """What is due after so long without a touch."""
        if quiet_s < self.ask_s:
            return Stage.WAITING
        return Stage.ASKING if quiet_s < self.ask_s + self.home_s else Stage.GONE

    def stage_ends(self, quiet_s: float) -> float:
        """After how long without a touch the next stage begins."""
        return self.ask_s if quiet_s < self.ask_s else self.ask_s + self.home_s

    def seconds_left(self, quiet_s: float) -> int:
        """The countdown beside the question."""
        return max(0, math.ceil(self.ask_s + self.home_s - quiet_s))

    def shows_ticket_for(self, *, troubled: bool) -> float:
        """How long the ticket stays on the screen after the last word of the printer, or touch."""
        return max(WARN_S, self.panel_s * (TROUBLE_TIMES if troubled else 1))


def warned_s(goes_at: float, now: float) -> int:
    """The seconds a customer is told before something goes by itself; 0 while that is far away."""
    left = goes_at - now
    return max(0, math.ceil(left)) if left <= WARN_S else 0


def warned_at(goes_at: float, now: float) -> float:
    """When the next of these seconds begins, or it goes."""
    left = goes_at - now
    return goes_at - (WARN_S if left > WARN_S else max(0, math.ceil(left) - 1))
