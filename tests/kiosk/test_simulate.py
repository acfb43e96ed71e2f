"""Simulated days: the arithmetic agrees with theory, and the goals of the floor are kept at load 0.8."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import config
from config.advice import Advice
from config.fault import ConfigError
from config.schema import Calling, TicketClass
from kiosk.simulate import load_scenario, people_of, play, simulate
from kiosk.simulate.obedience import Obedience
from kiosk.simulate.scenario import Scenario, Stream, Target, Window, Work
from kiosk.simulate.worth import compare

ORDINARY, CARE, VIP, APPOINTMENT = TicketClass
TWO_PEAKS = Path(config.__file__).parent / "scenarios" / "two-peaks.toml"


def one_window(**how: object) -> Scenario:
    facts = {
        "name": "One window",
        "per_half_hour": (3.0,) * 48,
        "services": (Work(id="any", mean_s=360, cv=0.85),),
        "windows": (Window(id="1", services=("any",)),),
        "streams": (Stream(ticket_class=ORDINARY, service="any", share=1.0),),
        "targets": (Target(id=ORDINARY, target_s=1200),),
    }
    return Scenario(**{**facts, **how})


@pytest.mark.parametrize("cv", [0.0, 0.85])
def test_one_window_waits_as_long_as_the_pollaczek_khinchine_formula_says(cv):
    busy = 3.0 * 360 / 1800
    expected_s = busy * 360 * (1 + cv**2) / (2 * (1 - busy))
    scenario = one_window(services=(Work(id="any", mean_s=360, cv=cv),))
    report = simulate(scenario, 150)
    assert report.classes[ORDINARY].mean_s == pytest.approx(expected_s, rel=0.08)
    assert report.load == pytest.approx(busy, rel=0.03)


def test_the_same_seed_draws_the_same_people_and_another_day_others():
    scenario = load_scenario(TWO_PEAKS)
    assert people_of(scenario, 3) == people_of(scenario, 3)
    assert people_of(scenario, 3) != people_of(scenario, 4)
    assert [person.id for person in people_of(scenario, 3)][:3] == [1, 2, 3]


def test_a_day_at_load_08_keeps_the_goals_of_the_floor():
    report = simulate(load_scenario(TWO_PEAKS), 40)
    assert report.load == pytest.approx(0.78, abs=0.03)
    assert report.classes[CARE].within_target >= 0.98
    assert report.classes[VIP].within_target >= 0.85
    assert report.price_points <= 5
    assert report.overtakes.p95 <= 5
    assert report.overtakes.max <= 15
    assert report.overtakes.by_favoured_max <= 3


def test_rules_that_promise_keep_it_and_strict_does_not():
    scenario = load_scenario(TWO_PEAKS)
    passed = {calling: simulate(scenario, 12, calling).overtakes for calling in Calling}
    assert passed[Calling.FIRST_COME].max == 0
    assert passed[Calling.DEFAULT].by_favoured_max <= 3
    assert passed[Calling.CREDIT].max <= 3
    assert passed[Calling.STRICT].by_favoured_max > 3
    assert passed[Calling.STRICT].promised is None


def test_who_gives_up_or_does_not_answer_is_counted_as_left():
    scenario = one_window(patience_s=300.0, no_shows=0.1, per_half_hour=(6.0,) * 16)
    people = people_of(scenario, 0)
    result = play(scenario, scenario.rules, people)
    assert len(result.waits) + result.left[ORDINARY] == len(people)
    assert result.left[ORDINARY] > 0.1 * len(people)
    assert max(wait for _, wait in result.waits) < math.inf


def test_a_window_that_helps_out_works_only_its_hours():
    spare = Window(id="2", services=("any",), opens_s=3600, closes_s=7200)
    scenario = one_window(windows=(Window(id="1", services=("any",)), spare), per_half_hour=(4.0,) * 16)
    alone = simulate(one_window(per_half_hour=(4.0,) * 16), 20)
    helped = simulate(scenario, 20)
    assert helped.classes[ORDINARY].mean_s < alone.classes[ORDINARY].mean_s
    assert helped.counter_hours - alone.counter_hours == pytest.approx(1.0, abs=0.2)


def test_an_idle_vip_window_helps_after_half_a_minute():
    kept = Window(id="2", services=("any",), classes=(VIP,))
    windows = (Window(id="1", services=("any",)), kept)
    helping = simulate(one_window(windows=windows), 10)
    alone = simulate(one_window(windows=(windows[0], replace(kept, helps=False))), 10)
    assert helping.classes[ORDINARY].mean_s < alone.classes[ORDINARY].mean_s / 2


def test_every_fault_of_a_scenario_is_told_at_once(tmp_path):
    text = TWO_PEAKS.read_text("utf-8").replace("days = 250", "days = 0")
    text = text.replace("share = 0.12", "share = 12").replace('calling = "default"', 'calling = "defualt"')
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_scenario(tmp_path / "mine.toml")
    told = str(caught.value)
    assert "days is 0; it must be 1 to 10000" in told
    assert "share is 12" in told
    assert "Did you mean default?" in told


def test_a_stream_that_nobody_serves_is_told(tmp_path):
    text = TWO_PEAKS.read_text("utf-8")
    wrong = text.replace('ticket_class = "vip"\nservice = "any"', 'ticket_class = "vip"\nservice = "gold"')
    (tmp_path / "mine.toml").write_text(wrong.replace('id = "care"', 'id = "vip"'), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_scenario(tmp_path / "mine.toml")
    told = [str(fault) for fault in caught.value.faults]
    assert any('streams[3].service is "gold"; it must be one of any' in each for each in told)
    assert any("streams[1].ticket_class" in each for each in told)


def test_what_a_scenario_says_twice_or_does_not_have_is_told(tmp_path):
    text = TWO_PEAKS.read_text("utf-8").replace(
        'id = "2"\nservices = ["any"]', 'id = "1"\nservices = ["anny"]'
    )
    shut = text.replace('id = "3"\n', 'id = "3"\nopens_s = 7200\ncloses_s = 3600\n')
    (tmp_path / "mine.toml").write_text(shut, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_scenario(tmp_path / "mine.toml")
    told = str(caught.value)
    assert 'windows[2].id is "1"; it must be different from windows[1].id' in told
    assert 'windows[2].services[1] is "anny"; it must be one of any. Did you mean any?' in told
    assert "windows[3].closes_s is 3600; it must be after 7200" in told


def test_a_share_is_kept_by_the_least_wait_that_so_many_keep_to(monkeypatch):
    someone = people_of(one_window(), 0)[0]
    people = [replace(someone, id=number, at_s=0.0, takes_s=60.0) for number in range(1, 11)]
    monkeypatch.setattr("kiosk.simulate.report.people_of", lambda *_: people)
    waits = simulate(one_window(), 1).classes[ORDINARY]
    assert (waits.p50_s, waits.p90_s, waits.p99_s, waits.max_s) == (240.0, 480.0, 540.0, 540.0)


def test_following_the_advice_takes_the_long_waits_away_for_a_few_hours_more():
    scenario = load_scenario(TWO_PEAKS.with_name("elastic.toml"))
    found = compare(scenario, 3, Advice(), Obedience(after_s=180.0, runs=4))
    assert found.advice.ordinary_over_20 < found.none.ordinary_over_20 / 2
    assert 0 < found.advice.extra_hours < found.one_more.extra_hours / 2
    assert found.advice.openings >= 1
    assert found.none.extra_hours == 0
    assert compare(scenario, 1, Advice(), Obedience(runs=2)) == compare(
        scenario, 1, Advice(), Obedience(runs=2)
    )
