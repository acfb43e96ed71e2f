"""Which closed days are old enough, and each of them into its file and out of the store."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

from kiosk import rows
from kiosk.archive import leaving
from kiosk.archive.file import ArchiveError, Head, place_of, read, write
from kiosk.archive.start import Start, moved, save_start, start_of
from kiosk.business_day import is_believable
from kiosk.event import Event, Kind
from kiosk.peaks import record
from kiosk.reports.books import Books
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.store.migrate import newer

LEAST_DAYS = 62
"""Learning reads 60 days of the log, the satisfaction board a month, a report's long hours eight weeks."""

_WAITS = "its days wait for it"


class ArchiveWaits(ArchiveError):
    """Rows are a newer program's: what hangs on them is for that to say, and nothing is lost by waiting."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where archive files lie, and from when on a day is old enough."""

    folder: Path
    keep_days: int


@dataclass(frozen=True, slots=True)
class Archived:
    """What one run did."""

    days: tuple[date, ...]
    rows: int
    """Rows of the log that left the store."""


def archive(
    site: Site, shelf: Shelf, most: int | None = None, sleep: Callable[[float], None] = time.sleep
) -> Archived:
    """Put every day that is old enough into its file, then let it go; goes on where a run was broken off.

    ArchiveWaits where a newer program has written what this one does not know.
    """
    if site.store.whose.alone:
        # What a box that is cut off has of its own goes into the common store, and is archived there.
        return Archived((), 0)
    _require_known(site)
    _require_clock(site)
    # The figures that outlive the rows are made first.
    Books(site).catch_up()
    record.catch_up(site.store)
    gone, days = leaving.let_go(site.store, sleep), []
    for day in _due(site, shelf)[:most]:
        _file(site, shelf, day)
        gone += leaving.let_go(site.store, sleep)
        days.append(day)
    if not days:
        gone += _tidy(site, sleep)
    return Archived(tuple(days), gone)


def _require_known(site: Site) -> None:
    with site.store.read() as cursor:
        if found := newer(cursor, site.store.dialect):
            raise ArchiveWaits(f"The store has migration {found[-1]}, of a newer program: {_WAITS}.")
        try:
            start_of(cursor)
        except ValueError as fault:
            raise ArchiveWaits(f"The log's start is a newer program's: {_WAITS}.") from fault


def _require_clock(site: Site) -> None:
    """A clock that leaps years ahead would have every day leave, and every file deleted as too old."""
    now = site.clock()
    with site.store.read() as cursor:
        mark = rows.last_event(cursor)[1]
    if mark and now > mark and not is_believable(now, mark):
        raise ArchiveError(
            f"The clock says {now:%Y-%m-%d}, and the last that was done here was on {mark:%Y-%m-%d}: nothing"
            " is archived until the clock is right, or confirmed by staff."
        )


def _due(site: Site, shelf: Shelf) -> list[date]:
    """The closed days before the last one on which a number was given, and older than is kept, in order."""
    oldest = (site.clock() - timedelta(days=max(shelf.keep_days, LEAST_DAYS))).date().isoformat()
    with site.store.read() as cursor:
        # Another box may have a day in its file, and not have let go of it yet.
        filed = start_of(cursor).day.isoformat()
        # Ids go on from the newest rows: these stay, however long nobody has come. Not by a date that a
        # lying clock gave them, which no business day is as late as.
        newest = cursor.one("SELECT max(day) FROM ticket WHERE day <= (SELECT max(day) FROM business_day)")
        found = cursor.all(
            "SELECT day FROM business_day WHERE closed_at IS NOT NULL AND day > ? AND day < ? AND day < ?"
            " ORDER BY day",
            *(filed, oldest, (newest and newest[0]) or ""),
        )
    return [date.fromisoformat(row[0]) for row in found]


def _file(site: Site, shelf: Shelf, day: date) -> None:
    """A day's rows into its file, then the log's start behind them: in this order none is lost."""
    with site.store.read() as cursor:
        start = start_of(cursor)
        last = _last_of(cursor, day)
        events = list(takewhile(lambda event: event.seq <= last, rows.log(cursor, start.seq)))
        _require_sound(events, start, last, day)
        tickets = sum(event.kind is Kind.ISSUED for event in events)
        head = Head(site.branch.id, day, start.seq + 1, last, start.digest)
        behind = moved(cursor, start, day, last, events)
    _require_own_place(place_of(shelf.folder, day), head, events)
    path, digest = write(shelf.folder, head, events, behind.facts)
    if read(path).events != events:
        raise ArchiveError(f"{path} does not say what was written: look at the disk. Nothing left the store.")
    with site.store.write(quietly=True) as cursor:
        if start_of(cursor).seq != start.seq:
            raise ArchiveError(f"Another box has archived {day} meanwhile: nothing was changed here.")
        save_start(cursor, replace(behind, digest=digest))
        cursor.run(
            "INSERT INTO archive_day (day, first, last, tickets, file, digest, box,"
            " archived_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(day.isoformat(), head.first, last, tickets, str(path), digest),
            *(site.store.whose.box, site.clock().isoformat()),
        )


def _require_own_place(path: Path, head: Head, events: list[Event]) -> None:
    """What another branch, or the store before this one, keeps in this folder is not written over."""
    try:
        there = read(path)
    except ArchiveError:
        return
    if (there.head.branch, there.events) != (head.branch, events):
        raise ArchiveError(
            f"{path} is there already, with other rows, of the branch {there.head.branch}: move it away, or"
            " name a folder of this branch's own in retention.toml. Nothing left the store."
        )


def _last_of(cursor: Cursor, day: date) -> int:
    # In the index's own words, so that years of other rows are not looked through.
    found = cursor.all(
        "SELECT seq, kind FROM event WHERE day = ? AND kind IN ('day_opened', 'day_closed') ORDER BY seq",
        day.isoformat(),
    )
    closed = [seq for seq, kind in found if kind == Kind.DAY_CLOSED]
    if not closed:
        raise ArchiveError(f"The log does not tell that {day} was closed: it stays in the store.")
    return int(closed[-1])


def _require_sound(events: list[Event], start: Start, last: int, day: date) -> None:
    if strange := next((event for event in events if not event.kind.is_known), None):
        raise ArchiveWaits(f"Row {strange.seq} of the log is a newer program's: {_WAITS}.")
    if [event.seq for event in events] != list(range(start.seq + 1, last + 1)):
        raise ArchiveError(f"Rows {start.seq + 1} to {last} of the log are not all there: {day} stays.")


def _tidy(site: Site, sleep: Callable[[float], None]) -> int:
    """What was held back is let go once nothing hangs on it any more, though no new day is due."""
    with site.store.read() as cursor:
        start = start_of(cursor)
        if not start.seq:
            return 0
        held = start.facts
        behind = moved(cursor, start, start.day, start.seq, ())
    if behind.facts == held:
        return 0
    with site.store.write(quietly=True) as cursor:
        if start_of(cursor).seq == start.seq:
            save_start(cursor, behind)
    return leaving.let_go(site.store, sleep)
