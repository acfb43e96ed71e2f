"""A bank's list of appointments as a file: service, date, time; code and id if the bank gave them. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from hashlib import sha256

from kiosk.appointment.book import Wanted
from kiosk.errors import LobbyError

COLUMNS = ("service", "date", "time")
CODE = "code"
OWN_ID = "id"
ROWS_MOST = 10_000


def wanted_from(lines: Iterable[str]) -> list[Wanted]:
    """The appointments of a CSV file with the columns service, date, time and, if given, code and id.

    A row is known by its own id, else by the whole file and its place there: reading the same again
    enters nothing twice.
    """
    whole = list(lines)
    file = sha256("".join(whole).encode()).hexdigest()
    reader = csv.DictReader(whole)
    named = [name.strip() for name in reader.fieldnames or ()]
    if missing := [column for column in COLUMNS if column not in named]:
        raise LobbyError(f"The file has no column {missing[0]!r}; it needs {', '.join(COLUMNS)}.")
    if strange := [name for name in named if name not in {*COLUMNS, CODE, OWN_ID}]:
        raise LobbyError(
            f"Column {strange[0][:40]!r} is not read here: leave out whatever tells who the customer is."
        )
    reader.fieldnames = named
    return list(_read(reader, file))


def _read(reader: Iterable[dict[str, str]], file: str) -> Iterator[Wanted]:
    for number, row in enumerate(reader, 2):
        if number > ROWS_MOST + 1:
            raise LobbyError(f"A file has at most {ROWS_MOST} appointments.")
        # A row with too many or too few cells has None among them.
        cells = {name: (row.get(name) or "").strip() for name in (*COLUMNS, CODE, OWN_ID)}
        try:
            # In the branch's own time: the book gives it its zone.
            slot = datetime.combine(date.fromisoformat(cells["date"]), time.fromisoformat(cells["time"]))
        except ValueError:
            raise LobbyError(
                f"Line {number}: {cells['date'][:20]!r} {cells['time'][:20]!r} is no time;"
                " write a date as 2026-11-25 and a time as 10:30."
            ) from None
        own = cells[OWN_ID] or f"{file}:{number}"
        yield Wanted(cells["service"], slot, cells[CODE], own)
