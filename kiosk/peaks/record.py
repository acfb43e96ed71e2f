"""The branch's own record by half hours: a row each, made once a day is closed, read in a breath.

Made by whoever asks next, never in a customer's transaction. Being made of the day's tickets and log, it
stands beside the state that the audit folds; `disagreements` compares, `rebuild` makes it anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk import rows
from kiosk.peaks.half_hours import HalfHour, half_hours
from kiosk.peaks.level import DAYS_MOST
from kiosk.reports.reading import read_day
from kiosk.reports.visit import Stay
from kiosk.store import Cursor, Store
from kiosk.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Record:
    """Closed days on which somebody came, by half hours."""

    days: Mapping[date, Mapping[int, HalfHour]]


def catch_up(store: Store) -> int:
    """Roll up the closed days that are not on record yet; how many those were. Any process may."""
    with store.read() as cursor:
        missing = _missing(cursor)
        made = {day: _told(cursor, day) for day in missing}
    for day, slots in made.items():
        with store.write(quietly=True) as cursor:
            _save(cursor, day, slots)
    return len(made)


def recorded(store: Store) -> Record:
    """What is on record of the latest days."""
    with store.read() as cursor:
        found = cursor.all(
            "SELECT s.day, s.minute, s.people, s.served, s.work_s, s.called, s.waited_s, s.counters"
            " FROM arrivals_slot s JOIN (SELECT day FROM arrivals_day WHERE tickets > 0"
            " ORDER BY day DESC LIMIT ?) d ON d.day = s.day ORDER BY s.day, s.minute",
            DAYS_MOST,
        )
    days: dict[date, dict[int, HalfHour]] = {}
    for day, minute, *figures in found:
        days.setdefault(date.fromisoformat(day), {})[minute] = HalfHour(*figures)
    return Record(days)


def rebuild(store: Store) -> int:
    """Throw away what the store's tickets still tell, and make it anew; how many days that were."""
    with store.write(quietly=True) as cursor:
        for table in ("arrivals_slot", "arrivals_day"):
            # Of days that were archived the record is all there is.
            cursor.run(f"DELETE FROM {table} WHERE day IN (SELECT day FROM business_day)")  # noqa: S608
    return catch_up(store)


def disagreements(store: Store) -> list[str]:
    """Sentences on whatever the record says otherwise than the tickets; empty when they agree."""
    kept = recorded(store).days
    with store.read() as cursor:
        told = {day: _told(cursor, day.isoformat()) for day in kept}
    return [
        f"The record by half hours says of {day} what its tickets do not: make it anew with"
        " `kiosk peaks --rebuild`."
        for day in kept
        if told[day] and told[day] != kept[day]
    ]


def _told(cursor: Cursor, day: str) -> dict[int, HalfHour]:
    """What the store tells of a day: its tickets, and of those with several turns the log as well."""
    tickets = rows.tickets(cursor, "day = ?", day)
    return half_hours(tickets, {each.id: _earlier(cursor, each) for each in tickets if _has_earlier(each)})


def _has_earlier(ticket: Ticket) -> bool:
    """Whether it was at a counter of which its row tells no more: another step, sent on, set aside."""
    return ticket.calls > 1 or (ticket.calls == 1 and ticket.counter is None)


def _earlier(cursor: Cursor, ticket: Ticket) -> tuple[Stay, ...]:
    """The turns at counters of which only the log still knows."""
    stays = read_day(rows.events_of(cursor, ticket.id)).visits[0].stays
    return tuple(stay for stay in stays if ticket.counter is None or stay.called_at != ticket.called_at)


def _missing(cursor: Cursor) -> list[str]:
    """Among the latest closed days only: a store of many years is not read to its beginning for a hint."""
    found = cursor.all(
        "SELECT b.day FROM (SELECT day FROM business_day WHERE closed_at IS NOT NULL"
        " ORDER BY day DESC LIMIT ?) b LEFT JOIN arrivals_day a ON a.day = b.day"
        " WHERE a.day IS NULL ORDER BY b.day",
        DAYS_MOST,
    )
    return [day for (day,) in found]


def _save(cursor: Cursor, day: str, slots: Mapping[int, HalfHour]) -> None:
    # Two processes may have rolled the same day up: they made the same of it, and the first one wrote.
    tickets = sum(each.people for each in slots.values())
    cursor.run(
        "INSERT INTO arrivals_day (day, tickets) VALUES (?, ?) ON CONFLICT (day) DO NOTHING", day, tickets
    )
    for minute, each in slots.items():
        cursor.run(
            "INSERT INTO arrivals_slot (day, minute, people, served, work_s, called, waited_s,"
            " counters) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, minute) DO NOTHING",
            *(day, minute, each.people, each.served, each.work_s, each.called, each.waited_s, each.counters),
        )
