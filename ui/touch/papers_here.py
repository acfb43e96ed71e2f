"""What to bring for each service of the page that is shown, under the letters of its cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.touch.cards import Card
from ui.touch.rows import Rows
from ui.touch.wording import Lines

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that the services of some letters ask for. The names are those of the roles in QML."""

    letters: Lines
    words: Lines


def papers_of(cards: Sequence[Card]) -> list[Papers]:
    """The papers of these cards, in their order; services that ask for the same stand in one row."""
    letters: dict[str, list[str]] = {}
    words: dict[str, Lines] = {}
    for card in cards:
        if card.papers:
            letters.setdefault(card.papers[0], []).append(card.letter)
            words.setdefault(card.papers[0], card.papers)
    return [Papers(letters[first], words[first]) for first in words]


@QmlElement
@QmlUncreatable("The lobby fills it.")
class PapersModel(Rows):
    """The papers of the page that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Papers, parent)

    def show(self, papers: Sequence[Papers]) -> None:
        if papers != self._rows:
            self._replace(papers)
