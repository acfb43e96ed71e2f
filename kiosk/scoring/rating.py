"""A rating as the scoring server understands it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

BAD_MOST = 2
"""1 and 2 of 5: what people may expect an answer to."""
GOOD_LEAST = 4
SCORES = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Rating:
    """One verdict on one visit, by one sending."""

    id: str
    unit: str
    ticket: str
    number: str
    day: date
    """The ticket's business date."""
    service: str
    counter: str
    person: str
    """Who served, as the branch names its tellers; empty where nobody knows."""
    score: int
    reasons: tuple[str, ...]
    comment: str
    call_manager: bool
    channel: str
    rated_at: datetime
    version: int
    """Counts the customer's words on this visit; the last one is in force."""
    reference: str
    """What the customer was told to ask by."""
    content: str
    """The whole of it as it came."""
    hash: str
    """The same for the same content, however it was written down."""

    @property
    def wants_answer(self) -> bool:
        """Whether somebody has to look into it; never whether anybody is to blame."""
        return self.score <= BAD_MOST or self.call_manager


def content_hash(content: Mapping[str, Any]) -> str:
    """What tells two ratings of one id apart."""
    written = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
