"""Sheets that open over one another: the last one is on top, and it alone answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.ui.touch import pages
from tests.ui.touch.abroad import ALL
from tests.ui.touch.person import Person
from tests.ui.touch.revisiting import has_ticket, scans, step

Key = Qt.Key


@pytest.fixture
def abroad(somebody: Callable[..., Person]) -> Person:
    """Somebody at a screen with so many languages that they have a sheet of their own."""
    return somebody(scans=True, languages=ALL)


def on_top(person: Person) -> set[str]:
    """What answers besides the bar, which always does."""
    person.picture()
    bar = person.find("help").parentItem()
    return {name for name, item in person.controls().items() if name and not bar.isAncestorOf(item)}


@pytest.mark.parametrize(
    "way",
    [pages.ticket, pages.help_coming, pages.elsewhere, pages.still_there, pages.number, pages.place],
    ids=lambda way: way.__name__,
)
def test_languages_open_over_any_sheet_and_what_they_cover_does_not_answer(
    abroad: Person, way: pages.Way
) -> None:
    way(abroad)
    abroad.waits(1)
    covered = on_top(abroad)
    abroad.tap("languages")
    abroad.until_sees("languagesClose")
    assert "languagesClose" in on_top(abroad)
    assert not covered & on_top(abroad)
    abroad.tap("languagesClose")
    abroad.until_gone("languagesClose")
    assert on_top(abroad) <= covered


def test_help_asked_of_whoever_was_asked_for_more_time_is_told_on_top(abroad: Person) -> None:
    pages.still_there(abroad)
    abroad.waits(1)
    abroad.tap("help")
    abroad.until_sees("answerClose")
    assert on_top(abroad) == {"answerCancel", "answerClose"}


def test_a_ticket_that_is_scanned_shows_its_place_over_the_word_that_help_comes(abroad: Person) -> None:
    waiting = has_ticket(abroad)
    pages.help_coming(abroad)
    scans(abroad, abroad.core.token(waiting))
    abroad.until(lambda: step(abroad) == "place")
    assert "revisitClose" in on_top(abroad)
    assert "answerClose" not in on_top(abroad)


@pytest.mark.parametrize("way", [pages.help_coming, pages.elsewhere, pages.still_there])
def test_arrows_alone_lead_out_of_sheets_over_one_another(abroad: Person, way: pages.Way) -> None:
    way(abroad)
    abroad.waits(1)
    abroad.steer_to("languages")
    abroad.type(Key.Key_Return)
    abroad.until_sees("languagesClose")
    for _ in range(12):
        focus = abroad.screen.window.activeFocusItem()
        if focus is not None and focus.objectName() == "languagesClose":
            break
        abroad.type(Key.Key_Down)
    abroad.type(Key.Key_Return)
    abroad.until_gone("languagesClose")
