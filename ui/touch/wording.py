"""Everything is said in two languages: the customer's first, then another of the branch. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from config.phrases import Phrases
from config.schema import Text
from config.tongues import Pack, second_to, without_isolates
from ui.touch.tongue import Tongue

_COMMON = "en"
"""Whoever reads none of a branch's own languages most often reads this."""

Lines = list[str]
"""The same words twice: in the customer's language, then in the other. Empty says nothing."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The two languages in which one customer is told things."""

    first: Tongue
    second: Tongue

    def lines(self, tell: Callable[[Tongue], str]) -> Lines:
        """What `tell` says in each of the two; nothing if it has nothing to say."""
        first, second = tell(self.first), tell(self.second)
        same = without_isolates(first) == without_isolates(second)
        return [first, first if same else second] if first or second else []

    def phrase(self, key: str, **facts: object) -> Lines:
        return self.lines(lambda tongue: tongue.say(key, **facts))

    def text(self, text: Text) -> Lines:
        return self.lines(lambda tongue: tongue.text(text))


class Wording:
    """The languages of a branch."""

    def __init__(self, phrases: Mapping[str, Phrases], languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._tongues = {language: Tongue(phrases[language]) for language in languages}

    def voice(self, language: str) -> Voice:
        """How a customer of that language is spoken to."""
        return Voice(self._tongues[language], self._tongues[self.other(language)])

    def say(self, key: str, language: str) -> str:
        return self._tongues[language].say(key)

    def pack(self, language: str) -> Pack:
        """What a language says of itself."""
        return self._tongues[language].phrases.pack

    def other(self, language: str) -> str:
        """The second language beside a first: its own choice if that is spoken, else the branch's first."""
        return second_to(language, self.languages, self.pack(language))

    def next(self, language: str) -> str:
        """The language that the quick button leads to: back to the branch's first, or to English from it."""
        first, *more = self.languages
        if language != first:
            return first
        return _COMMON if _COMMON in more else next(iter(more), first)
