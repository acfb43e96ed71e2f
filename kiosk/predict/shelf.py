"""Where a night's learning is kept: one row of the store, made anew each night and replaceable at any time.

It is no state: the log says all that is in it, and nothing else is decided by it than what a wait
is told to be. So an audit of state and log leaves it out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.errors import LobbyError
from kiosk.predict.from_store import Learner
from kiosk.predict.predictor import VERSION, Predictor
from kiosk.store import Cursor

_SUBJECT = "waits"


class UnreadableError(LobbyError):
    """What was learned can't be used."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Which learning this is: up to which row of the log, and when it was made."""

    seq: int
    made_at: str


def newest(cursor: Cursor) -> Mark | None:
    """What was learned last; None before the first night."""
    found = cursor.one("SELECT seq, made_at FROM learning WHERE subject = ?", _SUBJECT)
    return Mark(*found) if found else None


def restore(cursor: Cursor, predictor: Predictor, learner: Learner, *, record: bool = False) -> None:
    """Let a fresh predictor know it; UnreadableError, with nothing learned, where it makes no sense."""
    found = cursor.one("SELECT version, model, record FROM learning WHERE subject = ?", _SUBJECT)
    version, model, rows = found or (None, "", "")
    if version != VERSION:
        raise UnreadableError(f"What was learned is of form {version}; this program's is {VERSION}.")
    try:
        kept = json.loads(model)
        predictor.restore({**kept, "record": json.loads(rows) if record else []})
        learner.closed = set(kept["closed"])
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableError(f"What was learned makes no sense: {error!r}.") from error


def keep(cursor: Cursor, predictor: Predictor, learner: Learner, seq: int, now: datetime) -> None:
    """In the place of what was there."""
    kept: dict[str, Any] = {**predictor.snapshot(), "closed": sorted(learner.closed)}
    record = kept.pop("record")
    cursor.run("DELETE FROM learning WHERE subject = ?", _SUBJECT)
    cursor.run(
        "INSERT INTO learning (subject, version, seq, made_at, model, record) VALUES (?, ?, ?, ?, ?, ?)",
        _SUBJECT,
        VERSION,
        seq,
        now.isoformat(),
        json.dumps(kept),
        json.dumps(record, separators=(",", ":")),
    )
