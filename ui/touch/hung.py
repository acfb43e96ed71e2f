"""What QML's singletons are: the part of each kind that the screen has hung up before it loads its page.

Kept here, and not on the engine: from there a part comes back by way of its address in memory, where Qt for
Python once found nothing, and the page stood without words.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

_Part = TypeVar("_Part", bound=QObject)

_hung: dict[type[QObject], QObject] = {}


def hang(*parts: QObject) -> None:
    """The next page that is loaded has these; a page has all of its singletons once it is loaded."""
    _hung.update((type(part), part) for part in parts)


def hung(kind: type[_Part]) -> _Part:
    """The part of that kind."""
    part = _hung[kind]
    if not isinstance(part, kind):
        raise TypeError(f"{part!r} was hung up as a {kind.__name__}.")
    return part
