"""Many tickets in a row from one kiosk: a pause that grows, and a word to staff; never a refusal. Pure.

A bucket that leaks: each ticket adds one, and one leaves it in the time that a person in line needs.
Whoever comes at that pace never fills it, however long the line before an opening is; fingers that
take one number after the other do, and each of those waits longer than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from config.front import Hoarding

OTHER_SERVICE = 0.5
"""Another service than the last one is rather another customer."""
TOLD_AGAIN_S = 600.0
"""Staff are told once of a stretch of it, and again when it begins anew after so long."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one kiosk gave of late. Seconds are those of a clock that only goes forward."""

    level: float = 0.0
    at_s: float = 0.0
    """When the level was true."""
    services: tuple[str, ...] = ()
    """Of the last ticket."""
    over: int = 0
    """How many tickets in this stretch were too many."""
    told_at_s: float | None = None

    def level_at(self, now_s: float, rule: Hoarding) -> float:
        """How full the bucket is."""
        return max(0.0, self.level - (now_s - self.at_s) / rule.pace_s)

    def after_ticket(self, services: tuple[str, ...], now_s: float, rule: Hoarding) -> Taken:
        """With one more ticket."""
        level = self.level_at(now_s, rule)
        weight = 1.0 if not self.services or set(services) & set(self.services) else OTHER_SERVICE
        over = self.over + 1 if self._is_full(level + weight, rule) else self.over if level else 0
        return replace(self, level=level + weight, at_s=now_s, services=services, over=over)

    def after_call(self, now_s: float, rule: Hoarding) -> Taken:
        """Somebody is served: the numbers are in use."""
        level = max(0.0, self.level_at(now_s, rule) - 1)
        return replace(self, level=level, at_s=now_s, over=self.over if level else 0)

    def pause_s(self, now_s: float, rule: Hoarding) -> float:
        """How long the next ticket has to wait; nothing for whoever comes at an honest pace."""
        if not self._is_full(self.level_at(now_s, rule), rule):
            return 0.0
        pause_s = min(rule.longest_pause_s, rule.first_pause_s * 2.0 ** min(max(0, self.over - 1), 10))
        return max(0.0, self.at_s + pause_s - now_s)

    def is_news(self, now_s: float) -> bool:
        """Whether staff have not been told of this yet."""
        return self.told_at_s is None or now_s - self.told_at_s >= TOLD_AGAIN_S

    def told(self, now_s: float) -> Taken:
        return replace(self, told_at_s=now_s)

    def _is_full(self, level: float, rule: Hoarding) -> bool:
        return bool(rule.free) and level >= rule.free
