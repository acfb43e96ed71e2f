"""No word of the screen stands in the QML itself."""

from __future__ import annotations

import re
from pathlib import Path

import ui.touch.app
from config.phrases import SHIPPED

TOUCH = Path(ui.touch.app.__file__).parent


def test_no_qml_file_speaks_a_language_of_its_own() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    assert [path.name for path in TOUCH.rglob("*.qml") if han.search(path.read_text(encoding="utf-8"))] == []


def test_the_shipped_languages_are_those_of_the_sample_branch() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == {"zh_CN", "en"}
