"""What counts as a text, a number, a date or a time in a configuration file."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LARGEST = 1e300
"""Neither NaN nor infinity is below it, nor an integer that no float can hold."""
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def is_text(value: object) -> bool:
    """Whether it is a text that may go to a screen or a printer: no control characters in it."""
    return isinstance(value, str) and not _UNPRINTABLE.search(value)


def is_whole(value: object) -> bool:
    """Whether it is an integer; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool) and abs(value) < _LARGEST


def is_date(value: object) -> bool:
    return isinstance(as_date(value), date) and not isinstance(value, datetime)


def as_date(value: object) -> Any:
    """The date that TOML or a text gives; whatever else it is stays."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None


def is_time(value: object) -> bool:
    return isinstance(value, time) or (isinstance(value, str) and _CLOCK.fullmatch(value) is not None)


def as_time(value: time | str) -> time:
    return time.fromisoformat(value) if isinstance(value, str) else value
