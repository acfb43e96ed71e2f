"""The leaf that stands on the resting screen, for QML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from ui.touch.leaves import Leaf, Row
from ui.touch.rows import Rows
from ui.touch.wording import Lines

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("The lobby fills it.")
class LeafRows(Rows):
    """The lines of a leaf."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Row, parent)

    def show(self, rows: tuple[Row, ...]) -> None:
        if rows != self._rows:
            self._replace(rows)


@QmlElement
@QmlUncreatable("The lobby fills it.")
class RestPanel(QObject):
    """One leaf of several."""

    changed = Signal()
    arranged = Signal()
    """Never sent: the model stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaf, self._place, self._count = Leaf(), 0, 0
        self._rows = LeafRows(self)

    def tell(self, leaves: Sequence[Leaf], turn: int) -> None:
        """Show the leaf whose turn it is."""
        count = len(leaves)
        place = turn % count if count else 0
        leaf = leaves[place] if count else Leaf()
        if (leaf, place, count) != (self._leaf, self._place, self._count):
            self._leaf, self._place, self._count = leaf, place, count
            self._rows.show(leaf.rows)
            self.changed.emit()

    @Property(LeafRows, notify=arranged)
    def rows(self) -> LeafRows:
        return self._rows

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._place

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._count

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._leaf.icon

    @Property("QStringList", notify=changed)
    def title(self) -> Lines:
        return self._leaf.title

    @Property("QStringList", notify=changed)
    def note(self) -> Lines:
        return self._leaf.note

    @Property("QVariantList", notify=changed)
    def bars(self) -> list[float]:
        return list(self._leaf.bars)

    @Property("QStringList", notify=changed)
    def hours(self) -> Lines:
        return list(self._leaf.hours)

    @Property(int, notify=changed)
    def now(self) -> int:
        return self._leaf.now

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._leaf.code.path

    @Property(int, notify=changed)
    def codeSide(self) -> int:
        return self._leaf.code.side
