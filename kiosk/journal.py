"""The pen of one transaction: writes what happened into the log, and what that makes of the state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cache
from typing import Any

from kiosk import afterwards, floor_rows, job_rows, rows
from kiosk.appointment import tables as appointments
from kiosk.business_day import STALE, day_to_open, is_believable
from kiosk.clock import Clock
from kiosk.desk import Desk, desk_after, desk_of
from kiosk.errors import UnknownTicketError
from kiosk.event import MISTAKEN, Event, Kind
from kiosk.evolve import device_after, job_after, ticket_after, touched
from kiosk.matters import CONCERNED, Matter, matters_after
from kiosk.numbers import next_common, next_reserved
from kiosk.print_job import PrintJob
from kiosk.store import Cursor, Question, Store, Whose
from kiosk.store.engine import IDS
from kiosk.ticket import Ticket

CLOCK = "clock"
"""The clock reports like a device: `ok`, or `doubted` with what it said."""

_NOBODYS = Whose()


class Journal:
    """One open transaction, at one moment of one business day."""

    def __init__(
        self,
        cursor: Cursor,
        now: datetime,
        cutoff: time | None,
        whose: Whose = _NOBODYS,
        *,
        repeats: bool = False,
    ) -> None:
        """`repeats` is whether it writes nothing of its own, of the clock neither."""
        self.cursor = cursor
        self.now = now
        self.whose = whose
        found = rows.opening(cursor, _opening(whose.box))
        self._seq, mark, open_day = found.seq, found.mark, found.open_day
        # What was read or written in this transaction, which alone may write.
        self._tickets: dict[int, Ticket] = {}
        self._desks: dict[str, Desk] | None = None
        self._matters: dict[str, Matter] | None = None
        self.believable = is_believable(now, mark)
        """Whether the clock fits what was committed before."""
        self._mark = max(mark, now) if mark and self.believable else mark or now
        due_day = _due_day(cursor, open_day, now, cutoff, believable=self.believable)
        self.day = open_day or due_day or now.date()
        if due_day:
            self._turn(open_day, due_day)
        if not repeats:
            self._note_clock(found.clock)

    def record(
        self,
        kind: Kind,
        ticket_id: int | None = None,
        counter: str | None = None,
        facts: dict[str, Any] | None = None,
        then: tuple[datetime, date] | None = None,
    ) -> Event:
        """Write one event, and the state it makes; `then` is when it happened, if not now."""
        self._seq += 1
        at, day = then or (self.now, self.day)
        event = Event(self._seq, at, day, kind, ticket_id, counter, facts or {})
        self._apply(event)
        rows.save_event(self.cursor, event, self._mark)
        return event

    def repeat(self, event: Event, mark: datetime) -> None:
        """Write an event as another store of the same log has it, with what this program makes of it."""
        self._seq = event.seq
        self._apply(event)
        rows.save_event(self.cursor, event, mark)

    def ticket(self, ticket_id: int) -> Ticket:
        found = self._tickets.get(ticket_id) or rows.ticket(self.cursor, ticket_id)
        if found is None:
            raise UnknownTicketError(f"There is no ticket {ticket_id}.")
        self._tickets[ticket_id] = found
        return found

    def served(self, counter: str) -> Ticket | None:
        """The ticket called to a counter or served there."""
        found = rows.served(self.cursor, counter)
        if found:
            self._tickets[found.id] = found
        return found

    @property
    def desks(self) -> dict[str, Desk]:
        """Every counter that was ever opened, closed or called to."""
        if self._desks is None:
            self._desks = floor_rows.desks(self.cursor)
        return self._desks

    @property
    def matters(self) -> dict[str, Matter]:
        """What is open on the floor besides tickets."""
        if self._matters is None:
            self._matters = floor_rows.matters(self.cursor)
        return self._matters

    def job(self, job_id: int) -> PrintJob:
        found = job_rows.jobs(self.cursor, "id = ?", job_id)
        if not found:
            raise UnknownTicketError(f"There is no print job {job_id}.")
        return found[0]

    def report(self, device: str, state: str, detail: str) -> bool:
        """Note a device's state if it's news; whether it was."""
        known = rows.devices(self.cursor).get(device)
        if known and (known.state, known.detail) == (state, detail):
            return False
        self.record(Kind.DEVICE_CHANGED, facts={"device": device, "state": state, "detail": detail})
        return True

    def believe_clock(self) -> None:
        """A person vouches for the clock: time goes on from what it says now."""
        self.believable = True
        self._mark = self.now
        self.report(self._clock, "ok", "Confirmed by staff.")

    def next_id(self, table: str) -> int:
        """The next row's id; the transaction has the only right to write."""
        first = self.whose.first_id
        sql = f"SELECT max(id) FROM {table} WHERE id >= ? AND id < ?"  # noqa: S608
        found = self.cursor.one(sql, first, first + IDS)
        return 1 + ((found and found[0]) or first)

    def next_number(self, prefix: str) -> int:
        """The next number of a series of the day, common or of the box's own reserve."""
        return (next_reserved if self.whose.alone else next_common)(self.cursor, self.day, prefix)

    def _apply(self, event: Event) -> None:
        # Read before anything is written, so that it may have come with what was asked before.
        known = self.matters if event.kind in CONCERNED else None
        if event.kind in {Kind.PRINT_QUEUED, Kind.PRINT_MARKED}:
            job = None if event.kind is Kind.PRINT_QUEUED else self.job(event.facts["job"])
            job_rows.save_job(self.cursor, job_after(job, event))
        elif event.kind is Kind.DEVICE_CHANGED:
            rows.save_device(self.cursor, device_after(event))
        elif event.kind in {Kind.DAY_OPENED, Kind.DAY_CLOSED}:
            self._save_day(event)
        before, after = self._apply_to_ticket(event)
        self._apply_to_desk(event, before, after)
        if known is not None:
            for key, matter in matters_after(known, event).items():
                self._save_matter(key, matter)
        if event.kind in afterwards.KINDS:
            afterwards.apply(self.cursor, event, self.ticket)
        if event.kind in appointments.KINDS:
            appointments.apply(self.cursor, event)
        if taught := event.facts.get("taught"):
            self._learn(*taught)

    def _apply_to_ticket(self, event: Event) -> tuple[Ticket | None, Ticket | None]:
        """Its own ticket before and after; those it passes by are only counted."""
        if event.ticket_id is None or not touched(event):
            return None, None
        before = None if event.kind is Kind.ISSUED else self.ticket(event.ticket_id)
        after = ticket_after(before, event)
        rows.save_ticket(self.cursor, after)
        rows.pass_by(self.cursor, event)
        for passed in touched(event):
            self._tickets.pop(passed, None)
        self._tickets[after.id] = after
        return before, after

    def _apply_to_desk(self, event: Event, before: Ticket | None, after: Ticket | None) -> None:
        if counter := desk_of(event, before, after):
            desk = desk_after(self.desks.get(counter), counter, event, after)
            floor_rows.save_desk(self.cursor, desk)
            self.desks[counter] = desk

    def _save_matter(self, key: str, matter: Matter | None) -> None:
        floor_rows.save_matter(self.cursor, key, matter)
        if matter is None:
            self.matters.pop(key, None)
        else:
            self.matters[key] = matter

    def _save_day(self, event: Event) -> None:
        if event.kind is Kind.DAY_OPENED:
            self.cursor.run(
                "INSERT INTO business_day (day, opened_at, closed_at) VALUES (?, ?, NULL)"
                " ON CONFLICT (day) DO UPDATE SET closed_at = NULL",
                *(event.day.isoformat(), event.at.isoformat()),
            )
            # Whoever showed a form that no screen took has long gone.
            self.cursor.run("DELETE FROM form_read")
        elif event.facts.get(MISTAKEN):
            self.cursor.run("DELETE FROM business_day WHERE day = ?", event.day.isoformat())
        else:
            self.cursor.run(
                "UPDATE business_day SET closed_at = ? WHERE day = ?",
                event.at.isoformat(),
                event.day.isoformat(),
            )

    def _learn(self, service: str, seconds: float) -> None:
        self.cursor.run(
            "INSERT INTO service_time (service, tickets, total_s)"
            " VALUES (?, 1, ?) ON CONFLICT (service) DO UPDATE SET"
            " tickets = service_time.tickets + 1, total_s = service_time.total_s + excluded.total_s",
            service,
            seconds,
        )

    def _turn(self, open_day: date | None, due_day: date) -> None:
        if open_day:
            for ticket in rows.live_tickets(self.cursor):
                self.record(Kind.EXPIRED, ticket.id)
            self.record(Kind.DAY_CLOSED)
        self.day = due_day
        self.record(Kind.DAY_OPENED)

    @property
    def _clock(self) -> str:
        return rows.device_at(CLOCK, self.whose.box)

    def _note_clock(self, said: str | None) -> None:
        doubted_before = said == "doubted"
        if self.believable and doubted_before:
            self.report(self._clock, "ok", "")
        elif not self.believable and not doubted_before:
            says = f"It says {self.now:%Y-%m-%d %H:%M}: check date, time and network."
            self.report(self._clock, "doubted", says)


