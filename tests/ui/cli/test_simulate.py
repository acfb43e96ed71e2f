"""`kiosk simulate` as it is typed."""

from __future__ import annotations

from pathlib import Path

import config

TWO_PEAKS = Path(config.__file__).parent / "scenarios" / "two-peaks.toml"


def test_a_scenario_answers_with_every_figure(kiosk):
    value = kiosk("simulate", TWO_PEAKS, "--days", 3, "--json").value
    assert (value["policy"], value["days"], value["scenario"]) == ("default", 3, "Four windows, two peaks")
    assert set(value["classes"]) == {"ordinary", "care", "vip", "appointment"}
    assert {"mean_s", "p50_s", "p90_s", "p99_s", "within_target"} <= set(value["classes"]["care"])
    assert value["overtakes"]["promised"] == 3
    assert set(value["ordinary_late"]) == {"share", "first_come", "points"}
    assert value["counter_hours"] > 32


def test_another_rule_is_played_on_the_same_days(kiosk):
    value = kiosk("simulate", TWO_PEAKS, "--days", 3, "--policy", "first-come", "--json").value
    assert (value["policy"], value["ordinary_late"]["points"]) == ("first-come", 0)


def test_a_person_reads_a_table(kiosk):
    said = kiosk("simulate", TWO_PEAKS, "--days", 3).out
    assert "3 days by the rule default" in said
    assert "ordinary customers passed: P95" in said


def test_what_cannot_be_played_is_told(kiosk, tmp_path):
    answer = kiosk("simulate", tmp_path / "none.toml")
    assert (answer.code, "none.toml is missing" in answer.err) == (1, True)
    assert kiosk("simulate", TWO_PEAKS, "--days", 0).code == 2
    assert kiosk("simulate", TWO_PEAKS, "--policy", "loudest").code == 2


def test_what_the_advice_is_worth_stands_beside_none_and_one_more(kiosk):
    value = kiosk("simulate", TWO_PEAKS.with_name("elastic.toml"), "--advice", "--days", 1, "--json").value
    assert (value["days"], value["obey_s"]) == (1, 180)
    assert value["none"]["extra_hours"] == 0
    assert value["one_more"]["extra_hours"] > 7
    assert set(value["advice"]) == {"ordinary_over_20", "care_late", "extra_hours", "openings"}
    assert kiosk("simulate", TWO_PEAKS, "--advice").code == 1
    assert kiosk("simulate", TWO_PEAKS.with_name("elastic.toml"), "--advice", "--obey", -1).code == 2
