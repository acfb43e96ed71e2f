"""The keys of a tactile keypad that are no arrows: back, help, speak, louder, softer, headphone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from config.speech import Speech
from ui.touch.bridge import Lobby
from ui.touch.narrator import Narrator
from ui.touch.revisits import Revisits
from ui.touch.topic import Topic

_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class Keypad(QObject):
    """Sees every key before the page does, and takes its own."""

    def __init__(self, window: QWindow, lobby: Lobby, narrator: Narrator, speech: Speech | None) -> None:
        super().__init__(window)
        self._lobby, self._narrator = lobby, narrator
        key, jack = Qt.Key, speech or Speech()
        self._deeds: dict[int, Callable[[], None]] = {
            **dict.fromkeys((key.Key_Escape, key.Key_Back, key.Key_Cancel), self.back),
            **dict.fromkeys((key.Key_F1, key.Key_Help), lobby.askHelp),
            **dict.fromkeys((key.Key_F2, key.Key_MediaPlay), narrator.ask),
            **dict.fromkeys((key.Key_VolumeUp, key.Key_PageUp), lambda: narrator.louder(1)),
            **dict.fromkeys((key.Key_VolumeDown, key.Key_PageDown), lambda: narrator.louder(-1)),
            **_named(jack.jack_in, lambda: narrator.plug(True)),  # noqa: FBT003 - as the jack tells it
            **_named(jack.jack_out, lambda: narrator.plug(False)),  # noqa: FBT003 - as above
        }
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _PRESSES:
            self._narrator.pressed(key=False)
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        deed = self._deeds.get(event.key())
        if not event.isAutoRepeat():
            self._narrator.pressed(key=True)
            if deed:
                deed()
        return deed is not None

    def back(self) -> None:
        """One step back, whatever lies on top; the home page has none, and is only read again."""
        desk, lobby = self._lobby.reception, self._lobby
        if desk.asking:
            desk.stay()
        elif desk.topic != Topic():
            desk.close_answer()
        elif desk.visit.choosing:
            desk.arrange(choosing=False)
        elif desk.revisits.is_open:
            desk.revisit(Revisits.back)
        elif desk.given:
            desk.close_ticket()
        elif desk.visit.page:
            lobby.turnPage(-1)
        else:
            self._narrator.repeat()


def _named(name: str, deed: Callable[[], None]) -> dict[int, Callable[[], None]]:
    return {Qt.Key[f"Key_{name}"]: deed} if name else {}
