"""Keys and presses before the first start has them: a keyboard types, and nothing closes the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from ui.touch.first_start.panel import FirstStart

_STRANGE = {
    *(QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop, QEvent.Type.ContextMenu),
    *(QEvent.Type.Wheel, QEvent.Type.NativeGesture, QEvent.Type.InputMethod),
}
_COMBINED = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Watch(QObject):
    """Stands in front of the window."""

    def __init__(self, window: QWindow, first: FirstStart) -> None:
        super().__init__(window)
        self._first = first
        self.may_close = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _STRANGE:
            event.accept()
            return True
        if kind is QEvent.Type.Close and not self.may_close:
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        """A keyboard, where there is one, types into the field that is open."""
        if event.modifiers() & _COMBINED:
            return True
        desk = self._first.conductor
        if not desk.focus:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            desk.erase()
            return True
        text = event.text()
        if text and text.isprintable():
            desk.type(text)
            return True
        return False
