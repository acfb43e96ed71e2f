"""What the log says of advice: what stands, which counters are about to open, what was asked for. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.event import Event, Kind

ADVICE, REST, SUPPORT = "advice", "advice_rest", "support"
OPENING, SPARE = "opening:", "spare:"
"""A counter that somebody is on the way to; one that is open because advice was followed."""

Noted = tuple[datetime, dict[str, Any]]
Notes = dict[str, Noted | None]
"""By key: since when, and its facts; None for what is settled."""

_SHUT = frozenset({Kind.COUNTER_CLOSED, Kind.COUNTER_PAUSED})
_ENDING = frozenset({Kind.ADVICE_FOLLOWED, Kind.ADVICE_DECLINED, Kind.ADVICE_WITHDRAWN})
KINDS = (
    frozenset({Kind.ADVICE_GIVEN, Kind.ADVICE_ESCALATED, Kind.SUPPORT_ASKED, Kind.SUPPORT_ANSWERED})
    | _ENDING
    | _SHUT
    | {Kind.COUNTER_OPENED}
)


def noted(known: Mapping[str, Noted], event: Event) -> Notes:
    """What an event opens, changes or settles."""
    match event.kind:
        case Kind.ADVICE_GIVEN:
            return {ADVICE: _given(known, event), REST: None}
        case Kind.ADVICE_ESCALATED:
            since, facts = known.get(ADVICE, (event.at, {}))
            return {ADVICE: (since, {**facts, "escalated": True})}
        case Kind.SUPPORT_ASKED | Kind.SUPPORT_ANSWERED:
            return {SUPPORT: (event.at, event.facts)}
        case Kind.COUNTER_OPENED:
            return _opened(known, event)
        case _ if event.kind in _ENDING:
            return _ended(event)
        case _ if event.kind in _SHUT:
            return _shut(known, event)
        case _:
            return {}


def _given(known: Mapping[str, Noted], event: Event) -> Noted:
    """The same advice said again, since it has become urgent, stands since it was said first."""
    if not _advised(known, event, event.facts["deed"]):
        return event.at, event.facts
    since, facts = known[ADVICE]
    return since, {**event.facts, **({"escalated": True} if "escalated" in facts else {})}


def _ended(event: Event) -> Notes:
    changes: Notes = {ADVICE: None}
    if event.kind is Kind.ADVICE_DECLINED:
        changes[REST] = event.at, event.facts
    elif event.kind is Kind.ADVICE_FOLLOWED and event.facts["deed"] == "open":
        changes[f"{OPENING}{event.counter}"] = event.at, {"ready_s": event.facts["ready_s"]}
    return changes


def _opened(known: Mapping[str, Noted], event: Event) -> Notes:
    key = f"{OPENING}{event.counter}"
    meant = _advised(known, event, "open")
    if not meant and key not in known:
        return {}
    changes: Notes = {f"{SPARE}{event.counter}": (event.at, {})}
    if key in known:
        changes[key] = None
    if meant:
        changes[ADVICE] = None
    return changes


def _shut(known: Mapping[str, Noted], event: Event) -> Notes:
    keys = [key for key in (f"{OPENING}{event.counter}", f"{SPARE}{event.counter}") if key in known]
    changes: Notes = dict.fromkeys(keys)
    if _advised(known, event, "close"):
        changes[ADVICE] = None
    return changes


def _advised(known: Mapping[str, Noted], event: Event, deed: str) -> bool:
    """Whether just this was advised and nobody has answered yet."""
    facts = known[ADVICE][1] if ADVICE in known else {}
    return facts.get("deed") == deed and facts.get("counter") == event.counter
