"""How a board, keypad, scanner or voice fares, in the words that tablet and log know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class UnitState(StrEnum):
    """The word that tablet and log know."""

    OK = "ok"
    SILENT = "silent"
    """Its line is there, and it does not answer."""
    ABSENT = "absent"
    """Its line is not there."""
    FAILED = "failed"
    """It is there, and cannot do its work."""
    OFF = "off"
    """The branch has it no more."""


@dataclass(frozen=True, slots=True)
class UnitHealth:
    """How one device fares, and what the technician should know or do."""

    device: str
    state: UnitState
    detail: str = ""


Tell = Callable[[UnitHealth], None]
"""Takes the news of a device; called from its thread, and quick."""
