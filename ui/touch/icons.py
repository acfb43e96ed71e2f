"""The line icons: SVG files of strokes on a grid of 48, drawn by QML in whatever ink it likes. Pure."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"
PLAIN = "service"
"""Drawn for a service whose icon nobody has drawn."""

_STROKE = re.compile(r' d="([^"]+)"')


def drawn(name: str) -> str:
    """The name itself if there is such an icon, else that of the plain one."""
    return name if name in names() else PLAIN


@cache
def strokes(name: str) -> str:
    """The path of an icon, in the words of SVG."""
    return " ".join(_STROKE.findall((FOLDER / f"{name}.svg").read_text(encoding="utf-8")))


@cache
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(path.stem for path in FOLDER.glob("*.svg"))
