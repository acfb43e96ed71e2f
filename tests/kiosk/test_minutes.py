"""How a wait is rounded and said."""

from __future__ import annotations

import pytest

from kiosk.minutes import printed_range, wait_words
from kiosk.ticket import WaitRange


@pytest.mark.parametrize(
    ("p50_s", "p90_s", "minutes"),
    [
        (0, 0, (0, 0)),
        (1, 60, (1, 1)),
        (61, 540, (2, 9)),
        (541, 600, (10, 10)),
        (599, 601, (10, 15)),
        (14 * 60, 19 * 60, (15, 20)),
        (900, 901, (15, 20)),
        (3_601, 7_200, (65, 120)),
    ],
)
def test_a_wait_is_rounded_up_to_one_minute_below_ten_and_to_five_from_there(p50_s, p90_s, minutes):
    assert printed_range(WaitRange(p50_s, p90_s)) == minutes


def test_a_range_never_ends_before_it_begins():
    assert printed_range(WaitRange(600, 300)) == (10, 10)


def test_a_wait_below_nothing_is_nothing():
    assert printed_range(WaitRange(-30, -1)) == (0, 0)


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (WaitRange(0, 0), "wait.none"),
        (WaitRange(0, 240), "wait.about minutes=4"),
        (WaitRange(240, 240), "wait.about minutes=4"),
        (WaitRange(240, 300), "wait.range low=4 high=5"),
        (WaitRange(175 * 60, 200 * 60), "wait.range low=175 high=200"),
        (WaitRange(185 * 60, 200 * 60), "wait.long hours=3"),
    ],
)
def test_each_wait_has_its_phrase(wait, words):
    def phrase(key, **facts):
        return " ".join([key, *(f"{name}={value}" for name, value in facts.items())])

    assert wait_words(wait, phrase) == words
