"""Whether state and log agree: folds the log anew and compares what the store says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk import rows
from kiosk.event import Event, Kind
from kiosk.evolve import Day, Device, day_after, device_after, job_after, ticket_after, touched
from kiosk.print_job import PrintJob
from kiosk.store import Store
from kiosk.ticket import Ticket

_PAGE = 5_000


@dataclass(slots=True)
class State:
    """All that the log says, folded."""

    days: dict[str, Day] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    jobs: dict[int, PrintJob] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    counters: dict[str, bool] = field(default_factory=dict)
    taught: dict[str, tuple[int, float]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Fold one event in."""
        for ticket_id in touched(event):
            self.tickets[ticket_id] = ticket_after(self.tickets.get(ticket_id), event)
        if taught := event.facts.get("taught"):
            tickets, total_s = self.taught.get(taught[0], (0, 0.0))
            self.taught[taught[0]] = (tickets + 1, total_s + taught[1])
        match event.kind:
            case Kind.PRINT_QUEUED | Kind.PRINT_MARKED:
                self.jobs[event.facts["job"]] = job_after(self.jobs.get(event.facts["job"]), event)
            case Kind.DEVICE_CHANGED:
                self.devices[event.facts["device"]] = device_after(event)
            case Kind.COUNTER_OPENED | Kind.COUNTER_CLOSED:
                self.counters[event.counter or ""] = event.kind is Kind.COUNTER_OPENED
            case Kind.DAY_OPENED | Kind.DAY_CLOSED:
                day = event.day.isoformat()
                self.days[day] = day_after(self.days.get(day), event)
            case _:
                pass


def fold(events: Iterable[Event]) -> State:
    """The state that a log makes."""
    state = State()
    for event in events:
        state.take(event)
    return state


def whole_log(store: Store) -> Iterable[Event]:
    """Every event from the first on."""
    after = 0
    while True:
        with store.read() as cursor:
            page = rows.events(cursor, after, _PAGE)
        if not page:
            return
        yield from page
        after = page[-1].seq


def disagreements(store: Store) -> list[str]:
    """Sentences on whatever the store says and its log does not; empty when they agree."""
    told = fold(whole_log(store))
    with store.read() as cursor:
        tickets = {ticket.id: ticket for ticket in rows.tickets(cursor, "1 = 1")}
        jobs = {job.id: job for job in rows.jobs(cursor, "1 = 1")}
        pairs: list[tuple[str, object, object]] = [
            *_pairs("ticket", told.tickets, tickets),
            *_pairs("print job", told.jobs, jobs),
            *_pairs("device", told.devices, rows.devices(cursor)),
            *_pairs(
                "counter",
                told.counters,
                {row[0]: bool(row[1]) for row in cursor.all("SELECT * FROM counter")},
            ),
        ]
    return [
        f"The log says of {name}: {log}; the store says: {kept}." for name, log, kept in pairs if log != kept
    ]


def _pairs(
    kind: str, told: Mapping[Any, object], kept: Mapping[Any, object]
) -> Iterable[tuple[str, object, object]]:
    return ((f"{kind} {key}", told.get(key), kept.get(key)) for key in {*told, *kept})
