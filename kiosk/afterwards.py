"""What the log makes of visits that are over: ratings, cases, what is sent, and whom to tell.

The journal writes what these functions answer, and the audit folds them: see `kiosk.evolve`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.event import Event, Kind
from kiosk.rating import case, tables
from kiosk.rating.case import Case, case_after
from kiosk.rating.rating import Rating, rating_after
from kiosk.relay import outbox, parcel
from kiosk.relay.parcel import Fate, Parcel, parcel_of
from kiosk.store import Cursor
from kiosk.ticket import Ticket

_NEEDLESS = frozenset(
    {Kind.CALLED, Kind.MISSED, Kind.CANCELLED, Kind.EXPIRED, Kind.NOTICE_WITHDRAWN},
)
"""Once this happens to a ticket, nobody needs to be told any more that the turn is near."""
KINDS = frozenset({Kind.NOTICE_ASKED}) | parcel.KINDS | case.KINDS | _NEEDLESS

PARCEL = "the parcel of row"
"""Of these the key is a row of the log, of all others a ticket."""

Find = Callable[[int], Ticket]


def apply(cursor: Cursor, event: Event, find: Find) -> None:
    """Write the state that an event makes."""
    ticket_id = event.ticket_id or 0
    if event.kind in _NEEDLESS:
        cursor.run("DELETE FROM notice WHERE ticket_id = ?", ticket_id)
    elif event.kind is Kind.RATED:
        said = tables.rating_of(cursor, ticket_id)
        tables.save_rating(cursor, rating_after(said, event, find(ticket_id)))
    elif event.kind in case.KINDS:
        tables.save_case(cursor, case_after(tables.case_of(cursor, ticket_id), event))
    elif event.kind is Kind.NOTICE_DUE:
        cursor.run("UPDATE notice SET due = 1 WHERE ticket_id = ?", ticket_id)
    if event.kind in parcel.KINDS:
        outbox.put(cursor, parcel_of(event, find(ticket_id) if ticket_id else None))


@dataclass(slots=True)
class Told:
    """All that the log says of it, folded."""

    ratings: dict[int, Rating] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    parcels: dict[int, Parcel] = field(default_factory=dict)
    notices: dict[int, int] = field(default_factory=dict)
    """Whether the notice is due, by ticket; the address is not for the log."""

    def take(self, event: Event, tickets: Mapping[int, Ticket]) -> None:
        """Fold one event in."""
        ticket_id = event.ticket_id or 0
        if event.kind in _NEEDLESS:
            self.notices.pop(ticket_id, None)
        elif event.kind is Kind.RATED:
            said = self.ratings.get(ticket_id)
            self.ratings[ticket_id] = rating_after(said, event, tickets[ticket_id])
        elif event.kind in case.KINDS:
            self.cases[ticket_id] = case_after(self.cases.get(ticket_id), event)
        elif event.kind in {Kind.NOTICE_ASKED, Kind.NOTICE_DUE}:
            self.notices[ticket_id] = int(event.kind is Kind.NOTICE_DUE)
        if event.kind in parcel.KINDS:
            self.parcels[event.seq] = parcel_of(event, tickets.get(ticket_id))

    def compared(self, cursor: Cursor) -> Iterator[tuple[str, Mapping[int, Any], Mapping[int, Any]]]:
        """What the log says beside what the store says, by what it is of."""
        yield "the rating of ticket", self.ratings, _by_ticket(tables.ratings(cursor, "1 = 1"))
        yield "the case of ticket", self.cases, _by_ticket(tables.cases(cursor, "1 = 1"))
        yield "the notice of ticket", self.notices, dict(cursor.all("SELECT ticket_id, due FROM notice"))
        told = {
            seq: (each.destination, each.ticket_id, each.uid, each.body) for seq, each in self.parcels.items()
        }
        yield PARCEL, told, _kept(cursor, self.parcels)


def _by_ticket(found: list[Any]) -> dict[int, Any]:
    return {each.ticket_id: each for each in found}


def _kept(cursor: Cursor, told: Mapping[int, Parcel]) -> dict[int, tuple[str, int, str, str]]:
    """The outbox; of what was delivered the body is gone, and nothing can be said against it."""
    kept = {}
    for seq, destination, ticket_id, uid, body, fate in cursor.all(
        "SELECT id, destination, ticket_id, uid, body, fate FROM outbox"
    ):
        gone = fate in {Fate.DELIVERED, Fate.VOID} and seq in told
        kept[seq] = (destination, ticket_id, uid, told[seq].body if gone else body)
    return kept
