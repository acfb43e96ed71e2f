"""An age band out of a date of birth, digit by digit, so that no text of it is ever made. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

_DIGITS = 8
_ADULT = 18
_OLDEST = 150


class AgeBand(StrEnum):
    """All that is kept of a birth."""

    YOUNG = "young"
    ADULT = "adult"
    CARE = "care"
    """Old enough that care is offered."""
    UNKNOWN = "unknown"


def age_band(birth: bytearray, today: date, care_from: int) -> AgeBand:
    """The band of YYYYMMDD, in ASCII or in UTF-16 as cards have it."""
    digits = [byte - ord("0") for byte in birth if byte]
    if len(digits) != _DIGITS or not all(digit in range(10) for digit in digits):
        return AgeBand.UNKNOWN
    year = digits[0] * 1_000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    month, day = digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]
    # A birthday of 29 February is kept on 1 March; that needs no calendar.
    years = today.year - year - ((today.month, today.day) < (month, day))
    if not (1 <= month <= 12 and 1 <= day <= 31 and 0 <= years <= _OLDEST):  # noqa: PLR2004 - a calendar's own
        return AgeBand.UNKNOWN
    if years >= care_from:
        return AgeBand.CARE
    return AgeBand.ADULT if years >= _ADULT else AgeBand.YOUNG
