"""When the screen is at rest, and which of its leaves stands; knows nothing of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable

from config.front import Rest as Rule
from ui.touch.front_facts import FactFinder, Facts
from ui.touch.surroundings import Surroundings

LIVELY_S = 600.0
"""So long after the last touch somebody may still stand there and read."""
SLOW_S = 60.0
"""Later a leaf turns with the minute: a screen before nobody is nearly still."""
FACTS_S = 300.0
"""The facts are looked up again so often while the screen rests."""
PRESS_S = 1.0
"""A press that became no tap has ended by then, and the screen goes home all the same."""


class Rest:
    """Comes when nobody has touched the screen for a while, and ends with any touch."""

    def __init__(
        self, rule: Rule, finder: FactFinder, around: Surroundings, changed: Callable[[], None]
    ) -> None:
        self.facts = Facts()
        self.turn = 0
        """How often a leaf was turned since the screen came to rest."""
        self.resting = False
        self._was_free = False
        self._rule = rule
        self._finder = finder
        self._around = around
        self._changed = changed
        self._looking = False
        self._looked_at = -math.inf
        self._rested_at = self._turned_at = self._touched_at = around.monotonic()

    @property
    def due_at(self) -> float:
        """When the screen comes to rest, or what rests is to change."""
        if self.resting:
            return min(self._turned_at + self._turn_s, self._look_at, self._ends_at)
        return self._touched_at + self._rule.after_s if self._rule.after_s else math.inf

    def touched(self) -> None:
        """Somebody is there. What is under the finger stays until it has answered."""
        self._touched_at = self._around.monotonic()

    def wake(self) -> None:
        """Home, at once."""
        self._touched_at = self._around.monotonic()
        self.resting = False

    def look(self, *, free: bool) -> None:
        """Whether a customer has something on the screen; the silence begins with the end of the visit."""
        if not (free and self._was_free):
            self.wake()
        self._was_free = free

    def tick(self) -> None:
        """Come to rest, turn a leaf, or go."""
        now = self._around.monotonic()
        if self.resting and self._ends_at <= now:
            self.resting = False
        elif self.resting and now >= self._turned_at + self._turn_s:
            self.turn, self._turned_at = self.turn + 1, now
        elif self._is_due(now):
            self.resting, self.turn = True, 0
            self._rested_at = self._turned_at = now
        if self.resting and now >= self._look_at:
            self._look()

    def _is_due(self, now: float) -> bool:
        silent = self._rule.after_s and now - self._touched_at >= self._rule.after_s
        return bool(silent) and self._was_free and not self.resting

    @property
    def _ends_at(self) -> float:
        """A moment after a press that nothing came of."""
        return self._touched_at + PRESS_S if self._touched_at >= self._rested_at else math.inf

    @property
    def _turn_s(self) -> float:
        quiet_s = self._turned_at - self._touched_at
        return max(SLOW_S, self._rule.turn_s) if quiet_s >= LIVELY_S else self._rule.turn_s

    @property
    def _look_at(self) -> float:
        return math.inf if self._looking else self._looked_at + FACTS_S

    def _look(self) -> None:
        self._looking = True
        self._around.send(lambda desk: self._finder.find(desk.site), self._found)

    def _found(self, found: Facts | Exception) -> None:
        self._looking, self._looked_at = False, self._around.monotonic()
        if isinstance(found, Exception):
            self._around.failed("The resting screen goes without figures", found)
        else:
            self.facts = found
        self._changed()
