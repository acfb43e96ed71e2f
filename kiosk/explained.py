"""One ticket's wait as staff look at it: what was told, what came of it, what would be told now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk import rows
from kiosk.event import Event, Kind
from kiosk.progress import telling_now
from kiosk.scene import waited_s
from kiosk.site import Site
from kiosk.telling import Telling, late_s, why_told
from kiosk.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Now:
    """How one who waits stands at this moment."""

    telling: Telling
    """What would be told now, and from which figures."""
    waited_s: int
    late_s: int | None
    """Past the second figure of the ticket; None where none was told, or where the step is a later one."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A ticket, its promise and what it was made from."""

    ticket: Ticket
    why: dict[str, Any] | None
    """From which figures its paper told the wait; None where it told none."""
    late_s: int | None
    """By how much the first call came after the second figure; None before it."""
    now: Now | None
    """None unless the customer waits."""
    cares: tuple[Event, ...]
    """The visits of staff to this customer, the oldest first."""


def explained(site: Site, ticket: Ticket) -> Explained:
    """Everything there is to say on a ticket's wait."""
    site.foresight.catch_up(site.store, site.branch)
    with site.store.read() as cursor:
        log = rows.events_of(cursor, ticket.id)
        told = telling_now(site, cursor, ticket) if ticket.state is TicketState.WAITING else None
    return Explained(
        ticket=ticket,
        why=why_told(log),
        late_s=late_s(ticket, log),
        now=_now(site, ticket, told) if told else None,
        cares=tuple(event for event in log if event.kind is Kind.CARE_VISITED),
    )


def _now(site: Site, ticket: Ticket, told: Telling) -> Now:
    waited, wait = round(waited_s(ticket, site.clock())), ticket.promise.wait
    return Now(told, waited, max(0, waited - wait.p90_s) if wait and ticket.step == 0 else None)
