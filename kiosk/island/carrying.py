"""What a box did on its own comes into the common store: in order, with its times, each row once.

How far it went is written in the transaction that writes the rows, and nowhere else. So whatever is
killed at whatever moment, the next one begins where the last commit ended; and a common store that was
restored from a backup asks for the rows that the backup lacks.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kiosk import job_rows, papers, rows
from kiosk.devices import DATABASE
from kiosk.event import Event, Kind
from kiosk.evolve import LEGAL, ticket_after
from kiosk.finding import Finding, Record, finding
from kiosk.island.identity import Box
from kiosk.island.register import carried
from kiosk.issuing import DOUBLED
from kiosk.journal import Journal
from kiosk.print_job import PrintState
from kiosk.site import Site
from kiosk.store import Store
from kiosk.store.engine import IDS
from kiosk.ticket import Ticket

PAGE = 50
"""Rows in one transaction: nobody at a counter waits for longer than some hundredths of a second."""
JOINED = "joined"
"""How a box's view of the database stands until staff had time to read it."""
_DAY_S = 172_800.0
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Brought:
    """What came of one page."""

    rows: int = 0
    tickets: list[Ticket] = field(default_factory=list)
    twice: list[Finding] = field(default_factory=list)
    """Numbers that somebody else has as well."""
    waits: bool = False
    """Whether the rest belongs to a day that the branch has not opened yet."""


def last_row(island: Store) -> int:
    """The end of the box's own log."""
    with island.read() as cursor:
        return rows.last_event(cursor)[0]


def carry_page(site: Site, island: Store, box: Box, before: Sequence[Ticket] = ()) -> Brought:
    """Bring in the next rows of the box's own log; `before` is who came in just before them."""
    with site.store.read() as cursor:
        after = carried(cursor, box) or 0
    with island.read() as cursor:
        events = rows.events(cursor, after, PAGE)
    brought = Brought()
    if not events:
        return brought
    with site.writing() as journal:
        # Another process of the box may have been faster.
        if carried(journal.cursor, box) != after:
            return Brought(rows=len(events))
        carrying = _Carrying(journal, site, box, brought)
        for event in events:
            if event.day > journal.day:
                brought.waits = True
                break
            carrying.carry(event)
            after, brought.rows = event.seq, brought.rows + 1
        journal.cursor.run(
            "UPDATE box SET carried = ?, brought = brought + ? WHERE instance = ?",
            *(after, len(brought.tickets), box.instance),
        )
        if brought.tickets:
            _tell(journal, box, [*before, *brought.tickets], brought.twice)
    for each in brought.twice:
        _log.error("A number is on paper twice, and its second customer has to be told: %s", each.values)
    return brought


def _tell(journal: Journal, box: Box, tickets: Sequence[Ticket], twice: Iterable[Finding]) -> None:
    """Staff read how many numbers came, and which of them stand twice on paper."""
    first, last = (f"{each.issued_at:%H:%M}" for each in (tickets[0], tickets[-1]))
    joined = finding("doctor.database_joined", first=first, last=last, count=len(tickets))
    told = Record(f"{journal.now:%Y-%m-%d %H:%M}", (joined, *twice))
    journal.report(rows.device_at(DATABASE, box.name), JOINED, told.text)


