"""A recorded day as a file: the event log in CSV, read line by line and refused with the line's number."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from kiosk.errors import LobbyError
from kiosk.predict.seen import Seen, What

COLUMNS = ("at", "event", "ticket", "service", "class", "counter", "open")
_LINE_MOST = 4_096
_NAME_MOST = 200
_OPEN_MOST = 999
_BACK_FEW = 20
_BACK_SHARE = 0.01
_GZIP = b"\x1f\x8b"


class EventLogError(LobbyError):
    """A log that cannot be replayed; the sentence names the line and what is wrong with it."""


def read_log(path: Path) -> Iterator[Seen]:
    """What the file tells, in its order; EventLogError at the first line that makes no sense."""
    try:
        with path.open("rb") as found:
            packed = found.read(2) == _GZIP
        with _opened(path, packed=packed) as lines:
            yield from parse_log(lines)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise EventLogError(f"{path} is no whole gzip file: {error}.") from error
    except OSError as error:
        raise EventLogError(f"{path} can't be read: {error.strerror or error}.") from error


def _opened(path: Path, *, packed: bool) -> TextIO:
    binary = gzip.GzipFile(path) if packed else path.open("rb")
    # Bytes that are no text become marks in a name: a ticket is told its wait whatever it is called.
    return TextIOWrapper(cast("BinaryIO", binary), encoding="utf-8-sig", errors="replace", newline="")


def parse_log(lines: Iterable[str]) -> Iterator[Seen]:
    """The same of lines; the first names the columns."""
    numbered = csv.reader(_bounded(lines))
    places = _places(_next(numbered, 1))
    order = _Order()
    for cells in _rows(numbered):
        line = numbered.line_num
        if not any(cells):
            continue
        if len(cells) <= max(places):
            raise EventLogError(f"Line {line} has {len(cells)} columns; there must be {max(places) + 1}.")
        seen = _seen(line, [cells[place].strip() for place in places])
        order.check(line, seen.at)
        yield seen


class _Order:
    """Refuses a log that is not in the order of time; a clock set back now and then is no such log."""

    def __init__(self) -> None:
        self._last, self._lines, self._back = float("-inf"), 0, 0

    def check(self, line: int, at: float) -> None:
        self._lines += 1
        self._back += at < self._last - 1
        self._last = at
        if self._back > _BACK_FEW and self._back > _BACK_SHARE * self._lines:
            raise EventLogError(
                f"The log is not in the order of time: up to line {line} it goes back {self._back} times."
                " Sort it by its first column."
            )


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if len(line) > _LINE_MOST:
            raise EventLogError(f"Line {number} is longer than {_LINE_MOST} characters.")
        yield line.replace("\0", "")


def _next(rows: Iterator[list[str]], line: int) -> list[str]:
    try:
        return next(rows)
    except StopIteration:
        raise EventLogError("The file is empty; its first line must name the columns.") from None
    except csv.Error as error:
        raise EventLogError(f"Line {line} is no CSV: {error}.") from error


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        line = getattr(rows, "line_num", 0)
        raise EventLogError(f"Line {line} is no CSV: {error}.") from error


def _places(header: list[str]) -> tuple[int, ...]:
    named = [name.strip().lower() for name in header]
    if missing := [name for name in COLUMNS if name not in named]:
        raise EventLogError(
            f"Line 1 must name the columns {','.join(COLUMNS)}; {', '.join(missing)} is missing."
        )
    return tuple(named.index(name) for name in COLUMNS)


def _seen(line: int, cells: list[str]) -> Seen:
    at, event, ticket, service, ticket_class, counter, opened = cells
    if event not in set(What):
        raise EventLogError(f"Line {line}: event {event!r} is none of {', '.join(What)}.")
    what = What(event)
    if long := next((cell for cell in cells if len(cell) > _NAME_MOST), None):
        raise EventLogError(f"Line {line}: {long[:40]!r}… is longer than {_NAME_MOST} characters.")
    if what is What.COUNTERS:
        return Seen(_at(line, at), what, service=service or "*", open=_open(line, opened))
    if not ticket:
        raise EventLogError(f"Line {line}: {event!r} names no ticket.")
    return Seen(_at(line, at), what, ticket, service, ticket_class, counter)


def _at(line: int, text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise EventLogError(f"Line {line}: {text!r} is no time such as 2026-11-23T09:30:00.") from None
    # By the wall: what matters is the hour of the day and the time between two lines.
    return moment.replace(tzinfo=UTC).timestamp()


def _open(line: int, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= _OPEN_MOST):
        raise EventLogError(
            f"Line {line}: {text!r} is no number of open counters; it must be 0 to {_OPEN_MOST}."
        )
    return int(text)
