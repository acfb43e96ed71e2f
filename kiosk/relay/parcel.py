"""What is sent of an event, to whom, under which name: fixed when it is committed. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kiosk.clock import elapsed_s
from kiosk.event import Event, Kind
from kiosk.ticket import Ticket


class Destination(StrEnum):
    """Who takes it."""

    SCORING = "scoring"
    NOTICES = "notices"
    CHECKS = "checks"
    """What lobby managers looked at: the scoring server as well, at another address of it."""


class Fate(StrEnum):
    """How far a parcel has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"
    """The server won't have it: kept, and told to staff."""
    VOID = "void"
    """A notice whose customer was called before it could be sent."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message of the outbox. Its id is its place in the log, so that the oldest goes first."""

    id: int
    destination: Destination
    ticket_id: int
    uid: str
    body: str
    """What is signed and sent, letter for letter; without the address where it is a notice."""
    attempts: int = 0


KINDS = frozenset({Kind.RATED, Kind.NOTICE_DUE, Kind.CHECKED})
"""The kinds of events that leave the box."""
_LONGEST_S = 7 * 86_400.0
NO_TICKET = 0
"""What is about no ticket; it keeps its order all the same."""


def parcel_of(event: Event, ticket: Ticket | None) -> Parcel:
    """What an event makes to be sent; a check is about no ticket."""
    if ticket is None:
        return _parcel(event, Destination.CHECKS, NO_TICKET, _check(event))
    if event.kind is Kind.RATED:
        return _parcel(event, Destination.SCORING, ticket.id, _rating(event, ticket))
    return _parcel(event, Destination.NOTICES, ticket.id, _notice(event, ticket))


def _parcel(event: Event, destination: Destination, ticket_id: int, value: dict[str, Any]) -> Parcel:
    return Parcel(event.seq, destination, ticket_id, event.facts["uid"], as_json(value))


def as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rating(event: Event, ticket: Ticket) -> dict[str, Any]:
    facts = event.facts
    return {
        "id": facts["uid"],
        "branch": facts["branch"],
        "ticket": {
            "id": ticket.public_id,
            "number": ticket.label,
            "business_date": ticket.day.isoformat(),
            "services": list(ticket.services),
            "zone": ticket.current.zone,
            "class": ticket.ticket_class.value,
        },
        "counter": ticket.counter,
        "teller": facts["teller"],
        "score": facts["score"],
        "reasons": facts["reasons"],
        "comment": facts["comment"],
        "call_manager": facts["call_manager"],
        "channel": facts["channel"],
        "rated_at": event.at.isoformat(),
        "issued_at": ticket.issued_at.isoformat(),
        "called_at": _written(ticket.called_at),
        "finished_at": _written(ticket.finished_at),
        "wait_s": _between(ticket.issued_at, ticket.called_at),
        "service_s": _between(ticket.called_at, ticket.finished_at),
        "reference": facts["reference"],
        "version": facts["version"],
        "replaces": facts["replaces"],
    }


def _check(event: Event) -> dict[str, Any]:
    facts = event.facts
    said = {name: facts[name] for name in ("branch", "by", "checklist", "items")}
    return {"id": facts["uid"], "at": event.at.isoformat(), **said}


def _notice(event: Event, ticket: Ticket) -> dict[str, Any]:
    return {
        "id": event.facts["uid"],
        "branch": event.facts["branch"],
        "ticket": {"id": ticket.public_id, "number": ticket.label, "zone": ticket.current.zone},
        "ahead": event.facts["ahead"],
        "language": ticket.language,
        "due_at": event.at.isoformat(),
    }


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _between(since: datetime | None, until: datetime | None) -> int | None:
    """None also where a clock that was put right lies between: no visit lasts for years."""
    lasted_s = elapsed_s(since, until) if since and until else None
    return None if lasted_s is None or lasted_s > _LONGEST_S else round(lasted_s)
