"""The whole floor at one moment: what board, phone, tablet and alarms look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from config.schema import Branch, Counter
from kiosk import floor_rows, rows, turns
from kiosk.calling import Call, Turn, Waiting, turn_of, waiting_of
from kiosk.clock import elapsed_s
from kiosk.desk import Desk
from kiosk.evolve import Device
from kiosk.matters import Matter
from kiosk.rating.cases import Calling, open_cases
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything live, as it stands."""

    now: datetime
    branch: Branch
    tickets: tuple[Ticket, ...]
    """Those whose visit has not ended, oldest first."""
    desks: Mapping[str, Desk]
    matters: Mapping[str, Matter]
    devices: Mapping[str, Device]
    opened_at: datetime
    """When the business day began."""
    recent: tuple[Call, ...] = ()
    """The last calls, the latest first, as far as the next ones depend on them."""
    recalled_at: Mapping[int, datetime] = field(default_factory=dict)
    """When those who were called and did not come yet were called again, by ticket."""
    cases: tuple[Calling, ...] = ()
    """Unhappy customers whose case is open, oldest first."""

    def in_state(self, *states: TicketState) -> list[Ticket]:
        """The tickets in one of these states."""
        return [ticket for ticket in self.tickets if ticket.state in states]

    def waiting(self) -> list[Waiting]:
        """Those who wait, as the order of calling sees them."""
        return [waiting_of(self.branch, ticket) for ticket in self.in_state(TicketState.WAITING)]

    def open_counters(self) -> Iterator[Counter]:
        """The counters that may call now; one that nobody ever opened or closed is open."""
        for counter in self.branch.counters:
            desk = self.desks.get(counter.id)
            if desk is None or desk.is_open:
                yield counter

    def turn(self, counter: Counter, people: list[Waiting]) -> Turn:
        """The turn of a counter, were only these waiting."""
        idle_s = turns.idle_s(self.desks.get(counter.id), self.opened_at, self.now)
        return turn_of(counter, people, self.now, self.branch.rules, self.recent, idle_s)


def scene(site: Site) -> Scene:
    """The floor now."""
    with site.store.read() as cursor:
        return scene_at(cursor, site.branch, site.clock())


def scene_at(cursor: Cursor, branch: Branch, now: datetime) -> Scene:
    """The floor within one view of the store."""
    day, opened_at = turns.business_day(cursor, now)
    tickets = tuple(rows.live_tickets(cursor))
    floor = Scene(
        now=now,
        branch=branch,
        tickets=tickets,
        desks=floor_rows.desks(cursor),
        matters=floor_rows.matters(cursor),
        devices=rows.devices(cursor),
        opened_at=opened_at,
        recalled_at=turns.last_recalls(cursor, tickets),
        cases=open_cases(cursor),
    )
    counting = turns.counting_calls(floor.open_counters(), floor.waiting(), now)
    return replace(floor, recent=turns.recent_calls(cursor, day, counting, branch.rules.care_in_a_row))


def waited_s(ticket: Ticket, now: datetime) -> float:
    """How long a ticket has waited for the step at hand."""
    return elapsed_s(ticket.waiting_since or ticket.issued_at, now)
