"""A counter at work: open or not, why not, and since when it is without a customer. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.event import Event, Kind
from kiosk.ticket import Ticket

_DEEDS = frozenset({Kind.COUNTER_OPENED, Kind.COUNTER_PAUSED, Kind.COUNTER_CLOSED})


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known of one counter today."""

    id: str
    is_open: bool = True
    reason: str = ""
    """Why it is closed or pauses, in the teller's words."""
    idle_since: datetime | None = None
    """None while it has a customer."""


def desk_of(event: Event, before: Ticket | None, after: Ticket | None) -> str | None:
    """The counter that an event changes, given its ticket before and after; None where it changes none."""
    if event.kind in _DEEDS:
        return event.counter
    taken = after is not None and after.state.at_counter
    was_taken = before is not None and before.state.at_counter
    if taken == was_taken:
        return None
    ticket = after if taken else before
    return ticket.counter if ticket else None


def desk_after(desk: Desk | None, counter: str, event: Event, after: Ticket | None) -> Desk:
    """The counter once the event has happened."""
    known = desk or Desk(counter, idle_since=event.at)
    if event.kind not in _DEEDS:
        busy = after is not None and after.state.at_counter
        return replace(known, idle_since=None if busy else event.at)
    if event.kind is Kind.COUNTER_OPENED:
        return replace(known, is_open=True, reason="", idle_since=known.idle_since and event.at)
    return replace(known, is_open=False, reason=event.facts.get("reason", ""))
