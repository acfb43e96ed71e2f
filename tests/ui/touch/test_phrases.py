"""No word of the screen stands in the QML itself."""

from __future__ import annotations

import re
from pathlib import Path

import ui.touch.app
from config.phrases import languages
from config.schema import Branch

TOUCH = Path(ui.touch.app.__file__).parent


def test_no_qml_file_speaks_a_language_of_its_own() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    assert [path.name for path in TOUCH.rglob("*.qml") if han.search(path.read_text(encoding="utf-8"))] == []


def test_every_language_of_the_sample_branch_is_shipped(branch: Branch) -> None:
    assert set(branch.languages) <= languages()
