"""What a server's answer means for the message that it answers. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http import HTTPStatus


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


def answer_of(status: int, retry_after: str | None, now_s: float) -> Answer:
    """The meaning of a status line; `now_s` is seconds since 1970."""
    if status // 100 == 2 or status == HTTPStatus.CONFLICT:  # noqa: PLR2004  (any success)
        return Answer(Meaning.DELIVERED)
    detail = f"HTTP {status}"
    if status // 100 == 4 and status != HTTPStatus.TOO_MANY_REQUESTS:  # noqa: PLR2004  (the client's fault)
        return Answer(Meaning.REFUSED, detail)
    # A redirection is not followed: what was signed for one server is not for another.
    return Answer(Meaning.LATER, detail, kept_s(retry_after, now_s))


def unanswered(why: str) -> Answer:
    """The line broke, or stayed silent."""
    return Answer(Meaning.LATER, why)


def kept_s(retry_after: str | None, now_s: float) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110 §10.2.3), as a number or as a date."""
    text = (retry_after or "").strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - now_s)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
