"""Whoever takes one number after the other is slowed, and nobody else ever is."""

from __future__ import annotations

from random import Random

import pytest

from config.front import Hoarding
from kiosk.hoarding import Taken

RULE = Hoarding()


def hoarded(count: int, gap_s: float = 2.5, rule: Hoarding = RULE) -> tuple[Taken, list[float]]:
    """A finger that takes a number every `gap_s`, or as soon as it may; each pause it met."""
    taken, now, pauses = Taken(), 0.0, []
    for _ in range(count):
        pause = taken.pause_s(now, rule)
        pauses.append(pause)
        now += pause
        taken = taken.after_ticket(("cash",), now, rule)
        now += gap_s
    return taken, pauses


def test_a_family_takes_its_numbers_without_a_pause() -> None:
    assert hoarded(6)[1] == [0.0] * 6


def test_a_finger_that_goes_on_and_on_is_slowed_and_never_stopped() -> None:
    pauses = hoarded(30)[1]
    assert max(pauses) > 10
    assert all(pause <= RULE.longest_pause_s for pause in pauses)


def test_forty_numbers_take_minutes_instead_of_seconds() -> None:
    assert sum(hoarded(40)[1]) > 60


def test_pauses_grow_within_a_stretch() -> None:
    rule = Hoarding(pace_s=60)
    pauses = [pause for pause in hoarded(12, 2.5, rule)[1] if pause]
    assert pauses[:4] == [2.5, 7.5, 17.5, 37.5]


def test_somebody_served_makes_room() -> None:
    rule = Hoarding(pace_s=60)
    taken = hoarded(6, 0.0, rule)[0]
    assert taken.pause_s(taken.at_s, rule) == 5
    for _ in range(3):
        taken = taken.after_call(taken.at_s, rule)
    assert taken.pause_s(taken.at_s, rule) == 0


def test_after_a_while_the_kiosk_has_forgotten() -> None:
    taken = hoarded(12)[0]
    later = taken.at_s + 600
    assert taken.pause_s(later, RULE) == 0
    assert taken.after_ticket(("cash",), later, RULE).over == 0


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("services", [("cash",), ("cash", "noncash", "corporate", "wealth")], ids=len)
def test_an_honest_rush_of_one_in_eight_seconds_is_never_slowed(seed: int, services: tuple[str, ...]) -> None:
    # Before the doors open: nobody is served, and each needs some seconds at the screen.
    chance, taken, now = Random(seed), Taken(), 0.0
    for _ in range(300):
        now += max(4.0, chance.gauss(8, 2.5))
        assert taken.pause_s(now, RULE) == 0
        taken = taken.after_ticket((chance.choice(services),), now, RULE)


@pytest.mark.parametrize("seed", range(20))
def test_arrivals_as_chance_has_them_with_one_screen_between_are_never_slowed(seed: int) -> None:
    # One in eight seconds on average, any time apart; whoever stands behind another waits for the screen.
    chance, taken, arrives, free = Random(seed), Taken(), 0.0, 0.0
    for _ in range(300):
        arrives += chance.expovariate(1 / 8)
        now = max(arrives, free) + chance.uniform(5.5, 8)
        free = now
        assert taken.pause_s(now, RULE) == 0
        taken = taken.after_ticket(("cash",), now, RULE)


def test_a_branch_may_let_everybody_take_what_they_like() -> None:
    assert hoarded(200, 0.1, Hoarding(free=0))[1] == [0.0] * 200


def test_staff_are_told_once_of_a_stretch() -> None:
    taken = Taken()
    assert taken.is_news(5)
    taken = taken.told(5)
    assert not taken.is_news(604)
    assert taken.is_news(605)
