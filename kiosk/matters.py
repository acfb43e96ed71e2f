"""What is open on the floor besides tickets: duty, calls for help, an outage, missed in a row. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.advice import stance
from kiosk.event import Event, Kind

OUTAGE = "outage"
SWEEP = "sweep"
NO_SHOWS = "no_shows"
HELP = "help:"
DUTY = "duty:"

_CAME = frozenset({Kind.STARTED, Kind.FINISHED, Kind.STEP_DONE})
_SEEN = frozenset({Kind.PRESENT, Kind.CALLED, Kind.MISSED, Kind.CANCELLED, Kind.STEPPED_OUT})

CONCERNED = (
    frozenset({Kind.DAY_OPENED, Kind.HELP_ASKED, Kind.HELP_ANSWERED, Kind.DUTY_STARTED, Kind.DUTY_ENDED})
    | {Kind.OUTAGE_TOLD, Kind.OUTAGE_ENDED, Kind.SWEEP_STARTED, Kind.TRANSFERRED}
    | _CAME
    | _SEEN
    | stance.KINDS
)
"""The kinds of events that may change a matter; an issue is none of them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something open since a moment, with its facts; JSON values only."""

    since: datetime
    facts: dict[str, Any]


Changes = dict[str, Matter | None]
"""Matters by key, None for those that are settled."""


def matters_after(known: Mapping[str, Matter], event: Event) -> Changes:
    """What an event opens, changes or settles."""
    if event.kind is Kind.DAY_OPENED:
        return dict.fromkeys(known)
    if event.kind is Kind.SWEEP_STARTED:
        return {SWEEP: Matter(event.at, {"tickets": event.facts["tickets"]}), NO_SHOWS: None}
    if event.kind in _OPENING:
        key, keeps_facts = _OPENING[event.kind]
        return {key(event.facts): Matter(event.at, event.facts if keeps_facts else {})}
    if event.kind in _SETTLING:
        return {_SETTLING[event.kind](event.facts): None}
    if event.kind in stance.KINDS:
        return _advised(known, event)
    return {**_no_shows(known, event), **_swept(known, event)}


def _advised(known: Mapping[str, Matter], event: Event) -> Changes:
    before = {key: (matter.since, matter.facts) for key, matter in known.items()}
    found = stance.noted(before, event)
    return {key: Matter(*note) if note else None for key, note in found.items()}


def _help(facts: dict[str, Any]) -> str:
    return f"{HELP}{facts['kind']}"


def _duty(facts: dict[str, Any]) -> str:
    return f"{DUTY}{facts['staff']}"


def _outage(_: dict[str, Any]) -> str:
    return OUTAGE


_OPENING = {
    Kind.HELP_ASKED: (_help, False),
    Kind.DUTY_STARTED: (_duty, False),
    Kind.OUTAGE_TOLD: (_outage, True),
}
_SETTLING = {Kind.HELP_ANSWERED: _help, Kind.DUTY_ENDED: _duty, Kind.OUTAGE_ENDED: _outage}


def _no_shows(known: Mapping[str, Matter], event: Event) -> Changes:
    """Missed in a row: counted at the counters, forgotten as soon as somebody came."""
    if _came(event) and NO_SHOWS in known:
        return {NO_SHOWS: None}
    if event.kind is not Kind.MISSED or event.counter is None:
        return {}
    before = known[NO_SHOWS].facts["count"] if NO_SHOWS in known else 0
    return {NO_SHOWS: Matter(event.at, {"count": before + 1})}


def _came(event: Event) -> bool:
    """Whether a customer stood at a counter: whom it sends on has come as well."""
    return event.kind in _CAME or (event.kind is Kind.TRANSFERRED and event.counter is not None)


def _swept(known: Mapping[str, Matter], event: Event) -> Changes:
    """A ticket of a presence sweep that was seen, called or given up needs no look any more."""
    sweep = known.get(SWEEP)
    if sweep is None or event.kind not in _SEEN or event.ticket_id not in sweep.facts["tickets"]:
        return {}
    left = [ticket for ticket in sweep.facts["tickets"] if ticket != event.ticket_id]
    return {SWEEP: Matter(sweep.since, {"tickets": left}) if left else None}
