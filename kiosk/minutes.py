"""A wait in whole minutes, rounded up, and in the words that screen and paper share."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.ticket import WaitRange

_MINUTE_S = 60
_HOUR_MIN = 60
_COARSE_FROM_S = 600
_COARSE_STEP_MIN = 5
_LONG_MIN = 180
"""A wait from here is told in hours."""


def printed_range(wait: WaitRange) -> tuple[int, int]:
    """Minutes: half of all tickets wait at most the first, nine in ten at most the second."""
    low = _rounded_up(wait.p50_s)
    return low, max(low, _rounded_up(wait.p90_s))


def is_none(wait: WaitRange) -> bool:
    """Whether the customer goes straight to the window."""
    return printed_range(wait)[1] == 0


def wait_words(wait: WaitRange, phrases: Callable[..., str]) -> str:
    """The wait as a customer is told it; `phrases` gives a phrase by its key, filled in."""
    if is_none(wait):
        return phrases("wait.none")
    low, high = printed_range(wait)
    if low >= _LONG_MIN:
        return phrases("wait.long", hours=low // _HOUR_MIN)
    if low in {0, high}:
        return phrases("wait.about", minutes=high)
    return phrases("wait.range", low=low, high=high)


def _rounded_up(wait_s: int) -> int:
    """To one minute below ten, to five from there: nobody trusts a wait of 17 minutes."""
    if wait_s <= _COARSE_FROM_S:
        return max(0, -(-wait_s // _MINUTE_S))
    return -(-wait_s // (_COARSE_STEP_MIN * _MINUTE_S)) * _COARSE_STEP_MIN
