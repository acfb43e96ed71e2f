"""An announcement in one language, as the pieces that are recorded or synthesised. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from config.phrases import Phrases
from config.schema import Branch
from config.tongues import without_isolates
from drivers.voice.announcement import Announcement

_DIGITS = (
    "voice.zero",
    "voice.one",
    "voice.two",
    "voice.three",
    "voice.four",
    "voice.five",
    "voice.six",
    "voice.seven",
    "voice.eight",
    "voice.nine",
)
_YAO = "voice.yao"
_CALLED = 2
_MARK = "\ufdd0"
"""A character that no text has, around the name of each placeholder."""
_WORDS = re.compile(r"\w")
_LOOSE = re.compile(r" (?=[,.;，。；])")
_CLASS_WORDS = re.compile(r"vip|贵宾|尊享", re.IGNORECASE)
"""A window named after a class of customers is said by its number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is said in one breath: the name of its clip, and its words where there is none."""

    clip: str
    text: str


def called_in(languages: Sequence[str], phrases: Callable[[str], Phrases]) -> tuple[str, ...]:
    """The languages in which a hall is called: as on the board the branch's first two, no voice twice."""
    voices: dict[str, str] = {}
    for language in languages[:_CALLED]:
        voices.setdefault(phrases(language).pack.voice or language, language)
    return tuple(voices.values())


def pieces(announcement: Announcement, phrases: Phrases, branch: Branch, *, yao: bool = False) -> list[Piece]:
    """The sentence, cut where numbers and windows stand in it."""
    filling = {
        "number": _number(announcement.number, phrases, yao=yao),
        "window": _window(announcement.counter, phrases, branch),
        "minutes": [Piece(f"number-{announcement.minutes}", str(announcement.minutes))],
    }
    key = str(announcement.sentence)
    wanted = phrases.placeholders(key)
    marked = without_isolates(phrases(key, **{name: f"{_MARK}{name}{_MARK}" for name in wanted}))
    found: list[Piece] = []
    for at, text in enumerate(marked.split(_MARK)):
        if at % 2:
            found += filling[text]
        elif text:
            found.append(Piece(f"{key.removeprefix('voice.')}-{at // 2 + 1}", text))
    return found


def said(found: list[Piece]) -> str:
    """All the words in a row."""
    return _LOOSE.sub("", " ".join(piece.text.strip() for piece in found))


def is_mute(piece: Piece) -> bool:
    """Whether it is only a pause: a comma between two pieces."""
    return not _WORDS.search(piece.text)


def _number(label: str, phrases: Phrases, *, yao: bool) -> list[Piece]:
    """A023 letter by letter: A, zero, two, three."""
    found = []
    for letter in label:
        if letter.isdigit():
            key = _YAO if yao and letter == "1" else _DIGITS[int(letter)]
            found.append(Piece("digit-yao" if key is _YAO else f"digit-{letter}", phrases(key)))
        else:
            found.append(Piece(f"letter-{letter}", without_isolates(phrases("voice.letter", letter=letter))))
    return found


def _window(counter: str, phrases: Phrases, branch: Branch) -> list[Piece]:
    if not counter:
        return []
    name = next((each.name.get(phrases.language, "") for each in branch.counters if each.id == counter), "")
    if counter.isdigit() or not name or _CLASS_WORDS.search(name):
        name = without_isolates(phrases("voice.window", counter=counter))
    return [Piece(f"window-{counter}", name)]
