"""What is to be read can be read: contrast measured as WCAG 2 does, sizes as they stand on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from config.theme import Theme
from tests.ui.touch.measured import box
from tests.ui.touch.person import Person

PAIRS = [
    ("ink", "ground"),
    ("ink", "card"),
    ("ink", "jadeTint"),
    ("ink", "pressed"),
    ("quiet", "ground"),
    ("quiet", "card"),
    ("quiet", "jadeTint"),
    ("quiet", "pressed"),
    ("jade", "card"),
    ("jade", "ground"),
    ("jade", "jadeTint"),
    ("inkOnJade", "jade"),
    ("inkOnJade", "jadePressed"),
    ("amber", "amberTint"),
    ("amber", "card"),
]


def luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def look(person: Person) -> QObject:
    return person.screen.engine.singletonInstance("Lobby", "Look")


@pytest.mark.parametrize(("large", "least"), [(False, 4.5), (True, 7.0)])
def test_every_ink_stands_out_from_its_ground(person: Person, large: bool, least: float) -> None:
    if large:
        person.tap("large")
    colours = look(person)
    found = {pair: contrast(*(colours.property(name) for name in pair)) for pair in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


def test_large_text_is_1_6_times_as_large(person: Person) -> None:
    before = look(person).property("body")
    person.tap("large")
    assert look(person).property("body") == round(before * 1.6)


def test_no_text_is_smaller_than_a_customer_can_read(person: Person) -> None:
    sizes = {
        item.property("text"): item.property("font").pixelSize()
        for item in person.items()
        if isinstance(item.property("text"), str) and item.property("font") and item.property("text")
    }
    assert {text: size for text, size in sizes.items() if size < 20} == {}


def test_motion_lasts_a_quarter_of_a_second_at_most(person: Person) -> None:
    assert 0 < look(person).property("slide") <= 250


@pytest.mark.parametrize("control", ["", "strong"])
def test_the_bank_s_own_drawing_stands_before_its_name(
    somebody: Callable[..., Person], tmp_path: Path, control: str
) -> None:
    red = '<path fill="#c00000" d="M0 0h2v1H0z"/>'
    (tmp_path / "logo.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">{red}</svg>'
    )
    person = somebody(theme=Theme(logo="logo.svg"))
    if control:
        person.tap(control)
    picture = person.picture()
    assert person.sees("logo") is (control == "")
    branch = box(person.find("branch"))
    if control == "":
        logo = box(person.find("logo"))
        assert logo.right() <= branch.left()
        assert logo.width() == pytest.approx(2 * logo.height(), abs=2)
        assert picture.pixelColor(logo.center().toPoint()).name() == "#c00000"
