"""Faults a virtual printer can be asked for, written `NAME[@BYTE][+SECONDS]`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from config.fault import did_you_mean


class FaultKind(StrEnum):
    """What can go wrong with a printer."""

    PAPER_OUT = "paper-out"
    NEAR_END = "near-end"
    COVER_OPEN = "cover-open"
    CUTTER = "cutter"
    UNPLUG = "unplug"
    SILENT = "silent"
    GARBAGE = "garbage"
    POWER_CUT = "power-cut"
    SLOW = "slow"
    LYING_ID = "lying-id"
    """It names a ticket as done the moment it arrives, printed or not, as some print servers do."""
    PRESENTER_JAM = "presenter-jam"
    NOT_TAKEN = "not-taken"
    """Nobody takes the ticket out of the presenter's mouth."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that goes wrong at byte `at` of what the host sends; status requests do not count."""

    at: int
    kind: FaultKind
    lasts_s: float = math.inf
    """Until somebody puts it right; a power cut is over by itself."""


class FaultSpecError(ValueError):
    """Faults that nobody can bring about: a sentence for each."""


_SPEC = re.compile(r"(?P<name>[^@+]*)(?:@(?P<at>[^@+]*))?(?:\+(?P<lasts>[^@+]*))?")
_LAST_BYTE = 999_999_999
_LONGEST_S = 86_400


def parse_faults(specs: Iterable[str]) -> tuple[Fault, ...]:
    """The faults of the specs, earliest first; what is wrong with them is told of all of them at once."""
    faults, wrong = [], []
    for spec in specs:
        try:
            faults.append(_parse(spec))
        except FaultSpecError as error:
            wrong.append(str(error))
    if wrong:
        raise FaultSpecError("\n".join(wrong))
    return tuple(sorted(faults))


def _parse(spec: str) -> Fault:
    found = _SPEC.fullmatch(spec)
    if found is None:
        raise FaultSpecError(f"The fault {spec!r} is not written as NAME, NAME@BYTE or NAME@BYTE+SECONDS.")
    known = tuple(FaultKind)
    if found["name"] not in known:
        hint = did_you_mean(found["name"], known)
        names = ", ".join(known)
        raise FaultSpecError(f"The fault {spec!r} is not known. NAME is one of: {names}. {hint}".rstrip())
    at = _number(spec, "byte", found["at"], 0, _LAST_BYTE)
    lasts_s = _number(spec, "time in seconds", found["lasts"], math.inf, _LONGEST_S)
    return Fault(int(at), FaultKind(found["name"]), lasts_s)


def _number(spec: str, what: str, text: str | None, default: float, most: int) -> float:
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and int(text[:20]) <= most):
        raise FaultSpecError(
            f"The fault {spec!r} has the {what} {text!r}: it must be a number from 0 to {most}."
        )
    return int(text)
