"""How long the screen waits for somebody."""

from __future__ import annotations

import pytest

from config.schema import Rules
from ui.touch.patience import Patience, Stage, warned_at, warned_s

PATIENCE = Patience.of(Rules(idle_ask_s=30, idle_home_s=20, panel_s=25))


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
    assert PATIENCE.shows_ticket_for(troubled=False) == 25
    assert PATIENCE.shows_ticket_for(troubled=True) == 125


def test_a_ticket_never_goes_before_its_warning_was_there_for_20_seconds() -> None:
    assert Patience.of(Rules(panel_s=3)).shows_ticket_for(troubled=False) == 20


@pytest.mark.parametrize(("now", "told"), [(0, 0), (79.9, 0), (80, 20), (80.1, 20), (99.5, 1), (100, 0)])
def test_the_last_twenty_seconds_are_counted(now: float, told: int) -> None:
    assert warned_s(100, now) == told


@pytest.mark.parametrize(("now", "due"), [(0, 80), (80, 81), (80.5, 81), (98.5, 99), (99, 100), (99.5, 100)])
def test_each_second_of_the_warning_is_due_at_its_time(now: float, due: int) -> None:
    assert warned_at(100, now) == due
