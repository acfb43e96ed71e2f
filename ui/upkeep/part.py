"""One part of the box, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from config.phrases import Phrases
from kiosk.finding import Finding
from ui.upkeep.spoken import english, sentences


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was looked at: it is fine, or what was found says what to do."""

    name: str
    fine: bool
    told: tuple[Finding, ...]
    found: dict[str, Any] = field(default_factory=dict)
    """What was measured or asked, for other programs."""

    @property
    def says(self) -> str:
        """As programs, support and a terminal have it: in English."""
        return self.said(english())

    def said(self, words: Phrases) -> str:
        """In the reader's language."""
        return sentences(self.told, words)

    @property
    def value(self) -> dict[str, Any]:
        """As JSON has it."""
        told = [each.value for each in self.told]
        return {"part": self.name, "fine": self.fine, "says": self.says, "told": told, "found": self.found}


def well(name: str, *told: Finding, **found: Any) -> Part:  # noqa: ANN401 - whatever was measured
    """A part that is as it should be."""
    return Part(name, fine=True, told=told, found=found)


def to_do(name: str, *told: Finding, **found: Any) -> Part:  # noqa: ANN401 - whatever was measured
    """A part that somebody has to see to."""
    return Part(name, fine=False, told=told, found=found)
