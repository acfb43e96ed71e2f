"""Each page has its own picture, drawn the same every time."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from PySide6.QtGui import QFontDatabase

from tests.ui.touch.person import Person

SIZES = [(1080, 1920), (1280, 800)]


def seen(person: Person) -> str:
    picture = person.picture()
    assert (picture.width(), picture.height()) == (
        person.screen.window.width(),
        person.screen.window.height(),
    )
    return sha256(picture.constBits()).hexdigest()


def pages(person: Person) -> dict[str, str]:
    """A walk through the states of the screen, with the picture of each."""
    found = {"home": seen(person)}
    for name, control in (("large", "large"), ("low", "low"), ("english", "language"), ("care", "care")):
        person.tap(control)
        found[name] = seen(person)
        person.tap(control)
    person.tap("card-cash")
    found["picked"] = seen(person)
    person.tap("card-corporate")
    person.until(lambda: person.screen.lobby.reception.route is not None)
    found["several"] = seen(person)
    person.tap("take")
    person.until_sees("panel")
    found["ticket"] = seen(person)
    person.core.report_device("printer", "paper_out")
    person.until(lambda: person.screen.lobby.panel.troubled)
    found["trouble"] = seen(person)
    person.waits(1)
    person.tap("done")
    person.until_gone("panel")
    found["no paper"] = seen(person)
    person.tap("help")
    person.until_sees("answerClose")
    found["help"] = seen(person)
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_state_has_a_picture_of_its_own(somebody: Callable[..., Person], size: tuple[int, int]) -> None:
    found = pages(somebody(size))
    assert len(set(found.values())) == len(found)


def test_the_home_page_is_drawn_the_same_every_time(somebody: Callable[..., Person]) -> None:
    assert seen(somebody()) == seen(somebody())


def test_what_was_switched_on_and_off_leaves_no_trace(person: Person) -> None:
    before = seen(person)
    for control in ("large", "large", "low", "low", "language", "language", "card-cash", "card-cash"):
        person.tap(control)
        person.waits(0.5)
    assert seen(person) == before


def test_the_font_of_the_screen_is_installed(qapp: object) -> None:
    assert "Noto Sans CJK SC" in QFontDatabase.families()
