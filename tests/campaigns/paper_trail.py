"""What stands on the sheets that fell out of a virtual printer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from printer.decoder import Decoder
from printer.operations import LineFeed, Qr, Text

_NUMBER = re.compile(r"^\s*([A-Z][0-9]{3,4})\s*$", re.MULTILINE)
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
    operations = Decoder().feed(path.read_bytes())
    text = "".join(_written(operation) for operation in operations)
    return Paper(
        path.name,
        tuple(_NUMBER.findall(text)),
        tuple(int(copy) for copy in _COPY.findall(text)),
        sum(isinstance(operation, Qr) for operation in operations),
    )


def _written(operation: object) -> str:
    match operation:
        case Text():
            return operation.text
        case LineFeed():
            return "\n"
        case _:
            return ""
