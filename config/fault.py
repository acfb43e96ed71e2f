"""A fault in a configuration file, told as one sentence to a branch technician."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

_LONGEST_SHOWN = 80
_LONGEST_PATH = 400
"""A file that can't be found is one whose name must be readable to its end."""
_LARGEST_SHOWN = 10**18
_LIKENESS = 0.68
"""`cahs` is meant to be `cash`; `notes` is not meant to be `counters`."""

_PASSWORD = re.compile(r"(://[^:@/\s]*):\S*@")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value: where it stands, what it is and what it must be."""

    file: str
    key: str
    """The way to the value: `services.cash.target_s`, or `languages[2]` counted from 1."""
    value: object
    bound: str = ""
    hint: str = ""
    says: str = ""
    """What is wrong, where "is VALUE" does not say it."""
    reason: str = ""
    """What is wrong in one word, for a page that says it in its reader's language."""

    def __str__(self) -> str:
        return f"{self.place} {self.what}"

    @property
    def place(self) -> str:
        """Where it stands, which reads the same in every language."""
        file = _printable(self.file, _LONGEST_PATH)
        return f"{file}: {_printable(self.key)}" if self.key else file

    @property
    def what(self) -> str:
        """What is wrong there, and what it must be."""
        what = self.says or f"is {shown(self.value)}"
        must = f"; it must be {self.bound}" if self.bound else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{what}{must}.{hint}"


class ConfigError(Exception):
    """A configuration that cannot be used as it is written; the text lists every fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def nearest(wrong: object, known: Iterable[str]) -> str | None:
    """The known word that looks most like a wrong one, if any does."""
    if not isinstance(wrong, str):
        return None
    import difflib  # noqa: PLC0415 - only a fault needs it, and the touch process starts without one

    names = {name.lower(): name for name in known}
    near = difflib.get_close_matches(wrong[:_LONGEST_SHOWN].lower(), names, n=1, cutoff=_LIKENESS)
    return names[near[0]] if near else None


def did_you_mean(wrong: object, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing if none is near."""
    near = nearest(wrong, known)
    return f"Did you mean {near}?" if near else ""


def shown(value: object) -> str:
    """The value as it may stand in a sentence, however strange or long it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_printable(without_password(value))}"'
        case int() if abs(value) > _LARGEST_SHOWN:
            return "a number far too large"
        case date() | time():
            return value.isoformat()
        case Mapping():
            return "a table" if value else "an empty table"
        case list() | tuple():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return str(value)


def without_password(text: str) -> str:
    """An address that may be shown: postgresql://kiosk:secret@host has lost its secret."""
    return _PASSWORD.sub(r"\1:…@", text)


def _printable(text: str, most: int = _LONGEST_SHOWN) -> str:
    cut = text if len(text) <= most else text[:most] + "…"
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut)
