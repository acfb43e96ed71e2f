"""What stands on a branch's paper, row by row: a template file per language, or the shipped one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from config.bounds import Between, Length
from config.fault import ConfigError, Fault, did_you_mean
from config.files import TEMPLATES
from config.reader import read
from config.toml_file import parse

SHIPPED = Path(__file__).parent / TEMPLATES / "default.toml"

FACTS = (
    "bank", "branch", "number", "services", "zone", "way", "windows", "ahead", "wait", "since",
    "promise", "papers", "forms", "step", "outage", "peak", "scan", "code", "missed", "caution", "footer",
    "wifi", "complaint", "issued", "validity",
)  # fmt: skip
"""What a text may name in braces; a text of which one fact is not known is left out."""

MOST_ROWS, MOST_TEXTS, LONGEST_TEXT, LONGEST_AFTER, MOST_DOTS = 80, 4, 200, 60, 400

_FACT = re.compile(r"\{([^{}]*)\}")


class RowKind(StrEnum):
    """What a row is."""

    TEXT = "text"
    NUMBER = "number"
    """The ticket's number, as large as the paper allows."""
    QR = "qr"
    LOGO = "logo"
    """The picture that the printer keeps; nothing where it keeps none."""
    CHART = "chart"
    """How busy the day's half hours are; nothing where that is not known."""
    SPACE = "space"
    RULE = "rule"
    """A thin rule, with the rows up to the next one in a block."""


class RowLook(StrEnum):
    """How letters look; in large print each is larger."""

    KEY = "key"
    """Double size: where to go, how long it takes."""
    TITLE = "title"
    """Double size where that fits on one line, else bold."""
    LEAD = "lead"
    BOLD = "bold"
    PLAIN = "plain"
    SMALL = "small"
    """The printer's small font for Latin letters; Chinese has none and stays plain."""


class Side(StrEnum):
    """On which side a row stands."""

    LEFT = "left"
    CENTRE = "centre"


class Tongue(StrEnum):
    """In which language a row speaks."""

    OWN = "own"
    """The ticket's."""
    OTHER = "other"
    """The branch's other one; left out where it would say the same again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of the paper, from edge to edge."""

    kind: RowKind = RowKind.TEXT
    texts: Annotated[tuple[Annotated[str, Length(1, LONGEST_TEXT)], ...], Length(0, MOST_TEXTS, "texts")] = ()
    """Side by side; one that does not fit begins a line."""
    after: Annotated[str, Length(0, LONGEST_AFTER)] = ""
    """Behind them in plain letters."""
    look: RowLook = RowLook.LEAD
    side: Side = Side.LEFT
    language: Tongue = Tongue.OWN
    dots: Annotated[int, Between(0, MOST_DOTS)] = 8
    """Of a space; for a row of `text` nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """The rows of a ticket, from top to bottom."""

    rows: Annotated[tuple[Row, ...], Length(1, MOST_ROWS, "rows")] = field(default_factory=tuple)


def load_template(language: str, folder: Path | None = None) -> Template:
    """The template of tickets in a language: the branch's `tickets/LANGUAGE.toml`, or the shipped one."""
    faults: list[Fault] = []
    template = gather_template(language, folder, faults)
    if template is None:
        raise ConfigError(faults)
    return template


def gather_template(language: str, folder: Path | None, faults: list[Fault]) -> Template | None:
    """Like `load_template`, but adds faults to the list instead of raising them."""
    own = None if folder is None else folder / TEMPLATES / f"{language}.toml"
    if own is None or not own.exists():
        return shipped()
    file = f"{TEMPLATES}/{own.name}"
    table = parse(own, file, faults)
    return None if table is None else understood(table, file, faults)


@cache
def shipped() -> Template:
    """The template for branches that have none of their own; it suits every language."""
    faults: list[Fault] = []
    template = understood(parse(SHIPPED, SHIPPED.name, faults) or {}, SHIPPED.name, faults)
    if template is None:
        raise ConfigError(faults)
    return template


def understood(table: Mapping[str, Any], file: str, faults: list[Fault]) -> Template | None:
    """The template that a table describes; None, with every fault, if it cannot be used."""
    before = len(faults)
    template = read(Template, table, file, faults)
    if template is not None:
        faults += _contradictions(template, file)
    return template if len(faults) == before else None


@cache
def placed(text: str) -> tuple[str, ...]:
    """The facts that a text names."""
    return tuple(_FACT.findall(text))


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A text with its facts in place."""
    return _FACT.sub(lambda place: facts[place[1]], text)


def _contradictions(template: Template, file: str) -> Iterable[Fault]:
    kinds = [row.kind for row in template.rows]
    for kind in (RowKind.NUMBER, RowKind.QR, RowKind.LOGO):
        count = kinds.count(kind)
        if count > 1 or (kind is RowKind.NUMBER and count == 0):
            says = f"has {count} rows of kind {kind}"
            bound = f"{'exactly' if kind is RowKind.NUMBER else 'at most'} one row of kind {kind}"
            yield Fault(file, "rows", count, bound, says=says, reason=kind)
    for place, row in enumerate(template.rows, 1):
        key = f"rows[{place}]"
        if row.kind is RowKind.TEXT and not row.texts:
            yield Fault(file, f"{key}.texts", None, "at least one text", says="is missing", reason="empty")
        for text in (*row.texts, row.after):
            yield from _strange_facts(text, file, f"{key}.texts")


def _strange_facts(text: str, file: str, key: str) -> Iterable[Fault]:
    for name in placed(text):
        if name not in FACTS:
            bound = f"one of {', '.join(FACTS)}"
            near, says = did_you_mean(name, FACTS), f"names {{{name}}}"
            yield Fault(file, key, name, bound, near, says, reason="fact")
    if "{" in _FACT.sub("", text) or "}" in _FACT.sub("", text):
        yield Fault(file, key, text, "braces only around the name of a fact", reason="braces")
