"""The books: each closed day, month and year of figures in one row, made of the log and of nothing else.

They are written once a day is closed, by whoever asks next, never in a customer's transaction. Being derived,
they stand beside the state that the audit folds; `rebuild` makes them anew, and `disagreements` compares.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from kiosk import rows
from kiosk.event import MISTAKEN, Event
from kiosk.reports.figures import figures
from kiosk.reports.reading import read_day
from kiosk.reports.spans import cover, days_in, month_of, to_bind, year_of
from kiosk.reports.tally import Parts, as_facts, from_facts, joined
from kiosk.reports.visit import Carried, DayLog
from kiosk.rows import as_json
from kiosk.site import Site
from kiosk.store import Cursor

_AT_ONCE = 400
"""Rows of the books asked for in one question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a business day lies in the log; one that is still open has no end."""

    day: str
    first: int
    last: int | None


class Books:
    """The books of one branch, for one report."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._open: dict[str, Parts] = {}
        """The day that goes on, read off the log once for one report."""

    def catch_up(self, within_s: float | None = None, clock: Callable[[], float] = time.monotonic) -> int:
        """Write the closed days that are not in the books yet; how many are left when the time is over."""
        began, missing = clock(), self._missing()
        for number, day in enumerate(missing):
            if within_s is not None and number and clock() - began > within_s:
                return len(missing) - number
            self._write(day, *self._made(day))
        self._bind()
        return 0

    def figures(self, first: date, last: date) -> Parts:
        """What the books, and the open day if it is among them, say of these days."""
        with self._site.store.read() as cursor:
            found = list(_kept(cursor, cover(first, last, _spans(cursor))).values())
            open_day = rows.open_day(cursor)
        if open_day and first.isoformat() <= open_day <= last.isoformat():
            found.append(self._so_far(open_day))
        return joined(found)

    def by_day(self, first: date, last: date) -> dict[str, Parts]:
        """Each of these days by itself."""
        with self._site.store.read() as cursor:
            inside = [day for day in days_in(_spans(cursor)) if first.isoformat() <= day <= last.isoformat()]
            found = _kept(cursor, inside)
            open_day = rows.open_day(cursor)
        if open_day and first.isoformat() <= open_day <= last.isoformat():
            found[open_day] = self._so_far(open_day)
        return found

    def days(self) -> tuple[list[str], str | None]:
        """The closed days on record in their order, and the open one."""
        with self._site.store.read() as cursor:
            closed = cursor.all("SELECT day FROM business_day WHERE closed_at IS NOT NULL")
            return sorted({*(row[0] for row in closed), *days_in(_spans(cursor))}), rows.open_day(cursor)

    def disagreements(self) -> list[str]:
        """Sentences on whatever the books say otherwise than the log; empty when they agree."""
        with self._site.store.read() as cursor:
            kept = _kept(cursor, days := days_in(_spans(cursor)))
            in_log = [day for day in days if _turn(cursor, day)]
        return [
            f"The books say of {day} what the log does not: rebuild them (kiosk report --rebuild)."
            for day in in_log
            if as_facts(kept[day]) != as_facts(self._made(day)[0])
        ]

    def _so_far(self, day: str) -> Parts:
        if day not in self._open:
            self._open[day] = self._made(day, over=False)[0]
        return self._open[day]

    def _missing(self) -> list[str]:
        with self._site.store.read() as cursor:
            closed = cursor.all("SELECT day FROM business_day WHERE closed_at IS NOT NULL")
            kept = set(_spans(cursor))
            return [day for (day,) in sorted(closed) if day not in kept and _turn(cursor, day)]

    def _made(self, day: str, *, over: bool = True) -> tuple[Parts, Carried]:
        with self._site.store.read() as cursor:
            turn = _turn(cursor, day)
            log = read_day(_log(cursor, turn), _carried(cursor, day)) if turn else read_day(())
        return figures(log, self._site.branch, over=over), log.carried

    def _write(self, day: str, parts: Parts, carried: Carried) -> None:
        with self._site.store.write(quietly=True) as cursor:
            # A month or a year that was bound without this day is bound again.
            for span in (month_of(day), year_of(day)):
                cursor.run("DELETE FROM report_span WHERE span = ?", span)
            _save(cursor, day, as_facts(parts), carried)

    def _bind(self) -> None:
        """Months and years that have ended get a row of their own."""
        # Looked at before it is asked for the right to write, which somebody at the screen may need now.
        while due := self._due():
            span, of = due
            with self._site.store.read() as cursor:
                facts = as_facts(joined(_kept(cursor, of).values()))
            with self._site.store.write(quietly=True) as cursor:
                _save(cursor, span, facts, {})

    def _due(self) -> tuple[str, list[str]] | None:
        with self._site.store.read() as cursor:
            return next(iter(to_bind(_spans(cursor))), None)


