"""Every icon that is asked for is drawn, and every one is a picture of its own."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from config.schema import Arrow, Branch
from ui.touch.icons import FOLDER, PLAIN, drawn, names, strokes

TOUCH = FOLDER.parent
NAMED = re.compile(r'(?:icon|drawing|mark|name): "([a-z-]+)"')


def test_every_icon_named_in_qml_is_drawn() -> None:
    named = {
        name for path in TOUCH.rglob("*.qml") for name in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    assert named - names() == set()


def test_every_arrow_is_drawn() -> None:
    assert {f"arrow-{arrow}" for arrow in Arrow} <= names()


def test_the_sample_branch_uses_no_icon_that_is_not_drawn(branch: Branch) -> None:
    assert {each.icon for each in (*branch.services, *branch.elsewhere)} <= names()


def test_a_service_whose_icon_nobody_drew_gets_the_plain_one() -> None:
    assert drawn("submarine") == PLAIN
    assert drawn("cash") == "cash"


def test_no_two_icons_are_the_same() -> None:
    assert len({strokes(name) for name in names()}) == len(names())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_strokes_only_on_the_grid_of_48(path: Path) -> None:
    drawing = ET.parse(path).getroot()
    assert drawing.get("viewBox") == "0 0 48 48"
    assert drawing.get("stroke-width") == "2.5"
    assert {child.tag.partition("}")[2] for child in drawing} == {"path"}
    assert strokes(path.stem).count("M") >= 1
