"""The screen as whoever listens meets it: the accessibility tree, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

_PRESSED = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that is there: a text, or something to press."""

    name: str
    does: str = ""
    """What else there is to know of it, in the language shown."""
    place: str = ""
    """Its objectName."""
    is_control: bool = False
    checkable: bool = False
    checked: bool = False
    disabled: bool = False


def nodes(window: QObject) -> list[Node]:
    """All that can be seen, in the order in which it is read."""
    root = _found(window)
    return [] if root is None else list(_walk(root))


def node_at(item: QObject | None) -> Node | None:
    """What stands at one item; None where there is nothing to press."""
    found = None if item is None else _found(item)
    if found is None or found.role() not in _PRESSED or found.state().invisible:
        return None
    return _node(found)


def _found(item: QObject) -> QAccessibleInterface | None:
    # Qt's own stubs promise one for everything.
    found: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(item)
    return found if found is not None and found.isValid() else None


def _walk(at: QAccessibleInterface) -> Iterator[Node]:
    if at.state().invisible:
        return
    if at.role() in _PRESSED or at.role() is QAccessible.Role.StaticText:
        yield _node(at)
    for place in range(at.childCount()):
        child: QAccessibleInterface | None = at.child(place)
        if child is not None:
            yield from _walk(child)


def _node(at: QAccessibleInterface) -> Node:
    item: QObject | None = at.object()
    state = at.state()
    return Node(
        name=at.text(QAccessible.Text.Name),
        does=str(item.property("tells") or "") if item is not None else "",
        place=item.objectName() if item is not None else "",
        is_control=at.role() in _PRESSED,
        checkable=bool(state.checkable),
        checked=bool(state.checked),
        disabled=bool(state.disabled),
    )