def day_log(site: Site, day: date) -> DayLog | None:
    """All that the log tells of a closed day; None where it does not any more, or not yet."""
    with site.store.read() as cursor:
        turn = _turn(cursor, day.isoformat())
        return read_day(_log(cursor, turn)) if turn and turn.last is not None else None


def rebuild(site: Site) -> int:
    """Throw away every day that the log still tells, and make it anew; how many days that were."""
    with site.store.write(quietly=True) as cursor:
        again = [day for day in days_in(_spans(cursor)) if _turn(cursor, day)]
        for span in {*again, *map(month_of, again), *map(year_of, again)}:
            cursor.run("DELETE FROM report_span WHERE span = ?", span)
    books = Books(site)
    books.catch_up()
    return len(again)


def _spans(cursor: Cursor) -> list[str]:
    return [row[0] for row in cursor.all("SELECT span FROM report_span")]


def _kept(cursor: Cursor, spans: list[str]) -> dict[str, Parts]:
    found: dict[str, Parts] = {}
    for start in range(0, len(spans), _AT_ONCE):
        some = spans[start : start + _AT_ONCE]
        asked = f"SELECT span, facts FROM report_span WHERE span IN ({', '.join('?' * len(some))})"  # noqa: S608
        found |= {span: from_facts(json.loads(facts)) for span, facts in cursor.all(asked, *some)}
    return found


def _save(cursor: Cursor, span: str, facts: dict[str, Any], carried: Carried) -> None:
    cursor.run(
        "INSERT INTO report_span (span, facts, carried) VALUES (?, ?, ?) ON CONFLICT (span) DO UPDATE SET"
        " facts = excluded.facts, carried = excluded.carried",
        span,
        as_json(facts),
        as_json(carried),
    )


def _carried(cursor: Cursor, day: str) -> Carried:
    """How the devices stood at the end of the day before."""
    before = [each for each in days_in(_spans(cursor)) if each < day]
    found = cursor.one("SELECT carried FROM report_span WHERE span = ?", before[-1]) if before else None
    return dict(json.loads(found[0])) if found else {}


def _turn(cursor: Cursor, day: str) -> Turn | None:
    """Where the log tells of a day; None where it does not any more."""
    # In the index's own words, so that years of other rows are not looked through.
    found = cursor.all(
        "SELECT seq, kind, facts FROM event WHERE day = ? AND kind IN ('day_opened', 'day_closed')"
        " ORDER BY seq",
        day,
    )
    mistaken = max((seq for seq, _, facts in found if json.loads(facts).get(MISTAKEN)), default=0)
    opened = [seq for seq, kind, _ in found if kind == "day_opened" and seq > mistaken]
    closed = [seq for seq, kind, _ in found if kind == "day_closed" and seq > mistaken]
    return Turn(day, opened[0], closed[-1] if closed else None) if opened else None


def _log(cursor: Cursor, turn: Turn) -> Iterator[Event]:
    mine = takewhile(
        lambda event: turn.last is None or event.seq <= turn.last, rows.log(cursor, turn.first - 1)
    )
    # Behind a day that goes on after one that never was, what lies between them is not its own.
    return (event for event in mine if event.day.isoformat() <= turn.day)
