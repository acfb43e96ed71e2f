"""What was found of the box, said by the phrase catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from config.phrases import Phrases, load
from kiosk.finding import Finding, record_in

_ENGLISH = "en"


@cache
def english() -> Phrases:
    """The shipped words: a branch's own may be what is out of order."""
    return load(_ENGLISH)


def sentence(found: Finding, words: Phrases) -> str:
    """One finding; what another version of the program wrote is told by its bare values."""
    if found.phrase in words and words.placeholders(found.phrase) <= found.values.keys():
        return words(found.phrase, **found.values)
    return ", ".join((found.phrase, *map(str, found.values.values())))


def sentences(found: Iterable[Finding], words: Phrases) -> str:
    """Several of one part, in their order."""
    return " ".join(sentence(each, words) for each in found)


def part_name(name: str, words: Phrases) -> str:
    """What a part is called; a board or keypad has only its own name."""
    key = f"technician.part_{name.replace('-', '_')}"
    return words(key) if key in words else name


def recorded(text: str, words: Phrases) -> str:
    """What a chore left in the log, in the reader's language."""
    record = record_in(text)
    if record is None:
        return text
    return " ".join((record.at, *(_of_part(each, words) for each in record.found)))


def _of_part(found: Finding, words: Phrases) -> str:
    said = sentence(found, words)
    return words("doctor.of_part", part=part_name(found.part, words), says=said) if found.part else said
