"""What time alone makes due: called again, missed, back from outside. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from config.schema import Rules, TicketClass
from kiosk.clock import elapsed_s
from kiosk.event import Kind
from kiosk.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due to happen to a ticket."""

    ticket: Ticket
    kind: Kind
    facts: dict[str, Any] = field(default_factory=dict)


def recalls_due(ticket: Ticket, now: datetime, rules: Rules) -> int:
    """How many of the further calls should have been made by now and were not; a teller's own count."""
    if ticket.state is not TicketState.CALLED or ticket.called_at is None:
        return 0
    waited_s = elapsed_s(ticket.called_at, now)
    return max(0, sum(waited_s >= moment for moment in rules.recalls_s) - ticket.recalled)


def missed_after_s(ticket: Ticket, rules: Rules) -> int:
    """How long a called customer is waited for."""
    return rules.missed_after_care_s if ticket.ticket_class is TicketClass.CARE else rules.missed_after_s


def is_overdue(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether a called customer has been waited for long enough: the teller may miss the number."""
    called = ticket.state is TicketState.CALLED and ticket.called_at is not None
    return called and elapsed_s(ticket.called_at or now, now) >= missed_after_s(ticket, rules)


def is_still_valid(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether one who was missed may still come back without a new ticket."""
    if ticket.state is not TicketState.MISSED or ticket.aside_since is None:
        return False
    return ticket.misses <= rules.back_times and elapsed_s(ticket.aside_since, now) <= rules.missed_valid_s


def due(tickets: Iterable[Ticket], now: datetime, rules: Rules) -> Iterator[Due]:
    """Everything that time has made due, each once: what was done is seen in the tickets."""
    for ticket in tickets:
        if rules.miss_by_itself and is_overdue(ticket, now, rules):
            yield Due(ticket, Kind.MISSED, {"by_itself": True})
        elif recalls_due(ticket, now, rules):
            # After a silence only the last of the calls is made: nobody is called three times at once.
            made = sum(elapsed_s(ticket.called_at or now, now) >= moment for moment in rules.recalls_s)
            yield Due(ticket, Kind.RECALLED, {"by_itself": True, "recalled": made})
        elif _outside_too_long(ticket, now, rules):
            yield Due(ticket, Kind.RETURNED, {"by_itself": True})


def _outside_too_long(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    away = ticket.state is TicketState.AWAY and ticket.aside_since is not None
    return away and elapsed_s(ticket.aside_since or now, now) >= rules.step_out_s
