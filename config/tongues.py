"""What a language pack says of itself: its own name, its direction, and what stands in for what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

from config.bounds import Length
from config.fault import Fault
from config.reader import read
from config.schema import Language

TABLE = "pack"
"""The table of a phrase file that is no group of phrases."""
STAFF_GROUPS = frozenset((
    *("counter", "manager", "staff", "paper", "design", "cases", "checks", "report", "advice", "technician"),
    *("scoring", "ledger", "complaint", "inspection", "honours", "doctor", "setup"),
))  # fmt: skip
"""The groups of phrases that a pack may leave to its fallback: no customer ever sees them."""
_TOLD_TO_THE_HALL = frozenset(("manager.outage_words", "advice.on_board"))
"""What staff send to the boards is read by customers all the same."""

_FIRST_STRONG, _LEFT_TO_RIGHT, _END = "\u2068", "\u2066", "\u2069"
_MARKS = {False: "\u200e", True: "\u200f"}
"""What has no width and a direction: it makes a line begin on the left, or on the right."""
_INVISIBLE = dict.fromkeys(map(ord, f"{_FIRST_STRONG}{_LEFT_TO_RIGHT}\u2067{_END}\u200e\u200f"))


def may_borrow(key: str) -> bool:
    """Whether a phrase may be said in the pack's fallback."""
    return key.partition(".")[0] in STAFF_GROUPS and key not in _TOLD_TO_THE_HALL


class Direction(StrEnum):
    """Where a line begins."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """The table [pack] of a phrase file; what it leaves out is as it is in most languages."""

    name: Annotated[str, Length(0, 40)] = ""
    """As its readers call it, in their own script."""
    direction: Direction = Direction.LEFT_TO_RIGHT
    font: Annotated[str, Length(1, 60)] = "Noto Sans CJK SC"
    second: Annotated[str, Length(0, 12)] = ""
    """What stands below it; empty, or not spoken by the branch, it is the branch's first language."""
    fallback: Language = "en"
    """Whose words stand in for staff phrases and for branch texts that are not there in this one."""
    voice: Annotated[str, Length(0, 40)] = ""
    """The synthesiser's voice; empty is its own choice. Two languages of one voice are said once."""
    on_paper: bool = True
    """False where a ticket printer has no letters for it: its tickets are in the branch's own languages."""

    @property
    def is_mirrored(self) -> bool:
        """Whether the page begins on the right."""
        return self.direction is Direction.RIGHT_TO_LEFT

    def isolated(self, value: str) -> str:
        """A value inside a sentence: where lines begin on the right, its own direction ends with it."""
        return f"{_FIRST_STRONG}{value}{_END}" if self.is_mirrored and value else value


PLAIN = Pack()


def described(table: Any, file: str, faults: list[Fault]) -> Pack:
    """The pack of a phrase file's table; the plain one where it is faulty."""
    if not isinstance(table, Mapping):
        faults.append(Fault(file, TABLE, table, f"a table [{TABLE}]"))
        return PLAIN
    found: list[Fault] = []
    pack = read(Pack, table, file, found)
    faults += (replace(each, key=f"{TABLE}.{each.key}") for each in found)
    return pack or PLAIN


def own(text: Mapping[str, str], language: str, pack: Pack = PLAIN) -> str:
    """A branch's text in a language, or in the nearest one that it was given in."""
    if text.get(language):
        return text[language]
    found = next(filter(None, map(text.get, _nearest(text, pack))), "")
    if not found or pack.is_mirrored == _runs_left(found):
        return found
    return f"{_MARKS[pack.is_mirrored]}{_FIRST_STRONG}{found}{_END}"


def second_to(language: str, languages: Sequence[str], pack: Pack) -> str:
    """The language that stands below another: its own wish if that is spoken here, else the first."""
    wished = (pack.second, *languages)
    return next((each for each in wished if each != language and each in languages), language)


def on_paper(language: str, languages: Sequence[str], pack_of: Callable[[str], Pack]) -> tuple[str, str]:
    """The two languages of a ticket: its own, or what comes nearest where no printer has its letters."""
    printed = [each for each in languages if pack_of(each).on_paper] or list(languages)
    pack = pack_of(language) if language in languages else PLAIN
    first = next(each for each in (language, pack.second, *printed) if each in printed)
    return first, second_to(first, printed, pack_of(first))


def without_isolates(text: str) -> str:
    """The text for what knows no direction: a voice, a printer, a board of lamps."""
    return text.translate(_INVISIBLE)


def _nearest(text: Mapping[str, str], pack: Pack) -> Iterator[str]:
    yield pack.fallback
    yield pack.second
    yield from text


def _runs_left(text: str) -> bool:
    """Whether a line of this text would begin on the right."""
    directions = map(unicodedata.bidirectional, text)
    return next((each != "L" for each in directions if each in {"L", "R", "AL"}), False)
