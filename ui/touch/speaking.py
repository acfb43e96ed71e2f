"""What is said of a screen: its words, and where the keyboard stands. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from config.tongues import without_isolates
from ui.touch.spoken_tree import Node
from ui.touch.tongue import Tongue

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}[0-9]{3,4}(?![A-Za-z0-9])")
"""As a ticket's number looks."""
_RANGE = re.compile(r"([0-9]+)[-\u2013]([0-9]+)")
_SILENT = {"clock", "today"}
"""Nobody asked for the time, which changes by itself."""
_TYPED = "typed"


def aloud(text: str, tongue: Tongue) -> str:
    """A text as a person says it: numbers of tickets letter by letter, ranges with their word."""
    spelt = _NUMBER.sub(lambda found: spell(found[0], tongue), without_isolates(text))
    return _RANGE.sub(lambda found: tongue.say("speech.range", low=found[1], high=found[2]), spelt)


def spell(label: str, tongue: Tongue) -> str:
    """A023: A, zero, two, three."""
    return " ".join(
        tongue.say(f"voice.{_DIGITS[int(letter)]}") if letter.isdecimal() else letter for letter in label
    )


def told(found: Iterable[Node], tongue: Tongue, *, private: bool) -> list[str]:
    """The words of the layer that lies on top; what is below answers no press, and is left out."""
    words = (
        _typed(node, tongue, private=private) if node.place == _TYPED else aloud(node.name, tongue)
        for node in found
        if not node.is_control and not node.disabled and node.place not in _SILENT
    )
    return [each for each in words if each.strip()]


def standing(node: Node, tongue: Tongue) -> list[str]:
    """Where the keyboard stands: what it is, how it is, and what it does."""
    state = ""
    if node.disabled:
        state = tongue.say("speech.not_now")
    elif node.checkable:
        state = tongue.say("speech.checked" if node.checked else "speech.unchecked")
    return [aloud(each, tongue) for each in (node.name, state, node.does) if each.strip()]


def _typed(node: Node, tongue: Tongue, *, private: bool) -> str:
    """A code is nobody else's: with others listening only its length is told. A number is called aloud."""
    typed = [part for part in node.name.split() if len(part) == 1]
    if private or not typed or not all(map(str.isdecimal, typed)):
        return node.name if typed else ""
    return tongue.say("speech.typed", count=len(typed))
