"""How long the screen waits for somebody."""

from __future__ import annotations

import pytest

from config.schema import Rules
from ui.touch.patience import Patience, Stage

PATIENCE = Patience.of(Rules(idle_ask_s=30, idle_home_s=20, panel_s=12))


@pytest.mark.parametrize(
    ("quiet_s", "stage"),
    [
        (0, Stage.WAITING),
        (29.9, Stage.WAITING),
        (30, Stage.ASKING),
        (49.9, Stage.ASKING),
        (50, Stage.GONE),
        (5000, Stage.GONE),
    ],
)
def test_it_asks_first_and_goes_home_later(quiet_s: float, stage: Stage) -> None:
    assert PATIENCE.stage(quiet_s) is stage


@pytest.mark.parametrize(("quiet_s", "left"), [(30, 20), (30.5, 20), (31, 19), (49.9, 1), (50, 0), (90, 0)])
def test_the_countdown_never_says_less_time_than_there_is(quiet_s: float, left: int) -> None:
    assert PATIENCE.seconds_left(quiet_s) == left


def test_a_number_that_may_be_on_no_paper_is_shown_five_times_longer() -> None:
    assert PATIENCE.shows_ticket_for(troubled=False) == 12
    assert PATIENCE.shows_ticket_for(troubled=True) == 60
