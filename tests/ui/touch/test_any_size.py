"""Windows of any size: each page comes to rest, and no two parts push each other to and fro for ever."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.ui.touch import pages
from tests.ui.touch.pages import Way
from tests.ui.touch.person import Person

TURNS = 60


@pytest.mark.parametrize(
    "way",
    [pages.home, pages.basket, pages.closed, pages.doubtful_ticket, pages.place, pages.my_ticket],
    ids=lambda way: way.__name__,
)
def test_a_page_comes_to_rest_at_any_size(somebody: Callable[..., Person], way: Way) -> None:
    """Qt gives up after 100,000 rounds and says so, which fails."""
    person, dice = somebody(), random.Random(f"sizes of {way.__name__}")
    way(person)
    for _ in range(TURNS):
        size = dice.randint(700, 1950), dice.randint(700, 1950)
        language, large, low = dice.choice(["zh_CN", "en"]), dice.random() < 0.5, dice.random() < 0.5
        person.screen.lobby.reception.arrange(language=language, large=large, low=low)
        person.turn_screen(*size)
        person.picture()
