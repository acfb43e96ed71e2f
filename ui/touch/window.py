"""The window's doorkeeper: nothing closes it, and every press is noticed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from ui.touch.bridge import Lobby
from ui.touch.front import FrontPanel

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
_COMBINED = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_STRANGE = {
    *(QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.ContextMenu),
    *(QEvent.Type.Wheel, QEvent.Type.NativeGesture, QEvent.Type.InputMethod),
}
"""Nothing on this screen is dragged in, turned, pinched or asked for a menu."""


class Doorkeeper(QObject):
    """Stands in front of one window and sees its events first."""

    def __init__(self, window: QWindow, lobby: Lobby, front: FrontPanel) -> None:
        super().__init__(window)
        self._lobby = lobby
        self._front = front
        self.may_close = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _STRANGE or (kind in _KEYS and _is_combined(event)):
            event.accept()
            return True
        if kind in _PRESSES:
            self._notice(keyboard=kind is QEvent.Type.KeyPress)
        if kind is QEvent.Type.Close and not self.may_close:
            event.ignore()
            return True
        return False

    def _notice(self, *, keyboard: bool) -> None:
        self._lobby.touched(keyboard=keyboard)
        self._front.touched()
        # A key has no place on the screen that it could answer at: it only wakes.
        if keyboard:
            self._front.wake()


def _is_combined(event: QEvent) -> bool:
    """Ctrl, Alt or Meta with another key: no combination does anything here."""
    return isinstance(event, QKeyEvent) and bool(event.modifiers() & _COMBINED)
