"""How tests spoil a branch and read what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from config.branch import check

Edit = Callable[[str, str, str], None]
"""edit("hours.toml", old, new): changes the first place where the old text stands."""


def sentences(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)]
