"""What a counter's page knows: who is here, who is next as far as that is decided, who is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from config.schema import Counter
from kiosk import floor_rows, rows, turns
from kiosk.calling import choose
from kiosk.clock import elapsed_s
from kiosk.desk import Desk
from kiosk.lobby import Lobby
from kiosk.recalls import is_still_valid, missed_after_s
from kiosk.ticket import Ticket, TicketState

_ASIDE_MOST = 6


@dataclass(frozen=True, slots=True)
class CounterView:
    """One counter at one moment."""

    counter: Counter
    desk: Desk
    now: datetime
    ticket: Ticket | None
    next: Ticket | None
    """Whom a press on next would call now; a ticket that comes meanwhile may change that."""
    waiting: int
    parked: tuple[Ticket, ...]
    missed: tuple[Ticket, ...]
    missed_after_s: int
    others: tuple[Counter, ...]
    """Open counters that can do what the customer here waits for as well."""

    @property
    def waited_s(self) -> float:
        """How long the customer here waited to be called."""
        since = self.ticket and self.ticket.waiting_since
        return elapsed_s(since, self.ticket.called_at or self.now) if since and self.ticket else 0.0


def counter_view(lobby: Lobby, counter_id: str) -> CounterView:
    """The counter now, read at one moment."""
    site = lobby.site
    counter, now = site.counter(counter_id), site.clock()
    with site.store.read() as cursor:
        here, desks = rows.served(cursor, counter_id), floor_rows.desks(cursor)
        turn = turns.turn(cursor, site.branch, counter, now)
        choice = choose(turn)
        aside = rows.tickets(
            cursor, "live = 1 AND state IN (?, ?)", TicketState.PARKED.value, TicketState.MISSED.value
        )
        return CounterView(
            counter=counter,
            desk=desks.get(counter_id, Desk(counter_id)),
            now=now,
            ticket=here,
            next=rows.ticket(cursor, choice.ticket.id) if choice else None,
            waiting=len(turn.waiting),
            parked=_latest(
                each for each in aside if each.state is TicketState.PARKED and _can_take(counter, each)
            ),
            missed=_latest(
                each
                for each in aside
                if is_still_valid(each, now, site.branch.rules) and _can_take(counter, each)
            ),
            missed_after_s=missed_after_s(here, site.branch.rules) if here else 0,
            others=tuple(_open_for(here, site.branch.counters, desks)) if here else (),
        )


def _can_take(counter: Counter, ticket: Ticket) -> bool:
    return ticket.counter == counter.id or _does(counter, ticket)


def _does(counter: Counter, ticket: Ticket) -> bool:
    return set(ticket.current.services) <= set(counter.services)


def _open_for(here: Ticket, among: Iterable[Counter], desks: Mapping[str, Desk]) -> Iterator[Counter]:
    for each in among:
        if each.id != here.counter and _does(each, here) and desks.get(each.id, Desk(each.id)).is_open:
            yield each


def _latest(found: Iterable[Ticket]) -> tuple[Ticket, ...]:
    aside = sorted(found, key=lambda ticket: ticket.aside_since or ticket.issued_at, reverse=True)
    return tuple(aside[:_ASIDE_MOST])
