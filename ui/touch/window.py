"""The window's doorkeeper: nothing closes it, and every press is noticed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

from ui.touch.bridge import Lobby

_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


class Doorkeeper(QObject):
    """Stands in front of one window and sees its events first."""

    def __init__(self, window: QWindow, lobby: Lobby) -> None:
        super().__init__(window)
        self._lobby = lobby
        self.may_close = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _PRESSES:
            self._lobby.touched(keyboard=kind is QEvent.Type.KeyPress)
        if kind is QEvent.Type.Close and not self.may_close:
            event.ignore()
            return True
        return False
