"""Whether the paper that came out, the states of the jobs, and what customers were told agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.print_job import PrintState
from kiosk.store import Store
from tests.campaigns.paper_trail import Paper

_OUT = {PrintState.CUT, PrintState.TAKEN}
"""It is with the customer, for certain."""
_NEVER_OUT = {PrintState.EXPIRED}
_SORRY = {PrintState.UNKNOWN, PrintState.PARTIAL, PrintState.FAILED, PrintState.EXPIRED}
"""The customer sees the number on the screen, and is offered another copy."""


@dataclass(frozen=True, slots=True)
class Job:
    """One copy of one ticket's paper, and what is believed of it."""

    number: str
    copy: int
    state: PrintState


def jobs(store: Store) -> list[Job]:
    """Every print job there ever was, oldest first."""
    with store.read() as cursor:
        rows = cursor.all(
            "SELECT prefix, number, copy, print_job.state FROM print_job"
            " JOIN ticket ON ticket.id = ticket_id ORDER BY print_job.id"
        )
    return [Job(f"{prefix}{number:03d}", copy, PrintState(state)) for prefix, number, copy, state in rows]


def disagreements(
    believed: Sequence[Job], out: Iterable[Paper], back: Iterable[Paper] = (), *, timer: bool = False
) -> Iterator[str]:
    """What does not agree. `back` was taken back in; with `timer` a printer only assumes."""
    out, back = list(out), list(back)
    whole = Counter((number, sum(sheet.copies)) for sheet in out if sheet.codes for number in sheet.numbers)
    inside = {(number, sum(sheet.copies)) for sheet in back if sheet.codes for number in sheet.numbers}
    for job in believed:
        yield from _wrong(job, whole[job.number, job.copy], in_printer=(job.number, job.copy) in inside)
    yield from _doubles(out)
    yield from _lost(believed, whole, timer=timer)


def _wrong(job: Job, times: int, *, in_printer: bool) -> Iterator[str]:
    name = f"copy {job.copy} of {job.number}"
    if times > 1:
        yield f"{name} came out {times} times"
    if job.state in _OUT and not times:
        yield f"{name} is said to be {job.state}, and is not there"
    if job.state is PrintState.PRESENTED and not (times or in_printer):
        yield f"{name} is said to be held out, and was neither taken nor taken back"
    if job.state in _NEVER_OUT and times:
        yield f"{name} came out though it is {job.state}"
    if job.state.live:
        yield f"{name} is still {job.state}"


def _doubles(out: Iterable[Paper]) -> Iterator[str]:
    """A second paper that looks like the first; a torn piece without its code is no ticket."""
    unmarked = Counter(
        number for sheet in out if not sheet.copies and sheet.codes for number in sheet.numbers
    )
    yield from (
        f"{number} came out {times} times unmarked" for number, times in unmarked.items() if times > 1
    )
    pieces = Counter(sheet.file for sheet in out if sheet.numbers)
    yield from (f"more than one ticket on the sheet {file}" for file, times in pieces.items() if times > 1)


def _lost(believed: Iterable[Job], whole: Counter[tuple[str, int]], *, timer: bool) -> Iterator[str]:
    """Nobody goes without paper unless somebody told him so."""
    states = defaultdict(list)
    for job in believed:
        states[job.number].append(job.state)
    has_paper = {number for number, _ in whole}
    for number, told in states.items():
        sorry = told[-1] in _SORRY or (timer and told[-1] is PrintState.ASSUMED)
        if number not in has_paper and not sorry and told[-1] is not PrintState.PRESENTED:
            yield f"{number} never came out, and its customer was told it is {told[-1]}"
