"""The state of the whole screen at one moment. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.touch.wording import Lines


@dataclass(frozen=True, slots=True)
class Frame:
    """The state of the whole screen: all that is neither card, basket, ticket, answer nor door."""

    language: str
    large: bool = False
    low: bool = False
    strong: bool = False
    heard: bool = False
    care: bool = False
    page: str = "home"
    pageNumber: int = 0
    pages: int = 1
    clock: str = ""
    today: Lines = field(default_factory=list)
    limitNote: Lines = field(default_factory=list)
    issuing: bool = False
    asking: bool = False
    secondsLeft: Lines = field(default_factory=list)
