"""What an answer of the kiosk is about, before it is put into words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from config.schema import Elsewhere, Machine, Service
from kiosk.hours import Opening


class About(Enum):
    """What an answer is about."""

    NOTHING = "nothing"
    HELP = "help"
    ELSEWHERE = "elsewhere"
    NOT_NOW = "not_now"
    MACHINE = "machine"
    PAUSE = "pause"
    """Many tickets were taken here just now: the next one has to wait."""


@dataclass(frozen=True, slots=True)
class Topic:
    """An answer before it is put into words."""

    about: About = About.NOTHING
    elsewhere: Elsewhere | None = None
    service: Service | None = None
    opening: Opening | None = None
    machine: Machine | None = None
    seconds: int = 0
