"""The paint of the screen: the bank's theme, or black with white and yellow for who needs contrast."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from config.theme import Colours, Theme
from ui.touch.hung import hung

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STRONG = Colours(
    ground="#000000",
    card="#000000",
    ink="#ffffff",
    quiet="#ffffff",
    action="#ffe600",
    on_action="#000000",
    wait="#ffe600",
    wait_ground="#000000",
    hairline="#ffffff",
)
"""High contrast: every pair at 11 to 1 and more, whatever the bank's theme is."""


@QmlElement
@QmlSingleton
class Paint(QObject):
    """What a theme says, for Look.qml."""

    settled = Signal()
    """Never sent: a theme holds until the process ends, but QML's type checker wants a signal."""

    def __init__(self, theme: Theme, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._logo = QUrl.fromLocalFile(str(folder / theme.logo)) if folder and theme.logo else QUrl()
        self._mixes = {False: theme.colours.mix(), True: STRONG.mix()}

    @staticmethod
    def create(_engine: QQmlEngine) -> Paint:
        return hung(Paint)

    @Slot(str, bool, result=str)
    def colour(self, name: str, strong: bool) -> str:  # noqa: FBT001 - as QML calls it
        return self._mixes[strong][name]

    @Property(float, notify=settled)
    def panelInches(self) -> float:
        return self._theme.panel_inches

    @Property(int, notify=settled)
    def cornerRadius(self) -> int:
        return self._theme.corner_radius

    @Property(QUrl, notify=settled)
    def logo(self) -> QUrl:
        return self._logo
