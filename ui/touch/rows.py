"""A list model of dataclasses, for QML: each of their fields is a role of that name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


# QML's tools know a model of such rows only if they know what it inherits.
@QmlElement
@QmlUncreatable("Its kinds are filled by the lobby.")
class Rows(QAbstractListModel):
    """Rows of one kind; whoever inherits it says when to show others."""

    def __init__(self, kind: type[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._roles = {Qt.ItemDataRole.UserRole + place: each.name for place, each in enumerate(fields(kind))}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        name = self._roles.get(role)
        return getattr(self._rows[index.row()], name) if name and index.isValid() else None

    def roleNames(self) -> dict[int, QByteArray]:
        return {role: QByteArray(name.encode()) for role, name in self._roles.items()}

    def _replace(self, rows: Sequence[Any]) -> None:
        """Other rows: every delegate is made anew."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
