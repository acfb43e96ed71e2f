"""A card that is tapped twice in a moment was tapped once: many people double-click everything."""

from __future__ import annotations

from collections.abc import Callable

DOUBLE_TAP_S = 0.4


class DoubleTap:
    """Knows the second half of a double tap."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self.forget()

    def forget(self) -> None:
        """Nothing was tapped yet."""
        self._last, self._at = "", 0.0

    def is_second(self, card: str) -> bool:
        """Whether this tap belongs to the one before; if not, it is the first of its own."""
        now = self._monotonic()
        if card == self._last and now - self._at < DOUBLE_TAP_S:
            return True
        self._last, self._at = card, now
        return False
