"""The clock everything is told: aware times in the branch's own time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def branch_clock(timezone: str, shift: timedelta = timedelta()) -> Clock:
    """The branch's clock; `shift` moves it for tests and demonstrations."""
    zone = ZoneInfo(timezone)
    return lambda: (datetime.now(UTC) + shift).astimezone(zone)


def shift_to(start: datetime, timezone: str) -> timedelta:
    """What makes a clock say `start` now; a time without an offset is the branch's own."""
    aware = start if start.tzinfo else start.replace(tzinfo=ZoneInfo(timezone))
    return aware.astimezone(UTC) - datetime.now(UTC)


def elapsed_s(since: datetime, until: datetime) -> float:
    """Seconds between two moments; never negative, since a clock may have been set back."""
    # By UTC: two times of one zone are subtracted by the wall, which may have been turned between them.
    return max(0.0, (until.astimezone(UTC) - since.astimezone(UTC)).total_seconds())


def minute_of(at: time) -> int:
    """The minute of the day, by the clock on the wall."""
    return at.hour * 60 + at.minute


def minutes_on(at: time, minutes: int) -> time:
    """So many minutes later, yet on the same day."""
    return time(*divmod(min(minute_of(at) + minutes, 24 * 60 - 1), 60))
