"""The book of appointments: entered by staff or from a file, found by their codes, used once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from config.schema import TicketClass
from kiosk.appointment.appointment import Appointment, is_code, made_facts
from kiosk.errors import LobbyError, NotOfferedError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.site import Site
from kiosk.store import Cursor

DAYS_MOST = 366
REQUEST_MOST = 80
_DIGITS = 6
_TRIES = 100
_COLUMNS = "id, service, slot, code, ticket_id"

Make = Callable[[], str]
"""A fresh code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An appointment as it is asked for; without a code one is made."""

    service: str
    slot: datetime
    code: str = ""
    request: str = ""
    """The sender's own name for it: what comes again under the same one is entered once."""


def fresh_code() -> str:
    """Six digits that nobody guesses in a few tries."""
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def add(site: Site, wanted: Iterable[Wanted], make: Make = fresh_code) -> list[Appointment]:
    """Enter appointments: all of them, or none if one can't be; those that are there already stay as is."""
    asked = [_placed(each, site.clock()) for each in wanted]
    with site.writing() as journal:
        return [
            _already(journal.cursor, each) or _enter(journal, _sensible(site, each), make) for each in asked
        ]


def of_day(site: Site, day: date) -> list[Appointment]:
    """A day's appointments, the earliest first."""
    with site.store.read() as cursor:
        return _found(cursor, "day = ? ORDER BY slot, id", day.isoformat())


def by_code(site: Site, code: str) -> Appointment | None:
    """Today's appointment of a code; None for a code that is unknown, used or of another day."""
    if not is_code(code):
        return None
    with site.store.read() as cursor:
        found = _found(cursor, "day = ? AND code = ?", site.clock().date().isoformat(), code)
    return found[0] if found else None


def by_id(site: Site, appointment_id: int) -> Appointment | None:
    """An appointment of today whose ticket was not taken yet."""
    with site.store.read() as cursor:
        today = site.clock().date().isoformat()
        found = _found(cursor, "id = ? AND day = ? AND ticket_id IS NULL", appointment_id, today)
    return found[0] if found else None


def _sensible(site: Site, wanted: Wanted) -> Wanted:
    services = [service.id for service in site.branch.services]
    if wanted.service not in services:
        raise NotOfferedError(
            f"Service {wanted.service[:40]!r} is not offered here; there are {', '.join(sorted(services))}."
        )
    if TicketClass.APPOINTMENT not in {rule.id for rule in site.branch.classes}:
        raise NotOfferedError("This branch has no tickets of class 'appointment': add it to rules.toml.")
    now, slot = site.clock(), wanted.slot
    if not now.date() <= slot.date() <= now.date() + timedelta(days=DAYS_MOST):
        raise LobbyError(
            f"An appointment is from today on and within {DAYS_MOST} days; {slot:%Y-%m-%d %H:%M} is not."
        )
    if wanted.code and not is_code(wanted.code):
        raise LobbyError(f"A code has 4 to 6 digits; {wanted.code[:20]!r} does not.")
    return wanted


def _placed(wanted: Wanted, now: datetime) -> Wanted:
    """With its time in the branch's own zone."""
    slot = wanted.slot if wanted.slot.tzinfo else wanted.slot.replace(tzinfo=now.tzinfo)
    if len(wanted.request) > REQUEST_MOST or not wanted.request.isprintable():
        raise LobbyError(
            f"An appointment's own id has at most {REQUEST_MOST} printable characters;"
            f" {wanted.request[:20]!r} has {len(wanted.request)}."
        )
    return replace(wanted, slot=slot.astimezone(now.tzinfo))


def _already(cursor: Cursor, wanted: Wanted) -> Appointment | None:
    """What was entered under the same name before, whatever became of it since."""
    found = _found(cursor, "request = ?", _digest(wanted.request)) if wanted.request else []
    if not found:
        return None
    [known] = found
    other_code = wanted.code and known.code and wanted.code != known.code
    if (known.service, known.slot) != (wanted.service, wanted.slot) or other_code:
        raise LobbyError(
            f"{wanted.request!r} is {known.service} at {known.slot:%Y-%m-%d %H:%M} already:"
            " another appointment needs an id of its own."
        )
    return known


def _digest(request: str) -> str:
    return sha256(request.encode()).hexdigest()


def _enter(journal: Journal, wanted: Wanted, make: Make) -> Appointment:
    day = wanted.slot.date()
    code = wanted.code or _free(journal.cursor, day, make)
    if _is_taken(journal.cursor, day, code):
        raise LobbyError(f"Code {code} is given to another appointment of {day}: choose another one.")
    new = Appointment(journal.next_id("appointment"), wanted.service, wanted.slot, code)
    journal.record(Kind.APPOINTMENT_MADE, facts=made_facts(new))
    journal.cursor.run(
        "UPDATE appointment SET code = ?, request = ? WHERE id = ?",
        *(code, _digest(wanted.request) if wanted.request else None, new.id),
    )
    return new


def _free(cursor: Cursor, day: date, make: Make) -> str:
    for _ in range(_TRIES):
        if not _is_taken(cursor, day, code := make()):
            return code
    raise LobbyError(f"There is no free code left for {day}: give one with the appointment.")


def _is_taken(cursor: Cursor, day: date, code: str) -> bool:
    return bool(_found(cursor, "day = ? AND code = ?", day.isoformat(), code))


def _found(cursor: Cursor, where: str, *values: object) -> list[Appointment]:
    # Put together of our own constants; values only ever travel as parameters.
    rows = cursor.all(f"SELECT {_COLUMNS} FROM appointment WHERE {where}", *values)  # noqa: S608
    return [Appointment(row[0], row[1], datetime.fromisoformat(row[2]), row[3], row[4]) for row in rows]
