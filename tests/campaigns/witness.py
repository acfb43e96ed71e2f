"""What must be true after the killing: of the store, of its log, and of the paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk import audit
from kiosk.event import Event, Kind
from kiosk.print_job import PrintState
from kiosk.store import Store
from tests.campaigns.paper_trail import Paper

_UNSENT = {PrintState.FAILED.value, PrintState.EXPIRED.value}
"""How a job may end without a byte on the wire."""


@dataclass(slots=True)
class Promises:
    """What processes said they had done, before they died."""

    issued: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By request: the ticket and its number."""
    tried: dict[str, int] = field(default_factory=dict)
    """The last request each screen began, which may never have been answered."""
    called: list[tuple[str, int]] = field(default_factory=list)
    copied: list[tuple[int, int]] = field(default_factory=list)
    on_the_wire: set[int] = field(default_factory=set)
    """Print jobs that were marked as sent when the devices process died."""
    contradictions: list[str] = field(default_factory=list)

    def hear(self, lines: Iterable[list[str]]) -> None:
        for line in lines:
            match line:
                case ["tried", screen, number]:
                    self.tried[screen] = int(number)
                case ["issued", request, ticket, number]:
                    self._note(request, (int(ticket), number))
                case ["called", counter, ticket]:
                    self.called.append((counter, int(ticket)))
                case ["copied", ticket, copy]:
                    self.copied.append((int(ticket), int(copy)))
                case ["sent", *jobs]:
                    self.on_the_wire.update(map(int, jobs))
                case _:
                    pass

    def _note(self, request: str, ticket: tuple[int, str]) -> None:
        before = self.issued.setdefault(request, ticket)
        if before != ticket:
            self.contradictions.append(f"request {request} was told {before} first, and {ticket} then")


def faults(store: Store, promises: Promises) -> Iterator[str]:
    """Whatever the store and its log do not keep of the promises, or of their own order."""
    yield from damage(store)
    with store.read() as cursor:
        rows = cursor.all("SELECT id, request_id, day, prefix, number FROM ticket")
    log = tuple(audit.whole_log(store))
    yield from promises.contradictions
    yield from audit.disagreements(store)
    yield from _tickets(rows, promises)
    yield from _calls(log, promises)
    yield from _jobs(log, promises)


def damage(store: Store) -> Iterator[str]:
    """What SQLite itself finds wrong with its file."""
    if store.dialect == "sqlite":
        with store.read() as cursor:
            checked = cursor.all("PRAGMA integrity_check")
        yield from (f"integrity_check says {row[0]}" for row in checked if row != ("ok",))


def _tickets(rows: list[tuple], promises: Promises) -> Iterator[str]:
    kept = {request: (ticket, f"{day}-{prefix}{number:03d}") for ticket, request, day, prefix, number in rows}
    for request, ticket in promises.issued.items():
        if kept.get(request) != ticket:
            yield f"request {request} was told {ticket}, the store has {kept.get(request)}"
    series = defaultdict(list)
    for _, _, day, prefix, number in rows:
        series[day, prefix].append(number)
    for (day, prefix), numbers in series.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"the numbers {prefix} of {day} have gaps or come twice: {sorted(numbers)}"


def _calls(log: tuple[Event, ...], promises: Promises) -> Iterator[str]:
    logged = {(event.counter, event.ticket_id) for event in log if event.kind is Kind.CALLED}
    yield from (
        f"counter {counter} called ticket {ticket}, the log does not know"
        for counter, ticket in promises.called
        if (counter, ticket) not in logged
    )
    queued = {(event.ticket_id, event.facts["copy"]) for event in log if event.kind is Kind.PRINT_QUEUED}
    yield from (
        f"copy {copy} of ticket {ticket} was promised, the log does not know"
        for ticket, copy in promises.copied
        if (ticket, copy) not in queued
    )


def _jobs(log: tuple[Event, ...], promises: Promises) -> Iterator[str]:
    marks = defaultdict(list)
    for event in log:
        if event.kind is Kind.PRINT_MARKED:
            marks[event.facts["job"]].append(event.facts["state"])
    for job, states in marks.items():
        if states[0] not in {PrintState.SENT.value, *_UNSENT} or PrintState.SENT.value in states[1:]:
            yield f"print job {job} was not sent once at most: {states}"
    for job in promises.on_the_wire:
        if marks[job] != [PrintState.SENT.value, PrintState.UNKNOWN.value]:
            yield f"print job {job} was on the wire when its process died, yet is told to be {marks[job]}"


def paper_faults(store: Store, sheets: list[Paper]) -> Iterator[str]:
    """A second paper that does not say so, two tickets on a sheet, or a paper that never came out."""
    unmarked = Counter(number for sheet in sheets if not sheet.copies for number in sheet.numbers)
    yield from (
        f"{number} came out {times} times unmarked" for number, times in unmarked.items() if times > 1
    )
    for sheet in sheets:
        if max(len(sheet.numbers), len(sheet.copies), sheet.codes) > 1:
            yield f"more than one ticket on {sheet}"
    whole = {(number, sum(sheet.copies)) for sheet in sheets if sheet.codes for number in sheet.numbers}
    with store.read() as cursor:
        done = cursor.all(
            "SELECT prefix, number, copy FROM print_job JOIN ticket ON ticket.id = ticket_id"
            " WHERE print_job.state IN ('cut', 'printed')"
        )
    for prefix, number, copy in done:
        if (f"{prefix}{number:03d}", copy) not in whole:
            yield f"copy {copy} of {prefix}{number:03d} is said to be on paper, and is not"
