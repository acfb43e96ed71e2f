"""`kiosk config` as a technician types it."""

from __future__ import annotations

import shutil

from config.branch import SAMPLE


def test_the_sample_branch_is_shown_with_its_zones_services_and_counters(kiosk):
    value = kiosk("config", "show", "--json").value
    assert [zone["id"] for zone in value["zones"]] >= ["cash"]
    assert {"guidance", "cash", "noncash", "selfservice", "waiting", "vip"} <= {
        zone["id"] for zone in value["zones"]
    }
    assert {service["id"]: service["prefix"] for service in value["services"]} == {
        "cash": "A", "noncash": "B", "corporate": "C", "wealth": "D", "consult": "E"
    }  # fmt: skip
    assert [counter["id"] for counter in value["counters"]] == list("123456")


def test_the_sample_branch_has_no_fault(kiosk):
    assert kiosk("config", "check", SAMPLE).code == 0


def test_faults_are_told_all_at_once_with_code_1(kiosk, tmp_path):
    folder = shutil.copytree(SAMPLE, tmp_path / "branch")
    services = folder / "services.toml"
    services.write_text(services.read_text("utf-8").replace('zone = "cash"', 'zone = "cahs"', 1), "utf-8")
    rules = folder / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace("overtakes = 3", "overtakes = 99"), "utf-8")
    answer = kiosk("config", "check", folder)
    assert answer.code == 1
    assert "cahs" in answer.err
    assert "Did you mean cash?" in answer.err
    assert "overtakes is 99" in answer.err
    assert len(kiosk("config", "check", folder, "--json").value) == len(answer.err.strip().splitlines())


def test_a_verb_on_a_faulty_branch_tells_the_faults_and_does_nothing(kiosk, tmp_path):
    answer = kiosk("ticket", "issue", "--service", "cash", "--config", tmp_path / "nowhere")
    assert answer.code == 1
    assert "nowhere" in answer.err
