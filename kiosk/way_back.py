"""The way back from a business day that a wrong clock opened far ahead: by a person's word, and in the log.

A day never goes back by itself. Whoever has set the clock right names the date, and the days ahead of it are
taken out of the row of business days; their tickets and the log's rows stay as they are, and so do their
series: when such a date truly comes, its numbers go on behind those that were given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk import rows
from kiosk.archive.start import start_of
from kiosk.business_day import business_date, doubt, is_ahead
from kiosk.errors import LobbyError
from kiosk.event import MISTAKEN, Kind
from kiosk.journal import Journal
from kiosk.site import Site
from kiosk.store import Cursor

_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class WayBack:
    """What was done."""

    day: date
    left: tuple[date, ...]
    """The days that were none, the last of them first."""
    expired: int
    """Tickets of them that were still alive."""


def go_back(site: Site, day: date, *, expire: bool = False) -> WayBack:
    """Open the true day in the place of those ahead of it; LobbyError where that would be a mistake.

    Whoever still waits with a number of a day ahead is served first: the true day may give it once more.
    """
    with site.writing() as journal:
        _require_true(site, journal, day)
        alive = rows.live_tickets(journal.cursor)
        if alive and not expire:
            labels = ", ".join(ticket.label for ticket in alive[:_MOST_TOLD])
            raise LobbyError(
                f"{len(alive)} customers hold numbers of {journal.day} ({labels}): serve them first. With"
                " --expire their numbers are void, and they take new ones."
            )
        left = _ahead_of(journal.cursor, day)
        for ticket in alive:
            journal.record(Kind.EXPIRED, ticket.id)
        for each in left:
            journal.record(Kind.DAY_CLOSED, facts={MISTAKEN: True}, then=(journal.now, each))
        journal.day = day
        journal.record(Kind.DAY_OPENED)
        journal.believe_clock()
        _forget(journal.cursor, day)
    return WayBack(day, left, len(alive))


def _require_true(site: Site, journal: Journal, day: date) -> None:
    cutoff = site.branch.hours.cutoff
    today = business_date(journal.now, cutoff)
    if day != today or doubt(journal.now, None):
        raise LobbyError(
            f"The clock says {journal.now:%Y-%m-%d %H:%M}, which is of the business day {today} and not of"
            f" {day}: set the clock right first, then name its day."
        )
    if not is_ahead(journal.day, journal.now, cutoff):
        raise LobbyError(f"The business day {journal.day} is open, which is not ahead: nothing was changed.")
    if start_of(journal.cursor).day >= day:
        raise LobbyError(
            f"Days ahead of {day} are in the archive already: only support can bring the lobby back."
        )


def _ahead_of(cursor: Cursor, day: date) -> tuple[date, ...]:
    found = cursor.all("SELECT day FROM business_day WHERE day > ? ORDER BY day DESC", day.isoformat())
    return tuple(date.fromisoformat(row[0]) for row in found)


def _forget(cursor: Cursor, day: date) -> None:
    """Whatever was made of days ahead, and of the one that goes on: it is made anew from what still counts.

    None of it is state. What was learned of waits is learned again from the log, the next night.
    """
    for table in ("arrivals_day", "arrivals_slot"):
        cursor.run(f"DELETE FROM {table} WHERE day >= ?", day.isoformat())  # noqa: S608 - our own names
    # A month or a year with such a day in it is bound again.
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    cursor.run(
        "DELETE FROM report_span WHERE span >= ? OR span = ? OR span = ?", day.isoformat(), month, year
    )
    cursor.run("DELETE FROM learning")
