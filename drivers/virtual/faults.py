"""Faults a virtual printer can be asked for, written `name` or `name@N`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something that goes wrong at byte `at` of what the host sends; status requests do not count."""

    at: int
    kind: FaultKind


class FaultSpecError(ValueError):
    """A fault that nobody can bring about, in a sentence."""


_SPEC = re.compile(r"(?P<name>[a-z-]+)(@(?P<at>\d{1,9}))?")


def parse_faults(specs: Iterable[str]) -> tuple[Fault, ...]:
    """The faults of the specs, earliest first."""
    return tuple(sorted(parse_fault(spec) for spec in specs))


def parse_fault(spec: str) -> Fault:
    """The fault a spec such as `paper-out@400` names; without `@N` it is there from the start."""
    found = _SPEC.fullmatch(spec)
    if found is None or found["name"] not in set(FaultKind):
        known = ", ".join(FaultKind)
        raise FaultSpecError(
            f"The fault {spec!r} is not known. Write NAME or NAME@BYTE; NAME is one of: {known}."
        )
    return Fault(int(found["at"] or 0), FaultKind(found["name"]))
