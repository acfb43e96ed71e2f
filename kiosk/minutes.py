"""A wait in whole minutes, rounded up as a customer should be told it."""

from __future__ import annotations

from kiosk.ticket import WaitRange

_MINUTE_S = 60
_COARSE_FROM_S = 600
_COARSE_STEP_MIN = 5


def printed_range(wait: WaitRange) -> tuple[int, int]:
    """Minutes: half of all tickets wait at most the first, nine in ten at most the second."""
    low = _rounded_up(wait.p50_s)
    return low, max(low, _rounded_up(wait.p90_s))


def _rounded_up(wait_s: int) -> int:
    """To one minute below ten, to five from there: nobody trusts a wait of 17 minutes."""
    if wait_s <= _COARSE_FROM_S:
        return max(0, -(-wait_s // _MINUTE_S))
    return -(-wait_s // (_COARSE_STEP_MIN * _MINUTE_S)) * _COARSE_STEP_MIN
