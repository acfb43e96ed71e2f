"""A newer program may put columns into any table: no statement counts on those that it knows being all."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.imports import ROOMS, ROOT

SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
NAMES_NO_COLUMNS = re.compile(r"\bINSERT (?:OR \w+ )?INTO \w+ (?:VALUES|SELECT)\b|\bSELECT (?:\w+\.)?\*")


def found(path: Path) -> list[str]:
    text = path.read_text("utf-8")
    return [f"{path.relative_to(ROOT)}: {match.group()}" for match in NAMES_NO_COLUMNS.finditer(text)]


def test_every_statement_names_its_columns() -> None:
    assert [each for path in SOURCES for each in found(path)] == []


def test_what_names_none_is_seen() -> None:
    for words in (
        "INSERT INTO series VALUES (?)",
        "INSERT OR IGNORE INTO a SELECT b",
        "SELECT * FROM",
        "SELECT e.*",
    ):
        assert NAMES_NO_COLUMNS.search(words)
    assert not NAMES_NO_COLUMNS.search("INSERT INTO series (day) VALUES (?)")
    assert not NAMES_NO_COLUMNS.search("SELECT count(*) FROM series")
