"""What stands on the sheets that fell out of a virtual printer."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

from printer.decoder import Decoder
from printer.operations import Feed, LineFeed, Qr, Text

_NUMBER = re.compile(r"^\s*([A-Z][0-9]{3,4})\s*$", re.MULTILINE)
_CODE = "\N{WHITE SQUARE}"
"""Where a QR code stands."""
_COPY = re.compile(r"REPRINT\s+([0-9]+)")


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet: the numbers on it, the copies it says it is, and whether it has a ticket's QR code."""

    file: str
    numbers: tuple[str, ...]
    copies: tuple[int, ...]
    codes: int


def papers(tray: Path) -> list[Paper]:
    """Every sheet of a tray, oldest first."""
    return [read(path) for path in sorted(tray.glob("ticket-*.bin"))]


def read(path: Path) -> Paper:
    return _paper(path.name, _text_of(path))


def tickets_on(path: Path, first_line: str) -> list[Paper]:
    """Each ticket of a sheet by itself; one begins with this line, or with the mark of a copy above it."""
    text = _text_of(path)
    heads = re.finditer(rf"(?:^.*{_COPY.pattern}.*\n+)?^.*{re.escape(first_line)}", text, re.MULTILINE)
    starts = [0, *(head.start() for head in heads), len(text)]
    parts = (text[start:end] for start, end in itertools.pairwise(starts))
    return [_paper(path.name, part) for part in parts if part.strip()]


def _text_of(path: Path) -> str:
    return "".join(_written(operation) for operation in Decoder().feed(path.read_bytes()))


def _paper(name: str, text: str) -> Paper:
    return Paper(
        name,
        tuple(_NUMBER.findall(text)),
        tuple(int(copy) for copy in _COPY.findall(text)),
        text.count(_CODE),
    )


def _written(operation: object) -> str:
    match operation:
        case Text():
            return operation.text
        case LineFeed() | Feed():
            return "\n"
        case Qr():
            return _CODE
        case _:
            return ""
