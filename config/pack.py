"""Rule packs and checklists of the scoring server: versioned files, exact as their sources are.

What a source does not say is left out of its file and is None here; nothing is made up for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from config.bounds import Between, Length, Pattern
from config.fault import ConfigError, Fault
from config.reader import read
from config.toml_file import parse

SHIPPED = Path(__file__).parent / "packs"

Words = dict[str, str]
"""A text by language."""
Id = Annotated[str, Pattern(r"[a-z0-9][a-z0-9-]{0,39}", "1 to 40 small letters, digits and dashes")]
Version = Annotated[str, Pattern(r"\d{4}(\.\d{1,4})?", "a year, or a year and a number: 2026.1")]
Points = Annotated[int, Between(1, 1_000)]
Count = Annotated[int, Between(1, 366)]


class Per(StrEnum):
    """What a deduction is counted by."""

    ITEM = "item"
    PERSON = "person"
    """By person and occasion."""
    OCCASION = "occasion"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for points, and how many; None where the source is silent."""

    id: Id
    title: Words
    source: Annotated[str, Length(1, 120)]
    per: Per | None = None
    least: Points | None = None
    most: Points | None = None
    after_verification: bool = False
    """Only once a complaint was looked into and found true."""
    adds: bool = False
    """It gives points, and takes none."""
    note: Words = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        """Whether the source gives no number."""
        return self.least is None or self.most is None

    def allows(self, points: int) -> bool:
        """Whether the source has so many points for it."""
        return self.least is not None and self.most is not None and self.least <= points <= self.most


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the rules with its own points."""

    id: Id
    title: Words
    source: Annotated[str, Length(1, 120)]
    points: Points | None = None
    rules: tuple[Rule, ...] = ()
    note: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What a unit gets the first, the second, the third time."""

    id: Id
    title: Words
    circulated: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """So many complaints against one person, and what people then have to decide on."""

    complaints: Annotated[int, Between(1, 100)]
    title: Words


@dataclass(frozen=True, slots=True)
class Reports:
    """When what was found in a quarter has to be reported."""

    inspections_a_quarter: Count
    day: Annotated[int, Between(1, 28)]
    """Of the first month of the quarter that follows."""


@dataclass(frozen=True, slots=True)
class Complaints:
    """How long an answer may take."""

    simple_days: Count
    complex_days: Count
    special_days: Count
    """With approval."""
    mend_working_days: Count
    source: str = ""


@dataclass(frozen=True, slots=True)
class Honours:
    """Stars, and the board of praise and blame."""

    streak_months: Count
    appeal_days: Annotated[int, Between(0, 90)]
    """No source gives a number: the bank's own choice."""
    star_least_ratings: Annotated[int, Between(1, 1_000)] = 5


@dataclass(frozen=True, slots=True)
class RulePack:
    """A whole set of rules."""

    id: Id
    version: Version
    title: Words
    source: Annotated[str, Length(1, 400)]
    sections: Annotated[tuple[Section, ...], Length(1, 40, "entries")]
    steps: Annotated[tuple[Step, ...], Length(1, 9, "entries")]
    thresholds: tuple[Threshold, ...]
    fines_yuan: tuple[Annotated[int, Between(1, 1_000_000)], ...]
    """Tiers; which fault gets which is not in the source, so people choose."""
    reports: Reports
    complaints: Complaints
    honours: Honours
    floor: int | None = None
    """The least that a balance may come to; None: it may fall below 0."""

    @property
    def name(self) -> str:
        """What an entry says it was made by."""
        return f"{self.id} {self.version}"

    def rule(self, rule_id: str) -> tuple[Section, Rule]:
        """A rule and its section; KeyError if there is none."""
        for section in self.sections:
            for rule in section.rules:
                if rule.id == rule_id:
                    return section, rule
        raise KeyError(rule_id)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at; `rule` is what it would cost, where the rules say so."""

    id: Id
    title: Words
    source: str = ""
    rule: str = ""
    runs_out: Words = field(default_factory=dict)
    """What it is called where the tablet offers all day to tell that there is none left; else nothing."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a checklist; it may be empty until its text is to be had."""

    id: Id
    title: Words
    items: tuple[Item, ...] = ()
    note: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What an inspection looks at."""

    id: Id
    version: Version
    title: Words
    source: Annotated[str, Length(1, 400)]
    chapters: Annotated[tuple[Chapter, ...], Length(1, 40, "entries")]

    @property
    def name(self) -> str:
        """What an inspection says it was made by."""
        return f"{self.id} {self.version}"

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self.chapters for item in chapter.items)


_T = TypeVar("_T", RulePack, Checklist)


def load_rules(name: str, folder: Path | None = None) -> RulePack:
    """A pack of rules by its file's name; ConfigError with every fault if there is one."""
    pack = _load(RulePack, f"rules-{name}.toml", folder)
    _distinct((rule.id for section in pack.sections for rule in section.rules), f"rules-{name}.toml")
    return pack


def load_checklists(folder: Path | None = None) -> dict[str, Checklist]:
    """Every checklist, the bank's own over the shipped ones of the same name."""
    found = {path.name for place in _places(folder) for path in place.glob("checklist-*.toml")}
    lists = [_load(Checklist, name, folder) for name in sorted(found)]
    for each in lists:
        _distinct((item.id for item in each.items), f"checklist {each.id}")
    return {each.id: each for each in lists}


def _places(folder: Path | None) -> list[Path]:
    return [SHIPPED] if folder is None else [folder / "packs", SHIPPED]


def _load(kind: type[_T], file: str, folder: Path | None) -> _T:
    faults: list[Fault] = []
    path = next((place / file for place in _places(folder) if (place / file).exists()), SHIPPED / file)
    table = parse(path, f"packs/{file}", faults)
    pack = None if table is None else read(kind, table, f"packs/{file}", faults)
    if pack is None:
        raise ConfigError(faults)
    return pack


def _distinct(ids: Iterable[str], file: str) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ConfigError([Fault(file, each, each, says="stands here twice: give each an id of its own")])
        seen.add(each)
