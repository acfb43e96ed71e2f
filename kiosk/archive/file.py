"""The file of one archived day: its rows of the log as they stand, one a line, packed, with a checksum."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from config.durable import flush, put
from kiosk.errors import LobbyError
from kiosk.event import Event, Kind
from kiosk.rows import as_json

FORM = 1
_MODE = 0o660
_FOLDER_MODE = 0o770


class ArchiveError(LobbyError):
    """An archive that can't be made or read; the sentence says which, and why."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself in its first line."""

    branch: str
    day: date
    first: int
    last: int
    before: str
    """The checksum of the file of the day before it; empty for the first."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file, read."""

    head: Head
    events: list[Event]
    start: dict[str, Any]
    """What its rows left behind for the next day."""
    digest: str


def place_of(folder: Path, day: date) -> Path:
    """Where a day's file lies."""
    return folder / f"{day:%Y}" / f"lobby-{day.isoformat()}.jsonl.gz"


def write(folder: Path, head: Head, rows: Iterable[Event], start: dict[str, Any]) -> tuple[Path, str]:
    """Make a day's file durable under its name, whole or not at all; and its checksum."""
    path = place_of(folder, head.day)
    lines = [as_json(_head_value(head)), *(as_json(_row_value(event)) for event in rows)]
    lines.append(as_json({"rows": len(lines) - 1, "start": start}))
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), compresslevel=9, mtime=0)
    digest = hashlib.sha256(packed).hexdigest()
    try:
        path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        put(path, packed, mode=_MODE)
        # For whoever has the files and no store: `sha256sum --check`.
        put(path.with_name(f"{path.name}.sha256"), f"{digest}  {path.name}\n".encode(), mode=_MODE)
        flush(path.parent.parent)
    except OSError as fault:
        raise ArchiveError(
            f"{path} could not be written ({fault.strerror}): nothing left the store."
        ) from fault
    return path, digest


def read(path: Path) -> Filed:
    """A day's file; ArchiveError where it is not whole."""
    try:
        packed = path.read_bytes()
        # Not splitlines(): a customer's own words may have ends of lines that are none of a file's.
        head, *rows, end = gzip.decompress(packed).decode().removesuffix("\n").split("\n")
        events = [_event(json.loads(row)) for row in rows]
        found = Filed(
            _head(json.loads(head)), events, json.loads(end)["start"], hashlib.sha256(packed).hexdigest()
        )
        counted, wanted = json.loads(end)["rows"], list(range(found.head.first, found.head.last + 1))
    except (gzip.BadGzipFile, zlib.error) as fault:
        raise ArchiveError(f"{path} is not whole: {fault}.") from fault
    except OSError as fault:
        raise ArchiveError(f"{path} could not be read: {fault.strerror or fault}.") from fault
    except (EOFError, ValueError, LookupError, TypeError, OverflowError, RecursionError) as fault:
        raise ArchiveError(f"{path} is not whole: {fault}.") from fault
    seqs = [event.seq for event in events]
    if counted != len(events) or seqs != wanted:
        raise ArchiveError(
            f"{path} is not whole: rows {found.head.first} to {found.head.last} are not all there."
        )
    return found


def files(folder: Path) -> Iterator[Path]:
    """Every day's file, the oldest first."""
    yield from sorted(folder.glob("*/lobby-*.jsonl.gz"))


def take_away(folder: Path, oldest: date) -> int:
    """Delete the files of days before one; how many those were."""
    old = [path for path in files(folder) if path.name < place_of(folder, oldest).name]
    for path in old:
        path.unlink()
        path.with_name(f"{path.name}.sha256").unlink(missing_ok=True)
    return len(old)


def _head_value(head: Head) -> dict[str, Any]:
    return {
        "form": FORM,
        "branch": head.branch,
        "day": head.day.isoformat(),
        "first": head.first,
        "last": head.last,
        "before": head.before,
    }


def _head(value: dict[str, Any]) -> Head:
    if value["form"] != FORM:
        raise ValueError(f"it has form {value['form']}, and this program reads {FORM}")
    day = date.fromisoformat(value["day"])
    return Head(value["branch"], day, value["first"], value["last"], value["before"])


def _row_value(event: Event) -> list[Any]:
    moment, day = event.at.isoformat(), event.day.isoformat()
    return [event.seq, moment, day, event.kind.value, event.ticket_id, event.counter, event.facts]


def _event(row: list[Any]) -> Event:
    seq, at, day, kind, ticket, counter, facts = row
    return Event(seq, datetime.fromisoformat(at), date.fromisoformat(day), Kind(kind), ticket, counter, facts)