@cache
def _opening(box: str) -> Question:
    return rows.opening_asked(rows.device_at(CLOCK, box))


def days(cursor: Cursor, now: datetime, cutoff: time, *, believable: bool) -> tuple[date | None, date | None]:
    """The business day that is open, and the one that takes its place now: none while anybody is about."""
    found = rows.open_day(cursor)
    open_day = date.fromisoformat(found) if found else None
    return open_day, _due_day(cursor, open_day, now, cutoff, believable=believable)


def _due_day(
    cursor: Cursor, open_day: date | None, now: datetime, cutoff: time | None, *, believable: bool
) -> date | None:
    if cutoff is None:
        return None
    due_day = day_to_open(open_day, now, cutoff, believable=believable)
    return None if open_day and due_day and _in_use(cursor, now) else due_day


def _in_use(cursor: Cursor, now: datetime) -> bool:
    # Far ahead is stale as well: a clock that lied once must not hold the day open for years.
    return any(abs(now - _last_seen(ticket)) < STALE for ticket in rows.live_tickets(cursor))


def _last_seen(ticket: Ticket) -> datetime:
    return max(moment for moment in (ticket.issued_at, ticket.waiting_since, ticket.called_at) if moment)


@contextmanager
def writing(
    store: Store, clock: Clock, cutoff: time | None, *foreseen: Question, quietly: bool = False
) -> Iterator[Journal]:
    """A transaction of the lobby, durable when the block ends; `foreseen` is what it asks first.

    Whoever cannot know the branch's cutoff has none, and leaves the business day as it stands.
    """
    whose = store.whose
    with store.write(_opening(whose.box), *foreseen, quietly=quietly) as cursor:
        yield Journal(cursor, clock(), cutoff, whose)
