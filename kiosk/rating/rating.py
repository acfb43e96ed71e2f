"""A ticket's rating: one, with every word of it in the log and the last one in force. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from config import rating as rules_of
from kiosk.clock import elapsed_s
from kiosk.event import Event
from kiosk.rating.verdict import Channel, Verdict
from kiosk.ticket import Ticket, TicketState

VERSIONS_MOST = 10
"""Who changes a rating more often plays with it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The word in force on one ticket's visit."""

    id: int
    """Counts the branch's ratings."""
    ticket_id: int
    uid: str
    """Names this version outside the box; a change has another."""
    version: int
    reference: str
    """What the customer asks by; it stays the same through every change."""
    day: date
    """The business day of the visit."""
    counter: str | None
    verdict: Verdict
    channel: Channel
    first_at: datetime
    rated_at: datetime


class Standing(Enum):
    """Whether a ticket may be rated."""

    NOT_YET = auto()
    """The visit goes on."""
    OPEN = auto()
    CHANGEABLE = auto()
    CLOSED = auto()
    """Too late, never served, or said for good."""


def standing(ticket: Ticket, said: Rating | None, now: datetime, rules: rules_of.Rating) -> Standing:
    """How it stands with a ticket's right to judge."""
    since = open_since(ticket)
    if since is None and not ticket.state.over:
        return Standing.NOT_YET
    if said is not None:
        fresh = elapsed_s(said.first_at, now) <= rules.change_s and said.version < VERSIONS_MOST
        return Standing.CHANGEABLE if fresh else Standing.CLOSED
    return Standing.OPEN if since and elapsed_s(since, now) <= rules.open_s else Standing.CLOSED


def open_since(ticket: Ticket) -> datetime | None:
    """From when on a visit may be judged; None for one that goes on, or of somebody who was never called.

    Set aside or sent on, and never called again, a ticket has no end of its service; noted as missed, it
    has not even a beginning. The right to judge is no less for that, else a teller could withhold it: it
    counts from the last thing that is known. Whoever truly missed the call may say so as well.
    """
    match ticket.state:
        case TicketState.FINISHED:
            return ticket.finished_at
        case TicketState.MISSED:
            return ticket.called_at
        case state:
            return (ticket.started_at or ticket.called_at) if state.over else None


def rated_facts(rating: Rating, replaces: str | None, branch: str, teller: str | None) -> dict[str, Any]:
    """All that a replay needs to build the rating again, and what is sent of it."""
    return {
        "id": rating.id,
        "uid": rating.uid,
        "version": rating.version,
        "replaces": replaces,
        "reference": rating.reference,
        "score": rating.verdict.score,
        "reasons": list(rating.verdict.reasons),
        "comment": rating.verdict.comment,
        "call_manager": rating.verdict.call_manager,
        "channel": rating.channel.value,
        "branch": branch,
        "teller": teller,
    }


def rating_after(said: Rating | None, event: Event, ticket: Ticket) -> Rating:
    """The rating once the event has happened."""
    facts = event.facts
    return Rating(
        id=facts["id"],
        ticket_id=ticket.id,
        uid=facts["uid"],
        version=facts["version"],
        reference=facts["reference"],
        day=ticket.day,
        counter=ticket.counter,
        verdict=Verdict(facts["score"], tuple(facts["reasons"]), facts["comment"], facts["call_manager"]),
        channel=Channel(facts["channel"]),
        first_at=said.first_at if said else event.at,
        rated_at=event.at,
    )
