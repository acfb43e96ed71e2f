"""How loud the voice is at this hour. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from config.lobby_devices import Loudness

_FULL = 100


def percent_at(volume: Sequence[Loudness], now: time) -> int:
    """The loudness of the latest step before now; before the day's first step that of the last one."""
    if not volume:
        return _FULL
    past = [step for step in volume if step.at <= now]
    return (past or list(volume))[-1].percent
