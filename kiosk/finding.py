"""What was found of the box, as a phrase and what goes into it: each reader has it in his own language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_MOST = 24
_LONGEST = 400
"""A record stands in the log for ever: a folder in which all is wrong must not fill it."""

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: a phrase of the group [doctor], and the values of its placeholders."""

    phrase: str
    values: Mapping[str, Value] = field(default_factory=dict)
    part: str = ""
    """Which part of the box it is about, where several are told of at once."""

    @property
    def value(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"phrase": self.phrase, "values": dict(self.values)}


def finding(phrase: str, **values: Value) -> Finding:
    """The same, said shorter."""
    return Finding(phrase, values)


@dataclass(frozen=True, slots=True)
class Record:
    """What a chore found, and when, as the log keeps it."""

    at: str
    """By the clock on the wall, to the minute."""
    found: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """For the log."""
        told = [*self.found[:_MOST]]
        if more := len(self.found) - _MOST:
            told += [finding("doctor.more", count=more)] if more > 0 else []
        rows = [[each.part, each.phrase, _cut(each.values)] for each in told]
        return json.dumps({"at": self.at, "found": rows}, ensure_ascii=False, separators=(",", ":"))


def record_in(text: str) -> Record | None:
    """What the log keeps; None of a sentence that was written before findings were."""
    try:
        kept = json.loads(text)
        return Record(str(kept["at"]), tuple(_finding(each) for each in kept["found"]))
    except (ValueError, KeyError, TypeError):
        return None


def _finding(row: Sequence[Any]) -> Finding:
    part, phrase, values = row
    return Finding(str(phrase), dict(values), str(part))


def _cut(values: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
        for name, value in values.items()
    }
