"""The languages of the screen, as QML sees them: which there are, how they run, and the choice of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.touch.visit import Visit
from ui.touch.wording import Lines, Wording

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the screen is spoken at the moment."""

    language: str = ""
    mirrored: bool = False
    family: str = ""
    button: Lines = field(default_factory=list)
    """What stands on the button to the languages that the quick one does not lead to; empty without any."""
    choosing: bool = False


def spoken(visit: Visit, wording: Wording) -> Spoken:
    """The customer's language, and those that the quick button does not lead to."""
    pack = wording.pack(visit.language)
    quick = {visit.language, wording.next(visit.language)}
    names = [wording.pack(code).name or code for code in wording.languages if code not in quick]
    button = names if len(names) in {0, 2} else wording.voice(visit.language).phrase("bar.language")
    return Spoken(visit.language, pack.is_mirrored, pack.font, button, visit.choosing)


@QmlElement
@QmlUncreatable("The lobby fills it.")
class Tongues(QObject):
    """The languages, for QML."""

    changed = Signal()
    settled = Signal()
    """Never sent: the languages of a branch stay, but QML's type checker wants a signal."""

    def __init__(
        self, wording: Wording, arrange: Callable[[dict[str, object]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wording = wording
        self._arrange = arrange
        self._spoken = Spoken()

    def tell(self, now: Spoken) -> None:
        if now != self._spoken:
            self._spoken = now
            self.changed.emit()

    @Property("QStringList", notify=settled)
    def codes(self) -> list[str]:
        """The languages of the branch."""
        return list(self._wording.languages)

    @Property(bool, notify=changed)
    def mirrored(self) -> bool:
        """Whether the page begins on the right."""
        return self._spoken.mirrored

    @Property(str, notify=changed)
    def family(self) -> str:
        """The font of the customer's language."""
        return self._spoken.family

    @Property(bool, notify=changed)
    def offered(self) -> bool:
        """Whether there are languages that the quick button does not lead to."""
        return bool(self._spoken.button)

    @Property("QStringList", notify=changed)
    def others(self) -> Lines:
        """What stands on their button: two names of their own, or the word for all of them."""
        return self._spoken.button

    @Property(bool, notify=changed)
    def choosing(self) -> bool:
        """Whether a language is being chosen."""
        return self._spoken.choosing

    @Slot(str, result=str)
    def named(self, language: str) -> str:
        """What the readers of a language call it."""
        return self._wording.pack(language).name or language

    @Slot()
    def open(self) -> None:
        self._arrange({"choosing": True})

    @Slot()
    def close(self) -> None:
        self._arrange({"choosing": False})

    @Slot(str)
    def choose(self, language: str) -> None:
        """Speak it from now on; what is not spoken here is not heard."""
        if language in self._wording.languages:
            self._arrange({"language": language, "choosing": False})
