"""A signed message as it comes in: taken apart, proven to be a branch's, and answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.scoring.keys import is_unit
from kiosk.scoring.signature import SignatureRefused, Signed, signed, verify

_SHOWN = 60


class Outcome(StrEnum):
    """What became of a message."""

    TAKEN = "taken"
    KNOWN = "known"
    """It was here before, with the same content: delivered."""
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told."""

    outcome: Outcome
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it came."""

    headers: Mapping[str, str]
    body: bytes


Opened = tuple[Signed, Mapping[str, Any], str]
"""What signs it, its content, and the branch that it says it's from."""


def opened(sent: Sent) -> Opened | Answer:
    """The message taken apart, nothing of it believed yet."""
    try:
        message = signed(sent.headers)
        content = json.loads(sent.body.decode(), parse_constant=_no_number)
    except SignatureRefused as error:
        return Answer(Outcome.UNPROVEN, str(error))
    except (ValueError, RecursionError):
        return Answer(Outcome.UNREADABLE, "The body is not JSON in UTF-8: send one object.")
    if not isinstance(content, dict):
        kind = {list: "a list"}.get(type(content), "no object")
        return Answer(Outcome.UNREADABLE, f"The body is {kind}: send one object.")
    unit = content.get("branch")
    if not isinstance(unit, str) or not is_unit(unit):
        words = f"branch is {_short(unit)}; it is an id of 1 to 24 small letters, digits and dashes."
        return Answer(Outcome.INVALID, words)
    return message, content, unit


def _short(value: object) -> str:
    written = ascii(value)
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"


def _no_number(_: str) -> float:
    raise ValueError


def doubted(sent: Sent, found: Opened, keys: tuple[bytes, ...], now_s: float) -> Answer | None:
    """Why nobody is proven to have sent it; None where its branch did, and lately."""
    message, _, unit = found
    if not keys:
        return Answer(Outcome.UNPROVEN, f"The branch {unit!r} has no key here: give it one first.")
    try:
        verify(message, sent.body, keys, now_s)
    except SignatureRefused as error:
        return Answer(Outcome.UNPROVEN, str(error))
    return None
