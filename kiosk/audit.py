"""Whether state and log agree: folds the log anew and compares what the store says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk import floor_rows, job_rows, rows
from kiosk.afterwards import PARCEL
from kiosk.appointment import tables as appointment_tables
from kiosk.archive.start import Start, start_of
from kiosk.errors import LobbyError
from kiosk.event import Event
from kiosk.folding import State, fold
from kiosk.store import Cursor, Store

__all__ = ["State", "disagreements", "fold", "whole_log"]

_PAGE = 5_000


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
    """Sentences on whatever the store says and its log does not; empty when they agree.

    What a newer program wrote may have made what this one does not know: then it can only say so.
    """
    # One view of both: the lobby goes on meanwhile.
    with store.read() as cursor:
        strange = _Strange()
        try:
            start = start_of(cursor)
            told = fold(strange.noted(rows.log(cursor, start.seq)), start.state)
        except (LobbyError, LookupError, ValueError) as error:
            return strange.told or [f"The log can't be followed from its first row on: {error}"]
        if strange.told:
            return strange.told
        leaving = _leaving(told, start, cursor)
        return [
            f"The log says of {name}: {log}; the store says: {kept}."
            for name, log, kept in _compared(told, cursor, leaving)
            if log != kept
        ]


class _Strange:
    """Rows of the log of kinds that this program does not know."""

    def __init__(self) -> None:
        self._kinds: dict[str, int] = {}
        self._rows = 0

    def noted(self, events: Iterable[Event]) -> Iterator[Event]:
        """The same, with each such row counted."""
        for event in events:
            if not event.kind.is_known:
                self._kinds.setdefault(event.kind.value, event.seq)
                self._rows += 1
            yield event

    @property
    def told(self) -> list[str]:
        if not self._rows:
            return []
        kinds = ", ".join(f"{kind[:24]!r} (row {seq})" for kind, seq in self._kinds.items())
        told = f"Rows of the log of kinds that this program does not know: {self._rows}, of {kinds}."
        return [f"{told} It cannot judge what a newer program made of them."]


@dataclass(frozen=True, slots=True)
class _Leaving:
    """What an archive file has and the store may still have: it is on its way out, and says nothing."""

    seq: int
    day: str
    latest: str
    """The last business day: what a lying clock dated behind it leaves with the rows around it."""
    tickets: frozenset[int]
    appointments: frozenset[int]

    def stays(self, ticket: int) -> bool:
        return ticket not in self.tickets


def _leaving(told: State, start: Start, cursor: Cursor) -> _Leaving:
    day = start.day.isoformat()
    latest = cursor.one("SELECT max(day) FROM business_day")
    until = (latest and latest[0]) or day
    tickets = {row[0] for row in cursor.all("SELECT id FROM ticket WHERE day <= ? OR day > ?", day, until)}
    past = {row[0] for row in cursor.all("SELECT id FROM appointment WHERE day <= ?", day)}
    return _Leaving(
        start.seq,
        day,
        until,
        frozenset(tickets - set(told.tickets)),
        frozenset(past - set(told.appointments)),
    )


def _compared(told: State, cursor: Cursor, leaving: _Leaving) -> Iterator[tuple[str, object, object]]:
    tickets = {each.id: each for each in rows.tickets(cursor, "1 = 1") if leaving.stays(each.id)}
    yield from _pairs("ticket", told.tickets, tickets)
    order = {key: rows.standing(ticket) for key, ticket in told.tickets.items()}
    kept_order = {key: each for key, each in rows.standings(cursor).items() if leaving.stays(key)}
    yield from _pairs("the standing of ticket", order, kept_order)
    jobs = {job.id: job for job in job_rows.jobs(cursor, "1 = 1") if leaving.stays(job.ticket_id)}
    yield from _pairs("print job", told.jobs, jobs)
    yield from _pairs("device", told.devices, rows.devices(cursor))
    yield from _pairs("counter", told.desks, floor_rows.desks(cursor))
    yield from _pairs("matter", told.matters, floor_rows.matters(cursor))
    booked = appointment_tables.kept(cursor)
    booked = {key: each for key, each in booked.items() if key not in leaving.appointments}
    yield from _pairs("appointment", told.appointments, booked)
    yield from _said_afterwards(told, cursor, leaving)
    series = {
        key: last
        for key, last in _since(leaving.day, _series(cursor)).items()
        if key in told.series or key[: len(leaving.latest)] <= leaving.latest
    }
    yield from _pairs("series", _since(leaving.day, told.series), series)
    taught = {row[0]: row[1:] for row in cursor.all("SELECT service, tickets, total_s FROM service_time")}
    yield from _pairs("the time of service", told.taught, taught)
    days = {key: (day.opened_at, day.closed_at) for key, day in told.days.items()}
    yield from _pairs("day", _since(leaving.day, days), _since(leaving.day, _days(cursor)))


def _said_afterwards(told: State, cursor: Cursor, leaving: _Leaving) -> Iterator[tuple[str, object, object]]:
    for kind, log, kept in told.afterwards.compared(cursor):
        stays = {
            key: each
            for key, each in kept.items()
            if key in log or (key > leaving.seq if kind == PARCEL else leaving.stays(key))
        }
        yield from _pairs(kind, log, stays)


def _since(day: str, found: Mapping[str, object]) -> dict[str, object]:
    """What is of days that are not archived; a key begins with its day."""
    return {key: each for key, each in found.items() if key[: len(day)] > day}


def _series(cursor: Cursor) -> dict[str, int]:
    return dict(cursor.all("SELECT day || ' ' || prefix, last FROM series"))


def _days(cursor: Cursor) -> dict[str, tuple[datetime, datetime | None]]:
    return {
        day: (datetime.fromisoformat(opened_at), datetime.fromisoformat(closed_at) if closed_at else None)
        for day, opened_at, closed_at in cursor.all("SELECT day, opened_at, closed_at FROM business_day")
    }


def _pairs(
    kind: str, told: Mapping[Any, object], kept: Mapping[Any, object]
) -> Iterable[tuple[str, object, object]]:
    return ((f"{kind} {key}", told.get(key), kept.get(key)) for key in sorted({*told, *kept}))
