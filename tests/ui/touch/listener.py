"""Somebody who listens to the screen, and the voice that they hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from tests.ui.touch.person import Person


@dataclass
class Throat:
    """Hears what would be said; tells on demand that all was said, or that nothing came out."""

    said: list[tuple[str, str, int]] = field(default_factory=list)
    """Language, text and loudness since the last silence."""
    hushed: int = 0
    stopped: bool = False
    quiet: Callable[[], None] = lambda: None
    failed: Callable[[str], None] = lambda _: None

    def say(self, language: str, texts: list[str], percent: int) -> None:
        self.said += [(language, text, percent) for text in texts]

    def hush(self) -> None:
        self.hushed += 1
        self.said.clear()

    def stop(self, timeout_s: float) -> None:
        self.stopped = timeout_s > 0

    def words(self) -> str:
        return " | ".join(text for _, text, _ in self.said)


@dataclass
class Listener:
    """Somebody who listens to the screen, with a keypad under their hand."""

    person: Person
    throat: Throat
    made: list[int]

    def hears(self, *texts: str) -> str:
        self.person.until(lambda: all(text in self.throat.words() for text in texts))
        return self.throat.words()

    def hears_it_out(self) -> None:
        """To the end of what was asked for."""
        self.throat.quiet()
        self.person.until(lambda: not self.person.screen.narrator._is_asked_for)

    def presses(self, *keys: Qt.Key) -> None:
        self.person.type(*keys)