class _Carrying:
    """One page on its way, in one transaction."""

    def __init__(self, journal: Journal, site: Site, box: Box, brought: Brought) -> None:
        self._journal = journal
        self._cursor = journal.cursor
        self._site = site
        self._box = box
        self._brought = brought
        self._came: dict[str, tuple[list[datetime], list[int]]] = {}

    def carry(self, event: Event) -> None:
        """One row; what is the island's own business, such as its days, stays there."""
        match event.kind:
            case Kind.ISSUED:
                self._issued(event)
            case Kind.PRINT_QUEUED:
                self._queued(event)
            case Kind.PRINT_MARKED:
                self._marked(event)
            case Kind.CANCELLED:
                self._cancelled(event)
            case _:
                pass

    def _issued(self, event: Event) -> None:
        if rows.ticket(self._cursor, event.ticket_id or 0):
            return
        given = ticket_after(None, event)
        facts: dict[str, Any] = {**event.facts, "box": self._box.name, "place": self._place(given)}
        while others := rows.tickets(
            self._cursor, "day = ? AND request_id = ?", given.day.isoformat(), facts["request_id"]
        ):
            # One of another box's reserve was told to somebody as well.
            if others[0].id < IDS:
                self._void(others[0])
            facts["request_id"] += DOUBLED
        if taken := rows.tickets(
            self._cursor,
            "day = ? AND prefix = ? AND number = ?",
            *(given.day.isoformat(), given.prefix, given.number),
        ):
            facts |= self._renumbered(given, taken[0])
        self._open_day(event)
        then = min(event.at, self._journal.now), event.day
        self._journal.record(Kind.ISSUED, event.ticket_id, facts=facts, then=then)
        self._brought.tickets.append(given)
        if event.day < self._journal.day:
            # As the end of its day would have done.
            self._journal.record(Kind.EXPIRED, event.ticket_id, then=then)

    def _place(self, given: Ticket) -> float:
        """After the last who came before: behind that id, by the time of day among those brought in."""
        day = given.day.isoformat()
        if day not in self._came:
            found = self._cursor.all("SELECT issued_at, id FROM ticket WHERE day = ? AND id < ?", day, IDS)
            pairs = sorted((datetime.fromisoformat(at), number) for at, number in found)
            highest: list[int] = []
            for _, number in pairs:
                highest.append(max(number, highest[-1] if highest else 0))
            self._came[day] = [at for at, _ in pairs], highest
        moments, ids = self._came[day]
        before = bisect_right(moments, given.issued_at)
        midnight = datetime.combine(given.day, datetime.min.time(), given.issued_at.tzinfo)
        share = (given.issued_at - midnight).total_seconds() / _DAY_S
        return (ids[before - 1] if before else 0) + min(max(share, 1e-6), 0.999999)

    def _void(self, other: Ticket) -> None:
        """The answer to its commit was lost, and the customer was given another number."""
        if other.state in LEGAL[Kind.CANCELLED] and not other.state.at_counter:
            facts = {"reason": "Its answer was lost on the way; the customer holds a number of the reserve."}
            self._journal.record(Kind.CANCELLED, other.id, facts=facts)
        for job in job_rows.jobs(self._cursor, "ticket_id = ? AND live = 1", other.id):
            if job.state is PrintState.QUEUED:
                self._mark(job.id, other.id, PrintState.EXPIRED.value, "The customer holds another number.")

    def _renumbered(self, given: Ticket, taken: Ticket) -> dict[str, Any]:
        """The reserve was given to somebody else meanwhile: only a store set back to a backup does so."""
        is_open = given.day == self._journal.day
        if is_open:
            number = self._journal.next_number(given.prefix)
        else:
            found = self._cursor.one(
                "SELECT max(number) FROM ticket WHERE day = ? AND prefix = ?",
                *(given.day.isoformat(), given.prefix),
            )
            number = 1 + ((found and found[0]) or 0)
        now = replace(given, number=number)
        self._brought.twice.append(
            finding(
                "doctor.number_twice",
                number=given.label,
                first=f"{taken.issued_at:%H:%M}",
                second=f"{given.issued_at:%H:%M}",
                now=now.label,
            )
        )
        return {"number": now.number, "was": given.label, "reserved": not is_open}

    def _open_day(self, event: Event) -> None:
        """A day on which no box ever reached the common store is in the log all the same."""
        known = self._cursor.one("SELECT 1 FROM business_day WHERE day = ?", event.day.isoformat())
        if not known:
            self._journal.record(Kind.DAY_OPENED, then=(event.at, event.day))
            self._journal.record(Kind.DAY_CLOSED, then=(event.at, event.day))

    def _queued(self, event: Event) -> None:
        known = job_rows.jobs(self._cursor, "id = ?", event.facts["job"])
        # A ticket of long ago may have left for the archive.
        if known or rows.ticket(self._cursor, event.ticket_id or 0) is None:
            return
        last = papers.copies(self._cursor, event.ticket_id or 0)
        copy = max(event.facts["copy"], 1 + last)
        facts = {**event.facts, "copy": copy, "box": papers.ON_ITS_OWN + self._box.name}
        self._journal.record(Kind.PRINT_QUEUED, event.ticket_id, facts=facts, then=(event.at, event.day))

    def _marked(self, event: Event) -> None:
        found = job_rows.jobs(self._cursor, "id = ?", event.facts["job"])
        if found and not found[0].state.settled:
            self._journal.record(
                Kind.PRINT_MARKED, event.ticket_id, facts=event.facts, then=(event.at, event.day)
            )

    def _mark(self, job: int, ticket_id: int, state: str, detail: str) -> None:
        facts = {"job": job, "state": state, "detail": detail}
        self._journal.record(Kind.PRINT_MARKED, ticket_id, facts=facts)

    def _cancelled(self, event: Event) -> None:
        ticket = rows.ticket(self._cursor, event.ticket_id or 0)
        if ticket and ticket.state in LEGAL[Kind.CANCELLED]:
            self._journal.record(Kind.CANCELLED, ticket.id, facts=event.facts, then=(event.at, event.day))
