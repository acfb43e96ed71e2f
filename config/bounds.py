"""Bounds that a configuration value must keep, declared beside its type with `Annotated`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `least` to `most`, both allowed."""

    least: float
    most: float

    def holds(self, value: Any) -> bool:
        """Whether the value keeps the bound."""
        return bool(self.least <= value <= self.most)

    def __str__(self) -> str:
        return f"{self.least:.15g} to {self.most:.15g}"


@dataclass(frozen=True, slots=True)
class Length:
    """A text of so many characters, or a list of so many entries."""

    least: int
    most: int
    unit: str = "characters"

    def holds(self, value: Any) -> bool:
        """Whether the value keeps the bound."""
        return self.least <= len(value) <= self.most

    def __str__(self) -> str:
        return f"{self.least} to {self.most} {self.unit}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a given form, with words for it."""

    form: str
    words: str

    def holds(self, value: Any) -> bool:
        """Whether the value keeps the bound."""
        return re.fullmatch(self.form, value) is not None

    def __str__(self) -> str:
        return self.words
