"""What is in the archive: its days, their files, and whether each still says what was put into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.archive.file import ArchiveError, Filed, files, read
from kiosk.archive.start import state_of
from kiosk.errors import LobbyError
from kiosk.event import Kind
from kiosk.evolve import ticket_after, touched
from kiosk.folding import State, fold
from kiosk.store import Store
from kiosk.ticket import Ticket

_CARRIED = ("devices", "desks", "taught")
"""What every day hands on whole, so that the next file's rows must lead from one to the other."""

_EDITED = (LobbyError, LookupError, ValueError, TypeError, AttributeError, OverflowError)
"""What is raised by rows that somebody wrote by hand."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One archived day, as the store knows it."""

    day: date
    first: int
    last: int
    tickets: int
    file: Path
    digest: str
    box: str
    archived_at: datetime


def kept(store: Store) -> list[Kept]:
    """Every archived day, the oldest first."""
    with store.read() as cursor:
        found = cursor.all(
            "SELECT day, first, last, tickets, file, digest, box, archived_at FROM archive_day ORDER BY day"
        )
    return [
        Kept(
            date.fromisoformat(day), first, last, tickets, Path(file), digest, box, datetime.fromisoformat(at)
        )
        for day, first, last, tickets, file, digest, box, at in found
    ]


def tickets_of(filed: Filed) -> list[Ticket]:
    """The tickets of a day as they ended on it."""
    found: dict[int, Ticket] = {}
    try:
        for event in filed.events:
            for ticket in touched(event):
                if event.kind is Kind.ISSUED or ticket in found:
                    found[ticket] = ticket_after(found.get(ticket), event)
    except _EDITED as fault:
        raise ArchiveError(f"The rows of {filed.head.day} can't be followed: {fault}") from fault
    return [ticket for ticket in found.values() if ticket.day == filed.head.day]


def verify(folder: Path, known: list[Kept]) -> Iterator[str]:
    """Sentences on every file that is not what it was; none when all is well.

    With the store's list (`known`) it is told as well which file is missing, and which was replaced by
    another that is sound in itself. Old files that were taken away on purpose are the store's alone to miss.
    """
    told = {each.day: each for each in known}
    before: Filed | None = None
    seen: set[date] = set()
    for path in files(folder):
        try:
            filed = read(path)
        except ArchiveError as fault:
            yield str(fault)
            before = None
            continue
        seen.add(filed.head.day)
        yield from _faults(path, filed, before, told.get(filed.head.day), listed=bool(known))
        before = filed
    yield from (
        f"{each.file} is missing." for each in known if each.day not in seen and _expected(each, seen)
    )


def _expected(each: Kept, seen: set[date]) -> bool:
    """Files are taken away from the oldest on; a gap amid the others is nobody's wish."""
    return not seen or each.day > min(seen)


def _faults(
    path: Path, filed: Filed, before: Filed | None, known: Kept | None, *, listed: bool
) -> Iterator[str]:
    if known is None and listed:
        yield f"{path} is no archive of this store."
    if known is not None and known.digest != filed.digest:
        yield f"{path} is not the file that was written: its checksum is {filed.digest[:16]}…"
    if before is None:
        return
    if filed.head.first != before.head.last + 1 or filed.head.before != before.digest:
        yield f"{path} does not follow {before.head.day}: a file between them is missing or was replaced."
        return
    try:
        state = fold(filed.events, state_of(before.start))
        fits = _carried(state) == _carried(state_of(filed.start))
    except _EDITED as fault:
        yield f"The rows of {path} can't be followed: {fault}"
        return
    if not fits:
        yield f"The rows of {path} do not lead to what stands at its end."


def _carried(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _CARRIED}
