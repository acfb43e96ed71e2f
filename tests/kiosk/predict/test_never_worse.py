"""At any length of history the wait told is as near as the plain queue-length rule, or nearer."""

from __future__ import annotations

from math import sqrt

import pytest

from kiosk.predict.trial import Engine, Trial
from tests.campaigns.waits_lobbies import HISTORIES, Made, errors, ratio

LOBBIES = [
    Made(load=1.15, counters=3, head_start_s=0.0, wrong=1.0, seed=7, people=40),
    Made(load=0.8, counters=1, head_start_s=0.0, wrong=1.4, seed=8, people=40),
    Made(load=0.95, counters=3, head_start_s=300.0, wrong=0.6, seed=9, people=40),
]


@pytest.mark.parametrize("made", LOBBIES)
def test_a_lobby_is_told_no_worse_than_by_the_plain_rule(made):
    found = errors(made)
    for history in HISTORIES:
        told, plain = ratio(found, history)
        assert told <= 1.05 * plain, history


def test_without_a_record_the_safe_rule_speaks():
    able = {Engine.PLAIN: 100.0, Engine.QUEUE: 90.0, Engine.POOL: 80.0}
    assert Trial().best(able) is Engine.PLAIN
    assert Trial(safe=Engine.QUEUE).best(able) is Engine.QUEUE


def taught(offs, safe_off=60.0):
    """A record in which one engine was off by these, and the safe one always by as much."""
    trial = Trial()
    for off in offs:
        trial.learn({Engine.PLAIN: 600.0 - safe_off, Engine.POOL: 600.0 + off}, 600.0)
    return trial.best({Engine.PLAIN: 1.0, Engine.POOL: 2.0})


def test_an_engine_that_is_surely_nearer_speaks():
    assert taught([30.0, 50.0] * 100) is Engine.POOL


def test_few_tickets_or_luck_make_none_speak():
    assert taught([30.0, 50.0] * 40) is Engine.PLAIN
    spread = 1.0 * sqrt(200)
    assert taught([59.0 - spread, 59.0 + spread] * 100) is Engine.PLAIN


def test_an_engine_that_grows_worse_falls_silent_again():
    assert taught([30.0] * 300 + [90.0] * 600) is Engine.PLAIN
