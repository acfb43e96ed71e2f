"""What a server's answer means for the message that it answers. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http import HTTPStatus

CLOCK_OFF_S = 300.0
"""Further apart than this, and servers refuse what we sign (Standard Webhooks, "Verifying")."""
_MINUTE_S = 60.0
_NOT_YET = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
"""Refusals of a moment, not of the message."""


class Meaning(Enum):
    """What becomes of the message."""

    DELIVERED = auto()
    LATER = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, or that nothing did."""

    meaning: Meaning
    detail: str = ""
    """For a technician; never the server's own words, which may repeat the customer's."""
    kept_s: float | None = None
    """The pause that the server asked for."""


def answer_of(status: int, retry_after: str | None, now_s: float, date: str | None = None) -> Answer:
    """The meaning of a status line and what came with it; `now_s` is seconds since 1970."""
    if status // 100 == 2 or status == HTTPStatus.CONFLICT:  # noqa: PLR2004  (any success)
        return Answer(Meaning.DELIVERED)
    detail = f"HTTP {status}"
    if status == HTTPStatus.UNAUTHORIZED and (off := _clock_off(date, now_s)):
        # Signed with a wrong time: right again as soon as the clock is, and no word about the message.
        return Answer(Meaning.LATER, f"{detail}, {off}", kept_s(retry_after, now_s))
    if status // 100 == 4 and status not in _NOT_YET:  # noqa: PLR2004  (the client's fault)
        return Answer(Meaning.REFUSED, detail)
    # A redirection is not followed: what was signed for one server is not for another.
    return Answer(Meaning.LATER, detail, kept_s(retry_after, now_s))


def unanswered(why: str) -> Answer:
    """The line broke, or stayed silent."""
    return Answer(Meaning.LATER, why)


def _clock_off(date: str | None, now_s: float) -> str:
    """How far our clock is from the server's; nothing where both agree, or it does not say."""
    theirs = _moment_s(date or "")
    if theirs is None or abs(theirs - now_s) <= CLOCK_OFF_S:
        return ""
    way = "behind" if theirs > now_s else "ahead of"
    minutes = abs(theirs - now_s) / _MINUTE_S
    return f"and this box's clock is {minutes:.0f} min {way} the server's: set date and time"


def kept_s(retry_after: str | None, now_s: float) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110 §10.2.3), as a number or as a date."""
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return float(text)
    moment_s = _moment_s(text)
    return None if moment_s is None else max(0.0, moment_s - now_s)


def _moment_s(text: str) -> float | None:
    """Seconds since 1970 of a date as HTTP writes it (RFC 9110 §5.6.7); None for anything else."""
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
