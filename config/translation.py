"""Texts that lack one of the branch's languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass

from config.fault import Fault, nearest
from config.files import home
from config.reader import join, place
from config.schema import Branch, Text

NEEDED = 2
"""In so many of a branch's languages every text is needed; in the further ones a near language stands in."""


def untranslated(branch: Branch, languages: list[str], told: set[str]) -> Iterator[Fault]:
    """The faults of texts that somebody could not read; keys already told are passed over."""
    for field in fields(branch):
        file = str(home(field.name))
        key = "" if field.name == "hours" else field.name
        for at, text in _texts(getattr(branch, field.name), key, needed=field.default_factory is MISSING):
            if at not in told:
                strays = sorted(text.keys() - set(languages))
                needed = (code for code in languages[:NEEDED] if code not in text)
                yield from (_missing(file, at, code, strays) for code in needed)


def _texts(value: object, key: str, *, needed: bool) -> Iterator[tuple[str, Text]]:
    """Every text below a value, with its key; one that may be left out only if it is there."""
    match value:
        case dict() if value or needed:
            yield key, value
        case tuple():
            for number, entry in enumerate(value, 1):
                yield from _texts(entry, place(key, number, entry), needed=True)
        case _ if is_dataclass(value):
            for field in fields(value):
                must = field.default_factory is MISSING
                yield from _texts(getattr(value, field.name), join(key, field.name), needed=must)


def _missing(file: str, key: str, language: str, strays: list[str]) -> Fault:
    near = nearest(language, strays)
    hint = f"Did you mean {language} where it says {near}?" if near else ""
    return Fault(file, f"{key}.{language}", None, "a text", hint, says="is missing")
