"""One press is one press: contacts bounce, keypads repeat what was not heard, and people press twice."""

from __future__ import annotations

from config.unit_profile import Key

_HASTE_S = 2.0
"""Nobody is served in less: a second "next" within it would send away who was just called."""


class Debounce:
    """The presses of one keypad that count."""

    def __init__(self, within_s: float) -> None:
        self._within_s = within_s
        self._last: dict[Key, float] = {}
        self._taken: dict[Key, float] = {}

    def counts(self, key: Key, at_s: float) -> bool:
        """Whether this is a press of its own; a key that is held down is one press however long."""
        since_s = at_s - self._last.get(key, float("-inf"))
        self._last[key] = at_s
        if since_s < self._within_s:
            return False
        if key is Key.NEXT and at_s - self._taken.get(key, float("-inf")) < _HASTE_S:
            return False
        self._taken[key] = at_s
        return True
