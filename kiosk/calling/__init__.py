"""Whom a counter calls next, and why: rules as pure functions, chosen by the branch's configuration."""

from __future__ import annotations

from kiosk.calling.rules import FAVOURED, RULES, Rule, choose, rule_of
from kiosk.calling.turn import (
    Call,
    Choice,
    Turn,
    Waiting,
    came,
    can_serve,
    may_come_to,
    serves,
    turn_of,
    waiting_of,
)

__all__ = [
    "FAVOURED",
    "RULES",
    "Call",
    "Choice",
    "Rule",
    "Turn",
    "Waiting",
    "came",
    "can_serve",
    "choose",
    "may_come_to",
    "rule_of",
    "serves",
    "turn_of",
    "waiting_of",
]
