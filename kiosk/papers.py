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


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """A job to print now, with its ticket."""

    job: PrintJob
    ticket: Ticket
    outage: Mapping[str, str]
    """What everybody is told of an outage at this moment, by language; nothing while all works."""


def queue_copy(journal: Journal, ticket_id: int, copy: int, expires_s: float) -> PrintJob:
    """Owe a ticket a copy of its paper."""
    job = journal.next_id("print_job")
    expires_at = journal.now + timedelta(seconds=expires_s)
    journal.record(
        Kind.PRINT_QUEUED, ticket_id, facts={"job": job, "copy": copy, "expires_at": expires_at.isoformat()}
    )
    return PrintJob(job, ticket_id, copy, PrintState.QUEUED, journal.now, expires_at)


def latest(cursor: Cursor, ticket_id: int) -> PrintJob:
    """The last paper a ticket was owed."""
    found = job_rows.jobs(cursor, "ticket_id = ?", ticket_id)
    if not found:
        raise UnknownTicketError(f"There is no ticket {ticket_id}.")
    return found[-1]


def reprint(site: Site, ticket_id: int) -> PrintJob:
    """Owe a further copy, marked as one; a copy that is still to come is not doubled."""
    with site.writing() as journal:
        last = latest(journal.cursor, ticket_id)
        if last.state.live:
            return last
        return queue_copy(journal, ticket_id, last.copy + 1, site.branch.paper.expires_s)


def recover(site: Site) -> list[PrintJob]:
    """At the printing process's start: what was on the wire is unknown now, told, and never sent again.

    What waits too long, or nobody can say how long because the clock is doubted, expires.
    """
    with site.writing() as journal:
        lost = job_rows.jobs(journal.cursor, "live = 1 AND state = ?", PrintState.SENT.value)
        for job in lost:
            _mark(journal, job, PrintState.UNKNOWN, _AFTER_RESTART)
        for job in _queued(journal.cursor):
            if job.expires_at <= journal.now or not journal.believable:
                _mark(journal, job, PrintState.EXPIRED, _TOO_LATE)
    return lost


def left_in_doubt(site: Site) -> bool:
    """Whether a piece of the last ticket that was sent may still hang in the printer."""
    with site.store.read() as cursor:
        found = cursor.one(
            "SELECT state FROM print_job WHERE state NOT IN (?, ?, ?) ORDER BY id DESC LIMIT 1",
            PrintState.QUEUED.value,
            PrintState.EXPIRED.value,
            PrintState.FAILED.value,
        )
    return found is not None and PrintState(found[0]) in _NOT_PARTED


def next_order(site: Site, is_late: Callable[[PrintJob], bool]) -> PrintOrder | None:
    """The oldest copy to print; those that are late by now are marked so, and passed by."""
    with site.store.read() as cursor:
        queued = _queued(cursor)
        late = [job for job in queued if is_late(job)]
        due = next((job for job in queued if job not in late), None)
        ticket = rows.ticket(cursor, due.ticket_id) if due else None
        told = outage_of(floor_rows.matters(cursor)) if due else None
    if late:
        _expire(site, late)
    return PrintOrder(due, ticket, told.text if told else {}) if due and ticket else None


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
        queue_copy(journal, job.ticket_id, job.copy + 1, min(left_s, whole_s))


def _queued(cursor: Cursor) -> list[PrintJob]:
    return job_rows.jobs(cursor, "live = 1 AND state = ?", PrintState.QUEUED.value)


def _expire(site: Site, late: Iterable[PrintJob]) -> None:
    with site.writing() as journal:
        for job in late:
            if journal.job(job.id).state is PrintState.QUEUED:
                _mark(journal, job, PrintState.EXPIRED, _TOO_LATE)


def _mark(journal: Journal, job: PrintJob, state: PrintState, detail: str) -> None:
    journal.record(
        Kind.PRINT_MARKED, job.ticket_id, facts={"job": job.id, "state": state.value, "detail": detail}
    )
