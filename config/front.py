"""front.toml: what the screen at the door tells while nobody is before it, and what it does not let be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from config.bounds import Between, Length, Pattern
from config.fault import Fault
from config.files import FRONT
from config.own_file import OwnFile

_Text = dict[str, Annotated[str, Length(1, 120)]]
_Phone = Annotated[str, Pattern(r"([0-9+ -]{3,24})?", "a telephone number, or empty")]
_Share = Annotated[int, Between(0, 40)]
_Days = Annotated[int, Between(1, 366)]
_DEAD_MOST = 50
"""Hundredths that may be dead from edge to edge."""


class Figure(StrEnum):
    """What the record says of a promise."""

    NONE = ""
    """A promise that is only given."""
    KEPT = "kept"
    """How many were called within the wait that their ticket told."""
    SATISFIED = "satisfied"
    """How many judged their visit as good or very good."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A promise of the branch (服务承诺), with the figure that it is measured by."""

    text: _Text
    figure: Figure = Figure.NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """One line of rates or fees."""

    what: _Text
    value: Annotated[str, Length(1, 24)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prices:
    """A table of rates or fees; nobody sees it before its day or after its last one."""

    title: _Text
    as_of: date
    until: date
    rows: Annotated[tuple[Price, ...], Length(1, 8, "entries")]


@dataclass(frozen=True, kw_only=True, slots=True)
class Caution:
    """A word against fraud, which grows old as the tricks do."""

    text: _Text
    as_of: date
    until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One of the supervision board (监督台): post, number of the badge, a name if the branch shows one."""

    post: _Text
    badge: Annotated[str, Pattern(r"[A-Za-z0-9-]{1,12}", "up to 12 letters, digits or -")]
    name: Annotated[str, Length(0, 40)] = ""
    account: Annotated[str, Length(0, 32)] = ""
    """The account that signs in at the tablet: shown while on duty. Empty is shown always."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Honour:
    """What the branch was distinguished with."""

    text: _Text
    year: Annotated[int, Between(1949, 2200)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """When the screen comes to rest, and how long each of its leaves stands."""

    after_s: Annotated[int, Between(0, 3_600)] = 60
    """Without a touch; 0 never rests."""
    turn_s: Annotated[int, Between(15, 600)] = 15
    days: _Days = 30
    """Promises are measured over so many days that are over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hoarding:
    """How many tickets in a row are too many."""

    free: Annotated[int, Between(0, 100)] = 6
    """So many may be taken as fast as fingers go; 0 slows nobody."""
    pace_s: Annotated[float, Between(1, 60)] = 6.0
    """One ticket in so long is what people do who stand in line."""
    first_pause_s: Annotated[int, Between(1, 60)] = 5
    longest_pause_s: Annotated[int, Between(5, 600)] = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Forms:
    """Forms that people filled in before they came."""

    typed: bool = False
    """Whether a form's code may be typed as well: only where all of them are digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dead:
    """Edges of the screen, in hundredths, that do not feel a touch any more: nothing is put there."""

    top: _Share = 0
    bottom: _Share = 0
    left: _Share = 0
    right: _Share = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Front:
    """The whole file."""

    rest: Rest = field(default_factory=Rest)
    help_line: _Phone = ""
    """Somebody answers it when the doors are shut."""
    promises: Annotated[tuple[Promise, ...], Length(0, 6, "entries")] = ()
    prices: Annotated[tuple[Prices, ...], Length(0, 6, "entries")] = ()
    cautions: Annotated[tuple[Caution, ...], Length(0, 6, "entries")] = ()
    members: Annotated[tuple[Member, ...], Length(0, 24, "entries")] = ()
    honours: Annotated[tuple[Honour, ...], Length(0, 6, "entries")] = ()
    hoarding: Hoarding = field(default_factory=Hoarding)
    forms: Forms = field(default_factory=Forms)
    dead: Dead = field(default_factory=Dead)


def texts_of(front: Front) -> Iterator[tuple[str, _Text]]:
    """Every text of the branch's own, with the key it stands at."""
    lists = (("promises", "text"), ("prices", "title"), ("cautions", "text"), ("members", "post"))
    for name, text in (*lists, ("honours", "text")):
        for number, entry in enumerate(getattr(front, name), 1):
            yield f"{name}[{number}].{text}", getattr(entry, text)
    for number, prices in enumerate(front.prices, 1):
        for row, price in enumerate(prices.rows, 1):
            yield f"prices[{number}].rows[{row}].what", price.what


def untranslated_front(front: Front, languages: list[str]) -> Iterator[Fault]:
    """Texts that a language of the branch goes without."""
    for key, text in texts_of(front):
        for language in languages:
            if language not in text:
                yield Fault(FRONT, f"{key}.{language}", None, "a text", says="is missing")


def _contradictions(front: Front) -> Iterator[Fault]:
    for name in ("prices", "cautions"):
        for number, entry in enumerate(getattr(front, name), 1):
            if entry.until < entry.as_of:
                yield Fault(FRONT, f"{name}[{number}].until", entry.until, f"no day before {entry.as_of}")
    for one, other in (("top", "bottom"), ("left", "right")):
        both = getattr(front.dead, one) + getattr(front.dead, other)
        if both > _DEAD_MOST:
            bound = f"so that with {one} at least {100 - _DEAD_MOST} of 100 are left"
            yield Fault(FRONT, f"dead.{other}", getattr(front.dead, other), bound)
    if front.hoarding.longest_pause_s < front.hoarding.first_pause_s:
        bound = f"at least first_pause_s, {front.hoarding.first_pause_s}"
        yield Fault(FRONT, "hoarding.longest_pause_s", front.hoarding.longest_pause_s, bound)


_FILE = OwnFile(Front, FRONT, _contradictions)
load_front, read_front, gather_front = _FILE.usable, _FILE.load, _FILE.gather
