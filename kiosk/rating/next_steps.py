"""What a customer is told to expect after judging: what happens now, and nothing that does not."""

from __future__ import annotations

from datetime import date

from config.phrases import Phrases
from kiosk.rating.cases import Answer, is_late


def next_steps(answer: Answer, words: Phrases, today: date) -> list[str]:
    """What happens now, and nothing that does not."""
    case = answer.case
    if case is None:
        return [words("rating.next_none")]
    if not case.is_open:
        return []
    day = case.due_on.isoformat()
    due = words("rating.next_late" if is_late(case, today) else "rating.next_due", day=day)
    if case.contact:
        return [words("rating.next_handed", name=case.owner, contact=case.contact), due]
    if case.calls:
        return [words("rating.next_calls"), due]
    return [words("rating.next_taken", name=case.owner), due]
