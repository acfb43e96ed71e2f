"""The screen's own texts at double length, as another language may need: each stands whole and apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from config.phrases import SHIPPED, Phrases
from config.schema import Branch
from config.speech import Speech
from config.toml_file import parse
from tests.ui.touch import pages
from tests.ui.touch.abroad import translated
from tests.ui.touch.measured import overlaps, spills, texts
from tests.ui.touch.person import Person

SIZES = [(1280, 800), (1280, 720), (720, 1280)]
"""The narrowest of either shape, and the lowest: what stands on these has more room on larger ones."""
WAYS = [
    *(pages.home, pages.basket, pages.care, pages.help_coming, pages.elsewhere, pages.still_there),
    *(pages.my_ticket, pages.number, pages.code, pages.place),
    *(pages.ticket, pages.doubtful_ticket, pages.closed),
]
_KEPT = ("language.", "voice.", "date.", "list.")
"""What a language calls itself, digits and dates do not grow with it."""


def twice(text: str) -> str:
    return f"{text} {text[:1].lower()}{text[1:]}"


@pytest.fixture(scope="module")
def long_words() -> Phrases:
    """English, said twice: no language of the world needs more room."""
    found: dict[str, Any] = parse(SHIPPED / "en.toml", "en.toml", []) or {}
    forms = {}
    for group, table in found.items():
        for name, phrase in table.items() if group != "pack" else ():
            key, told = f"{group}.{name}", phrase if isinstance(phrase, dict) else {"other": phrase}
            grows = not key.startswith(_KEPT) and key != "panel.your_number"
            forms[key] = {number: twice(text) if grows else text for number, text in told.items()}
    return Phrases("en", forms)


def faults(person: Person) -> list[str]:
    person.picture()
    cut = [f"{item.property('text')!r} is cut off" for item in texts(person) if item.property("truncated")]
    return cut + overlaps(person) + spills(person)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_texts_of_double_length_stay_whole_and_apart(
    somebody: Callable[..., Person],
    phrases: dict[str, Phrases],
    long_words: Phrases,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(phrases, "en", long_words)
    person = somebody(size)
    found = []
    for way in WAYS:
        person.screen.lobby.reception.arrange(language="en")
        way(person)
        # Whoever waited for the doors to shut was gone for the screen.
        person.screen.lobby.reception.arrange(language="en")
        found += [f"{way.__name__}: {fault}" for fault in faults(person)]
        pages.goes(person)
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_full_bar_leaves_low_cards_their_whole_names(
    somebody: Callable[..., Person], branch: Branch
) -> None:
    person = somebody((720, 1280), speech=Speech(offered=True), **translated(branch))
    found = []
    for language in ("zh_CN", "en", "ar"):
        person.screen.lobby.reception.arrange(language=language, low=True)
        found += faults(person)
    assert not found, "\n".join(found)


def test_a_sheet_with_much_to_say_holds_its_buttons(somebody: Callable[..., Person]) -> None:
    person = somebody((1920, 1080))
    pages.elsewhere(person)
    assert faults(person) == []
    pages.goes(person)
    pages.place(person)
    assert faults(person) == []
