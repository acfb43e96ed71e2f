"""The paper a ticket is owed: at least once, honest, and never a second copy unmarked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from kiosk import floor_rows, job_rows, rows
from kiosk.duty import outage_of
from kiosk.errors import UnknownTicketError
from kiosk.event import Kind
from kiosk.journal import Journal
from kiosk.print_job import PrintJob, PrintState
from kiosk.site import Site
from kiosk.store import Cursor
from kiosk.ticket import Ticket

_AFTER_RESTART = "The printing process was restarted while this ticket was on the wire."
_NOT_PARTED = {
    PrintState.SENT,
    PrintState.PRINTED,
    PrintState.PARTIAL,
    PrintState.UNKNOWN,
    PrintState.ASSUMED,
}
"""Of these nobody has said that they were cut."""
_COPIES_MOST = 3
"""A printer that tears so many copies of one ticket needs a hand, and the customer is told by the screen."""
_TOO_LATE = "No printer could take it in time."
_FORGOTTEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A job to print now, with its ticket."""

    job: PrintJob
    ticket: Ticket
    outage: Mapping[str, str]
    """What everybody is told of an outage at this moment, by language; nothing while all works."""


ON_ITS_OWN = "alone:"
"""Before the name of a box that prints a paper from its own store: here it only says what came of it."""


def queue_copy(journal: Journal, ticket_id: int, copy: int, expires_s: float, box: str = "") -> PrintJob:
    """Owe a ticket a copy of its paper, at a box's printer."""
    job = journal.next_id("print_job")
    expires_at = journal.now + timedelta(seconds=expires_s)
    facts = {"job": job, "copy": copy, "expires_at": expires_at.isoformat()}
    journal.record(Kind.PRINT_QUEUED, ticket_id, facts={**facts, "box": box} if box else facts)
    return PrintJob(job, ticket_id, copy, PrintState.QUEUED, journal.now, expires_at, box=box)


def latest(cursor: Cursor, ticket_id: int) -> PrintJob:
    """The last paper a ticket was owed."""
    found = job_rows.jobs(cursor, "ticket_id = ?", ticket_id)
    if not found:
        raise UnknownTicketError(f"There is no ticket {ticket_id}.")
    return max(found, key=lambda job: job.copy)


def copies(cursor: Cursor, ticket_id: int) -> int:
    """The last copy a ticket was owed; -1 where it was owed no paper yet."""
    found = cursor.one("SELECT max(copy) FROM print_job WHERE ticket_id = ?", ticket_id)
    return -1 if found is None or found[0] is None else int(found[0])


def reprint(site: Site, ticket_id: int) -> PrintJob:
    """Owe a further copy, marked as one, where the first came out; one that is to come is not doubled."""
    with site.writing() as journal:
        last = latest(journal.cursor, ticket_id)
        if last.state.live:
            return last
        box = last.box.removeprefix(ON_ITS_OWN) or site.store.whose.box
        return queue_copy(journal, ticket_id, last.copy + 1, site.branch.paper.expires_s, box)


def recover(site: Site) -> list[PrintJob]:
    """At the printing process's start: what was on the wire is unknown now, told, and never sent again.

    What waits too long, or nobody can say how long because the clock is doubted, expires.
    """
    with site.writing() as journal:
        lost = _live(journal.cursor, PrintState.SENT, site.store.whose.box)
        for job in lost:
            _mark(journal, job, PrintState.UNKNOWN, _AFTER_RESTART)
        for job in _live(journal.cursor, PrintState.QUEUED, site.store.whose.box):
            if job.expires_at <= journal.now or not journal.believable:
                _mark(journal, job, PrintState.EXPIRED, _TOO_LATE)
    return lost


def expire_forgotten(journal: Journal) -> None:
    """Papers of boxes that are gone for good: nobody else would ever say what became of them."""
    for job in job_rows.jobs(journal.cursor, "live = 1"):
        if journal.believable and job.expires_at + _FORGOTTEN <= journal.now:
            queued = job.state is PrintState.QUEUED
            _mark(journal, job, PrintState.EXPIRED if queued else PrintState.UNKNOWN, _TOO_LATE)


def left_in_doubt(site: Site) -> bool:
    """Whether a piece of the last ticket that was sent may still hang in the printer."""
    with site.store.read() as cursor:
        found = cursor.one(
            "SELECT state FROM print_job WHERE box = ? AND state NOT IN (?, ?, ?) ORDER BY id DESC LIMIT 1",
            site.store.whose.box,
            PrintState.QUEUED.value,
            PrintState.EXPIRED.value,
            PrintState.FAILED.value,
        )
    return found is not None and PrintState(found[0]) in _NOT_PARTED


def next_order(site: Site, is_late: Callable[[PrintJob], bool]) -> PrintOrder | None:
    """The oldest copy to print; those that are late by now are marked so, and passed by."""
    with site.store.read() as cursor:
        queued = _live(cursor, PrintState.QUEUED, site.store.whose.box)
        late = [job for job in queued if is_late(job)]
        due = next((job for job in queued if job not in late), None)
        ticket = rows.ticket(cursor, due.ticket_id) if due else None
        told = outage_of(floor_rows.matters(cursor)) if due else None
    if late:
        _expire(site, late)
    return PrintOrder(due, ticket, told.text if told else {}) if due and ticket else None


def sent_order(site: Site, job_id: int) -> PrintOrder | None:
    """A job that is marked as sent, and of which this process knows that nothing was; None if it is not."""
    with site.store.read() as cursor:
        found = job_rows.jobs(cursor, "id = ? AND state = ?", job_id, PrintState.SENT.value)
        ticket = rows.ticket(cursor, found[0].ticket_id) if found else None
        told = outage_of(floor_rows.matters(cursor))
    return PrintOrder(found[0], ticket, told.text if told else {}) if ticket else None


def mark(site: Site, job_id: int, state: PrintState, detail: str = "", *, again: bool = False) -> None:
    """Note what is known of a job. SENT is durable before the first byte is on the wire.

    With `again` the ticket is owed a marked copy in the same breath: of a piece nobody has any use.
    """
    # Whoever is woken takes the processor from this process, which has the ticket to send now:
    # measured, the last byte then came 4 ms later in one of five tickets.
    with site.writing(quietly=state is PrintState.SENT) as journal:
        job = journal.job(job_id)
        _mark(journal, job, state, detail)
        if again:
            _owe_again(journal, job)


def _owe_again(journal: Journal, job: PrintJob) -> None:
    """One more copy, which matters no longer than the job it stands for; not without end."""
    if job.copy >= _COPIES_MOST:
        return
    left_s = (job.expires_at - journal.now).total_seconds()
    whole_s = (job.expires_at - job.queued_at).total_seconds()
    if latest(journal.cursor, job.ticket_id).id == job.id and left_s > 0:
        queue_copy(journal, job.ticket_id, job.copy + 1, min(left_s, whole_s), job.box)


def _live(cursor: Cursor, state: PrintState, box: str) -> list[PrintJob]:
    """The papers that this box's printer has to do with."""
    return job_rows.jobs(cursor, "live = 1 AND state = ? AND box = ?", state.value, box)


def _expire(site: Site, late: Iterable[PrintJob]) -> None:
    with site.writing() as journal:
        for job in late:
            if journal.job(job.id).state is PrintState.QUEUED:
                _mark(journal, job, PrintState.EXPIRED, _TOO_LATE)


def _mark(journal: Journal, job: PrintJob, state: PrintState, detail: str) -> None:
    journal.record(
        Kind.PRINT_MARKED, job.ticket_id, facts={"job": job.id, "state": state.value, "detail": detail}
    )
