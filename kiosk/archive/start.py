"""Where a replay starts once days were archived: what their rows said, as far as the store still has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from kiosk.afterwards import Told
from kiosk.archive.values import as_value, from_value
from kiosk.business_day import BELIEVABLE_GAP
from kiosk.desk import Desk
from kiosk.event import Event
from kiosk.evolve import Device
from kiosk.folding import State, fold
from kiosk.print_job import PrintJob
from kiosk.rating.case import Case
from kiosk.rating.rating import Rating
from kiosk.relay.parcel import Parcel
from kiosk.rows import as_json
from kiosk.store import Cursor
from kiosk.ticket import Ticket

_T = TypeVar("_T")
_Appointment = tuple[str, datetime, int | None]


@dataclass(frozen=True, slots=True)
class Start:
    """The row after which the log begins, the last archived day, and the state there."""

    seq: int
    day: date
    digest: str
    """Of the last day's file: the next one names it, so that no file can be put in another's place."""
    state: State

    @property
    def facts(self) -> dict[str, Any]:
        """The state as JSON has it."""
        state, told = self.state, self.state.afterwards
        return {
            "devices": as_value(list(state.devices.values())),
            "desks": as_value(list(state.desks.values())),
            "taught": {service: list(known) for service, known in state.taught.items()},
            "appointments": {str(key): as_value(each) for key, each in state.appointments.items()},
            "tickets": as_value(list(state.tickets.values())),
            "jobs": as_value(list(state.jobs.values())),
            "ratings": as_value(list(told.ratings.values())),
            "cases": as_value(list(told.cases.values())),
            "parcels": as_value(list(told.parcels.values())),
            "notices": {str(key): due for key, due in told.notices.items()},
        }


def state_of(facts: dict[str, Any]) -> State:
    """The state that such facts tell; a fresh one each time, since a fold changes it."""
    told = Told(
        ratings={each.ticket_id: each for each in _all(Rating, facts["ratings"])},
        cases={each.ticket_id: each for each in _all(Case, facts["cases"])},
        parcels={each.id: each for each in _all(Parcel, facts["parcels"])},
        notices={int(key): due for key, due in facts["notices"].items()},
    )
    return State(
        devices={each.id: each for each in _all(Device, facts["devices"])},
        desks={each.id: each for each in _all(Desk, facts["desks"])},
        taught={service: (known[0], known[1]) for service, known in facts["taught"].items()},
        appointments={
            int(key): (each[0], datetime.fromisoformat(each[1]), each[2])
            for key, each in facts["appointments"].items()
        },
        tickets={each.id: each for each in _all(Ticket, facts["tickets"])},
        jobs={each.id: each for each in _all(PrintJob, facts["jobs"])},
        afterwards=told,
    )


def _all(kind: type[_T], values: Iterable[Any]) -> list[_T]:
    return [from_value(kind, each) for each in values]


def start_of(cursor: Cursor) -> Start:
    """Where the store's log begins."""
    found = cursor.one("SELECT seq, day, digest, facts FROM log_start")
    if found is None:
        return Start(0, date.min, "", State())
    return Start(found[0], date.fromisoformat(found[1]), found[2], state_of(json.loads(found[3])))


def save_start(cursor: Cursor, start: Start) -> None:
    cursor.run(
        "INSERT INTO log_start (one, seq, day, digest, facts)"
        " VALUES (1, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq,"
        " day = excluded.day, digest = excluded.digest, facts = excluded.facts",
        *(start.seq, start.day.isoformat(), start.digest, as_json(start.facts)),
    )


def moved(cursor: Cursor, start: Start, day: date, seq: int, events: Iterable[Event]) -> Start:
    """The start behind these rows, without whatever nothing hangs on any more. It uses `start` up."""
    state = fold(events, start.state)
    held = {key for key in state.tickets if _is_held(cursor, state, key, seq)}
    owed = {row[0] for row in cursor.all("SELECT id FROM outbox WHERE fate IN ('waiting', 'refused')")}
    past = long_past(day)
    told = state.afterwards
    kept = Told(
        ratings=_only(told.ratings, held),
        cases=_only(told.cases, held),
        parcels=_only(told.parcels, owed),
        notices=_only(told.notices, held),
    )
    return Start(
        seq,
        day,
        start.digest,
        State(
            devices=state.devices,
            desks=state.desks,
            taught=state.taught,
            appointments={key: each for key, each in state.appointments.items() if each[1].date() >= past},
            tickets=_only(state.tickets, held),
            jobs={key: job for key, job in state.jobs.items() if job.ticket_id in held},
            afterwards=kept,
        ),
    )


def long_past(day: date) -> date:
    """Before this day nobody's appointment is of any use, whatever a clock said meanwhile."""
    return day - BELIEVABLE_GAP


def _only(found: dict[int, _T], keys: set[int]) -> dict[int, _T]:
    return {key: each for key, each in found.items() if key in keys}


def _is_held(cursor: Cursor, state: State, ticket: int, seq: int) -> bool:
    """Whether something still hangs on an archived ticket, or later rows of the log speak of it."""
    if not state.tickets[ticket].state.over:
        return True
    if any(job.state.live for job in state.jobs.values() if job.ticket_id == ticket):
        return True
    case = state.afterwards.cases.get(ticket)
    if case is not None and case.is_open:
        return True
    sql = (
        "SELECT 1 FROM outbox WHERE ticket_id = ? AND fate = 'waiting'"
        " UNION ALL SELECT 1 FROM outbox WHERE ticket_id = ? AND fate = 'refused'"
        " UNION ALL SELECT 1 FROM event WHERE ticket_id = ? AND seq > ?"
    )
    return cursor.one(f"{sql} LIMIT 1", ticket, ticket, ticket, seq) is not None
