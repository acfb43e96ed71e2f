"""Single rules of the predictor: the usual pace of an hour, the lobby played forward, a lobby's own word."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.predict import Predictor, Seen, What
from kiosk.predict.order import Order, Place
from kiosk.predict.seen import Told
from kiosk.predict.usual import Usual
from kiosk.predict.virtual import Lobby, played
from tests.kiosk.predict.lobbies import DAY_S

NINE, NOON = DAY_S + 9 * 3_600, DAY_S + 12 * 3_600
EVEN = [each / 100 for each in range(50, 151)]


@pytest.fixture
def slow_at_noon():
    """A call every five minutes, and at noon every twenty."""
    usual = Usual()
    for half_hour in range(18, 30):
        at = DAY_S + half_hour * 1_800
        calls = 1.5 if half_hour in (24, 25) else 6.0
        for day in range(20):
            usual.learn("cash", at + day * DAY_S, calls, 1_800.0)
    usual.turn()
    return usual


def test_the_same_people_take_longer_where_the_hour_is_slow(slow_at_noon):
    assert slow_at_noon.wait_s("cash", NINE, 6) == pytest.approx(1_800, rel=0.1)
    # A little of the other hours is always in it.
    assert slow_at_noon.wait_s("cash", NOON, 3) == pytest.approx(3_600, rel=0.15)


def test_a_wait_runs_on_into_the_slow_hour(slow_at_noon):
    eleven = NOON - 1_800
    assert slow_at_noon.wait_s("cash", eleven, 7.5) == pytest.approx(3_600, rel=0.1)


def test_what_happens_today_counts_from_tomorrow(slow_at_noon):
    before = slow_at_noon.wait_s("cash", NINE, 6)
    slow_at_noon.learn("cash", NINE, 600.0, 1_800.0)
    assert slow_at_noon.wait_s("cash", NINE, 6) == before
    slow_at_noon.turn()
    assert slow_at_noon.wait_s("cash", NINE, 6) < before


def test_the_pace_of_today_gives_way_to_the_usual_one_only_while_it_has_called_few(slow_at_noon):
    usually = slow_at_noon.today_s("cash", 6)
    assert usually == pytest.approx(6 * 1_800 / 5.25, rel=0.01)
    slow_at_noon.learn("cash", NINE, 1.0, 1_200.0)
    soon = slow_at_noon.today_s("cash", 6)
    for _ in range(50):
        slow_at_noon.learn("cash", NINE, 1.0, 1_200.0)
    assert usually < soon < slow_at_noon.today_s("cash", 6) == pytest.approx(6 * 1_200, rel=0.05)


def test_an_unknown_queue_has_no_usual_pace_and_a_known_one_keeps_it_as_json(slow_at_noon):
    assert slow_at_noon.wait_s("wealth", NINE, 1) is None
    again = Usual()
    again.restore(json.loads(json.dumps(slow_at_noon.snapshot())))
    assert again.wait_s("cash", NOON, 3) == pytest.approx(slow_at_noon.wait_s("cash", NOON, 3))


def test_the_lobby_played_forward_comes_to_what_is_expected():
    waiting = Lobby(((0.0, 300.0), (0.0, 300.0)), 2, ((1.0, 300.0),) * 20)
    half, ninety = played(waiting, EVEN, 1)
    assert half == pytest.approx(21 * 150, rel=0.08)
    assert half < ninety < 1.3 * half
    assert played(waiting, EVEN, 1) == (half, ninety)


def test_one_who_may_go_first_counts_by_that_chance_and_a_free_counter_waits_for_nobody():
    sure, half = (
        played(Lobby(((0.0, 300.0),), 1, ((chance, 300.0),) * 10), EVEN, 1)[0] for chance in (1.0, 0.5)
    )
    assert half == pytest.approx(6 / 11 * sure, rel=0.15)
    assert played(Lobby(((0.0, 300.0),), 2, ()), EVEN, 1)[0] == 0


def test_it_is_not_played_where_little_is_known():
    assert played(Lobby((), 1, ()), EVEN[:20], 1) is None
    assert played(Lobby((), 0, ()), EVEN, 1) is None


def test_chances_of_many_are_those_of_each():
    order = Order(fixed={"vip": 300.0, "care": 1e6})
    mine = Place(1_000.0, "cash", "vip")
    others = [
        Place(at, service, kind)
        for at in (0.0, 650.0, 700.0, 750.0, 1_000.0)
        for service in ("cash", "wealth")
        for kind in ("ordinary", "vip", "care")
    ]
    order.learn_pairs(mine, [(other, True, True) for other in others[:4]])
    assert order.chances(others, mine) == [order.chance(other, mine) for other in others]


def test_a_lobbys_own_figure_is_stretched_where_a_counter_of_it_calls_nobody():
    predictor = Predictor()
    predictor.see(Seen(NINE, What.COUNTERS, service="cash", open=2))
    for each in range(12):
        predictor.see(Seen(NINE + each, What.ISSUED, f"t{each}", "cash", "ordinary"))
    told = Told(queue_s=600.0, counters=2)
    assert predictor.predict("cash", "ordinary", NINE + 20, told).figures.queue_s == 600
    for each in range(6):
        at = NINE + 60 + each * 300
        predictor.see(Seen(at, What.CALLED, f"t{each}", "cash", "ordinary", "c1"))
        predictor.see(Seen(at + 290, What.FINISHED, f"t{each}", "cash", "ordinary", "c1"))
    known = predictor.predict("cash", "ordinary", NINE + 1_900, told).figures
    assert (known.counters, known.queue_s) == (1, 1_200)


def test_more_who_pass_than_are_served_bring_no_wait_without_end():
    load_3, mean_s = 3.0, 600.0
    crowded = Lobby(((10.0, mean_s),), 1, ((1.0, mean_s),), load_3 / mean_s, mean_s)
    p50, p90 = played(crowded, EVEN, 1)
    assert played(replace(crowded, passing=0.5 / mean_s), EVEN, 1)[0] < p50 <= p90 < 80 * mean_s
