"""The predictor: causal, learned, never far from the queue's length, and able to say why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.predict import Predictor, Seen, What
from tests.kiosk.predict.lobbies import DAY_S, day, days

HOUR_S = 3_600


def told(log, predictor=None):
    predictor = predictor or Predictor()
    answers = {}
    for seen in log:
        if answer := predictor.see(seen):
            answers[seen.ticket] = (answer.p50_s, answer.p90_s)
    return answers


def errors(log, start=0):
    """Of those who had to wait: what was told, the plain rule, and the shares that kept to P90."""
    predictor, given, found = Predictor(), {}, []
    for seen in log:
        if answer := predictor.see(seen):
            given[seen.ticket] = (seen.at, answer)
        elif seen.what is What.CALLED and seen.at - given[seen.ticket][0] > 1 and seen.at > start * DAY_S:
            wait, answer = seen.at - given[seen.ticket][0], given[seen.ticket][1]
            off, plain = abs(answer.p50_s - wait), abs(answer.figures.plain_s - wait)
            found.append((off, plain, wait <= answer.p90_s))
    return [sum(column) / len(found) for column in zip(*found, strict=True)]


def test_another_future_leaves_every_answer_up_to_the_cut_as_it_was():
    log = days(12)
    cut = len(log) * 3 // 4
    bent = [
        replace(seen, at=seen.at * 2 - log[cut].at, service="other", counter="elsewhere", open=9)
        for seen in log[cut:]
    ]
    whole, other, shorter = told(log), told([*log[:cut], *bent]), told(log[:cut])
    assert len(shorter) > 500
    assert {name: whole[name] for name in shorter} == shorter
    assert {name: other[name] for name in shorter} == shorter
    assert whole != other


def test_an_empty_lobby_with_a_record_tells_a_short_wait():
    predictor = Predictor()
    told(days(3), predictor)
    calm = predictor.predict("cash", "ordinary", 4 * DAY_S)
    predictor.see(Seen(4 * DAY_S + 9 * HOUR_S, What.COUNTERS, service="*", open=2))
    for each in range(20):
        busy = predictor.see(Seen(4 * DAY_S + 9 * HOUR_S + each, What.ISSUED, f"t{each}", "cash", "ordinary"))
    assert calm.p50_s < busy.p50_s / 5
    assert busy.p50_s == pytest.approx(10 * 300, rel=0.35)


def test_where_the_plain_rule_is_right_it_stays_near_it_and_its_p90_holds():
    off, plain, kept = errors(days(14), start=7)
    assert off < 1.03 * plain
    # A short record has it wide, and draws it in slowly.
    assert kept > 0.87


@pytest.mark.parametrize("history", [0, 1, 2, 5])
def test_a_short_record_is_no_worse_than_the_plain_rule(history):
    off, plain, _ = errors(days(history + 4), start=history + 1)
    assert off <= 1.03 * plain


def test_a_head_start_is_found_and_those_with_it_are_told_less():
    predictor = Predictor()
    told(days(8, head_start_s=300.0, people=80), predictor)
    order = predictor.order
    assert order.head_start("vip") - order.head_start("ordinary") == pytest.approx(300, abs=120)
    at = 16 * DAY_S + 9 * HOUR_S
    for each in range(6):
        predictor.see(Seen(at + each, What.ISSUED, f"t{each}", "cash", "ordinary"))
    vip, ordinary = (predictor.predict("cash", kind, at + 10) for kind in ("vip", "ordinary"))
    assert vip.p50_s < 0.5 * ordinary.p50_s


def test_asking_changes_nothing():
    log = day(1)
    asked = Predictor()
    answers = {}
    for seen in log:
        asked.predict("cash", "vip", seen.at)
        if answer := asked.see(seen):
            answers[seen.ticket] = (answer.p50_s, answer.p90_s)
    assert answers == told(log)


def test_a_clock_set_back_does_not_break_the_day():
    log = day(1)
    middle = len(log) // 2
    stepped = [*log[:middle], *(replace(seen, at=seen.at - HOUR_S) for seen in log[middle:])]
    straight, bent = told(log), told(stepped)
    assert list(straight) == list(bent)
    late = list(bent)[-1]
    assert bent[late][0] == pytest.approx(straight[late][0], rel=0.5, abs=300)


def test_days_turn_again_after_a_clock_that_stood_a_year_ahead_was_set_right():
    predictor = Predictor()
    for date, hour in ((1, 9), (1, 10), (400, 9), (1, 11), (2, 9)):
        at = date * DAY_S + hour * HOUR_S
        told = predictor.see(Seen(at, What.ISSUED, f"{date}-{hour}", "cash", "ordinary"))
    # Nobody of the day before waits any more.
    assert told.figures.waiting == 0
    assert list(predictor.floor.waiting) == ["2-9"]


def test_a_clock_that_stood_years_behind_for_a_while_ends_no_day():
    predictor = Predictor()
    for date, hour in ((20, 9), (1, 10), (1, 11), (20, 12)):
        at = date * DAY_S + hour * HOUR_S
        told = predictor.see(Seen(at, What.ISSUED, f"{date}-{hour}", "cash", "ordinary"))
    assert told.figures.waiting == 3


def test_a_counter_that_closes_without_a_word_is_noticed():
    opens = DAY_S + 9 * HOUR_S
    predictor = Predictor()
    predictor.see(Seen(opens, What.COUNTERS, service="*", open=2))
    for each in range(12):
        predictor.see(Seen(opens + each, What.ISSUED, f"t{each}", "cash", "ordinary"))
    for each in range(6):
        called = opens + 60 + each * 300
        predictor.see(Seen(called, What.CALLED, f"t{each}", "cash", "ordinary", "c1"))
        predictor.see(Seen(called + 290, What.FINISHED, f"t{each}", "cash", "ordinary", "c1"))
    assert predictor.predict("cash", "ordinary", opens + 1_900).figures.counters == 1


def test_odd_orders_of_events_change_nothing_they_should_not():
    predictor = Predictor()
    for what in (What.CALLED, What.FINISHED, What.LEFT):
        assert predictor.see(Seen(DAY_S, what, "nobody", "cash", "ordinary", "c1")) is None
    first = predictor.see(Seen(DAY_S + 1, What.ISSUED, "a", "cash", "ordinary"))
    again = predictor.see(Seen(DAY_S + 2, What.ISSUED, "a", "cash", "ordinary"))
    assert (first.figures.waiting, again.figures.waiting) == (0, 0)
    predictor.see(Seen(DAY_S + 3, What.LEFT, "a"))
    predictor.see(Seen(DAY_S + 3, What.LEFT, "a"))
    assert predictor.floor.waiting == {}


def test_what_it_learned_survives_as_json():
    learned = Predictor()
    told(days(12), learned)
    learned.nightly()
    kept = json.loads(json.dumps(learned.snapshot()))
    fresh = Predictor()
    fresh.restore(kept)
    assert learned.weights is not None
    assert fresh.snapshot() == kept
    after, before = told(day(20), fresh), told(day(20), learned)
    first = next(iter(before))
    assert after[first] == pytest.approx(before[first], rel=0.02)


def test_it_says_why():
    predictor = Predictor()
    answer = predictor.see(Seen(DAY_S, What.ISSUED, "a", "cash", "ordinary"))
    assert "by the queue's length alone" in answer.why
    told(days(12), predictor)
    predictor.nightly()
    predictor.trial.tallies["pool"] = [200.0, 0.0, 200.0, 200.0]
    assert "weighed with the pace" in predictor.predict("cash", "ordinary", 16 * DAY_S).why
