"""Everything is said in two languages: the customer's first, then another of the branch. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from config.phrases import Phrases
from config.schema import Text
from ui.touch.tongue import Tongue

Lines = list[str]
"""The same words twice: in the customer's language, then in the other. Empty says nothing."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The two languages in which one customer is told things."""

    first: Tongue
    second: Tongue

    def lines(self, tell: Callable[[Tongue], str]) -> Lines:
        """What `tell` says in each of the two; nothing if it has nothing to say."""
        told = [tell(self.first), tell(self.second)]
        return told if any(told) else []

    def phrase(self, key: str, **facts: object) -> Lines:
        return self.lines(lambda tongue: tongue.say(key, **facts))

    def text(self, text: Text) -> Lines:
        return self.lines(lambda tongue: tongue.text(text))


class Wording:
    """The languages of a branch."""

    def __init__(self, phrases: Mapping[str, Phrases], languages: tuple[str, ...]) -> None:
        self._languages = languages
        self._tongues = {language: Tongue(phrases[language], languages[0]) for language in languages}

    def voice(self, language: str) -> Voice:
        """How a customer of that language is spoken to."""
        return Voice(self._tongues[language], self._tongues[self.other(language)])

    def say(self, key: str, language: str) -> str:
        return self._tongues[language].say(key)

    def other(self, language: str) -> str:
        """The second language beside a first: the branch's own first, unless that is it."""
        return next((each for each in self._languages if each != language), language)

    def next(self, language: str) -> str:
        """The language that the language button switches to."""
        return self._languages[(self._languages.index(language) + 1) % len(self._languages)]
