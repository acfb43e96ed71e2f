"""All that the log says, folded: what a replay makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk import afterwards
from kiosk.appointment import tables as appointment_tables
from kiosk.desk import Desk, desk_after, desk_of
from kiosk.event import Event, Kind
from kiosk.evolve import Day, Device, day_after, device_after, job_after, ticket_after, touched
from kiosk.matters import Matter, matters_after
from kiosk.print_job import PrintJob
from kiosk.ticket import Ticket


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
            # What comes of a reserve is in no series.
            case Kind.ISSUED if not event.facts.get("reserved"):
                series = f"{event.day.isoformat()} {event.facts['prefix']}"
                self.series[series] = max(self.series.get(series, 0), event.facts["number"])
            case Kind.PRINT_QUEUED | Kind.PRINT_MARKED:
                self.jobs[event.facts["job"]] = job_after(self.jobs.get(event.facts["job"]), event)
            case Kind.DEVICE_CHANGED:
                self.devices[event.facts["device"]] = device_after(event)
            case Kind.DAY_OPENED | Kind.DAY_CLOSED:
                self._turn(event)
            case _:
                pass

    def _turn(self, event: Event) -> None:
        day = event.day.isoformat()
        if after := day_after(self.days.pop(day, None), event):
            self.days[day] = after

    def _note(self, key: str, matter: Matter | None) -> None:
        if matter is None:
            self.matters.pop(key, None)
        else:
            self.matters[key] = matter


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state that a log makes, from nothing or from what the archived rows said."""
    state = state or State()
    for event in events:
        state.take(event)
    return state
