"""Whether state and log agree: folds the log anew and compares what the store says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk import afterwards, floor_rows, job_rows, rows
from kiosk.appointment import tables as appointment_tables
from kiosk.desk import Desk, desk_after, desk_of
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.evolve import Day, Device, day_after, device_after, job_after, ticket_after, touched
from kiosk.matters import Matter, matters_after
from kiosk.print_job import PrintJob
from kiosk.store import Cursor, Store
from kiosk.ticket import Ticket

_PAGE = 5_000


@dataclass(slots=True)
class State:
    """All that the log says, folded."""

    days: dict[str, Day] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    jobs: dict[int, PrintJob] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)
    taught: dict[str, tuple[int, float]] = field(default_factory=dict)
    appointments: dict[int, appointment_tables.Kept] = field(default_factory=dict)
    afterwards: afterwards.Told = field(default_factory=afterwards.Told)

    def take(self, event: Event) -> None:
        """Fold one event in."""
        before = self.tickets.get(event.ticket_id or 0)
        for ticket_id in touched(event):
            self.tickets[ticket_id] = ticket_after(self.tickets.get(ticket_id), event)
        after = self.tickets.get(event.ticket_id or 0)
        if counter := desk_of(event, before, after):
            self.desks[counter] = desk_after(self.desks.get(counter), counter, event, after)
        for key, matter in matters_after(self.matters, event).items():
            self._note(key, matter)
        self.afterwards.take(event, self.tickets)
        appointment_tables.folded(self.appointments, event)
        if taught := event.facts.get("taught"):
            tickets, total_s = self.taught.get(taught[0], (0, 0.0))
            self.taught[taught[0]] = (tickets + 1, total_s + taught[1])
        match event.kind:
            case Kind.ISSUED:
                series = f"{event.day.isoformat()} {event.facts['prefix']}"
                self.series[series] = max(self.series.get(series, 0), event.facts["number"])
            case Kind.PRINT_QUEUED | Kind.PRINT_MARKED:
                self.jobs[event.facts["job"]] = job_after(self.jobs.get(event.facts["job"]), event)
            case Kind.DEVICE_CHANGED:
                self.devices[event.facts["device"]] = device_after(event)
            case Kind.DAY_OPENED | Kind.DAY_CLOSED:
                day = event.day.isoformat()
                self.days[day] = day_after(self.days.get(day), event)
            case _:
                pass

    def _note(self, key: str, matter: Matter | None) -> None:
        if matter is None:
            self.matters.pop(key, None)
        else:
            self.matters[key] = matter


def fold(events: Iterable[Event]) -> State:
    """The state that a log makes."""
    state = State()
    for event in events:
        state.take(event)
    return state


def whole_log(store: Store) -> Iterator[Event]:
    """Every event from the first on."""
    after = 0
    while page := _page(store, after):
        yield from page
        after = page[-1].seq


def _page(store: Store, after: int) -> list[Event]:
    with store.read() as cursor:
        return rows.events(cursor, after, _PAGE)


def disagreements(store: Store) -> list[str]:
    """Sentences on whatever the store says and its log does not; empty when they agree."""
    # One view of both: the lobby goes on meanwhile.
    with store.read() as cursor:
        try:
            told = fold(rows.log(cursor))
        except (LobbyError, LookupError, ValueError) as error:
            return [f"The log can't be followed from its first row on: {error}"]
        return [
            f"The log says of {name}: {log}; the store says: {kept}."
            for name, log, kept in _compared(told, cursor)
            if log != kept
        ]


def _compared(told: State, cursor: Cursor) -> Iterator[tuple[str, object, object]]:
    yield from _pairs("ticket", told.tickets, {ticket.id: ticket for ticket in rows.tickets(cursor, "1 = 1")})
    order = {key: rows.standing(ticket) for key, ticket in told.tickets.items()}
    yield from _pairs("the standing of ticket", order, rows.standings(cursor))
    yield from _pairs("print job", told.jobs, {job.id: job for job in job_rows.jobs(cursor, "1 = 1")})
    yield from _pairs("device", told.devices, rows.devices(cursor))
    yield from _pairs("counter", told.desks, floor_rows.desks(cursor))
    yield from _pairs("matter", told.matters, floor_rows.matters(cursor))
    yield from _pairs("appointment", told.appointments, appointment_tables.kept(cursor))
    for kind, log, kept in told.afterwards.compared(cursor):
        yield from _pairs(kind, log, kept)
    yield from _pairs("series", told.series, _table(cursor, "SELECT day || ' ' || prefix, last FROM series"))
    taught = {row[0]: row[1:] for row in cursor.all("SELECT service, tickets, total_s FROM service_time")}
    yield from _pairs("the time of service", told.taught, taught)
    days = {key: (day.opened_at, day.closed_at) for key, day in told.days.items()}
    yield from _pairs("day", days, _days(cursor))


def _table(cursor: Cursor, sql: str) -> dict[str, int]:
    return dict(cursor.all(sql))


def _days(cursor: Cursor) -> dict[str, tuple[datetime, datetime | None]]:
    return {
        day: (datetime.fromisoformat(opened_at), datetime.fromisoformat(closed_at) if closed_at else None)
        for day, opened_at, closed_at in cursor.all("SELECT day, opened_at, closed_at FROM business_day")
    }


def _pairs(
    kind: str, told: Mapping[Any, object], kept: Mapping[Any, object]
) -> Iterable[tuple[str, object, object]]:
    return ((f"{kind} {key}", told.get(key), kept.get(key)) for key in sorted({*told, *kept}))
