"""A branch as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.branch import SAMPLE, check, load
from config.fault import Fault
from config.reader import read
from config.schema import Branch
from config.show import as_json, faults_as_json

BRANCH = load(SAMPLE)


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value, allow_nan=False))


def test_a_branch_is_shown_with_its_parts_beside_it() -> None:
    shown = through_json(as_json(BRANCH))
    assert shown["branch"]["id"] == "wutong"
    assert shown["branch"]["name"] == {"zh_CN": "梧桐路支行", "en": "Wutong Road Branch"}
    assert [zone["id"] for zone in shown["zones"]][:2] == ["guidance", "cash"]
    assert shown["services"][0]["target_s"] == 900
    assert shown["counters"][5]["classes"] == ["vip", "appointment", "care"]
    assert shown["hours"]["corporate"]["friday"] == ["09:00-12:00", "13:30-17:00"]
    assert shown["hours"]["cutoff"] == "04:00"
    assert shown["printer"]["link"] == "/dev/lobby/printer"


def test_what_is_shown_reads_back_as_the_same_branch() -> None:
    shown = through_json(as_json(BRANCH))
    faults: list[Fault] = []
    assert read(Branch, shown.pop("branch") | shown, "shown", faults) == BRANCH
    assert faults == []


def test_a_branch_without_a_printer_shows_none(folder: Path) -> None:
    (folder / "devices.toml").write_text("", encoding="utf-8")
    assert as_json(load(folder))["printer"] is None


def test_the_password_of_the_store_is_not_shown(folder: Path) -> None:
    branch = replace(load(folder), store="postgresql://kiosk:s3cret@db/lobby")
    assert as_json(branch)["branch"]["store"] == "postgresql://kiosk:…@db/lobby"


@pytest.mark.parametrize(
    "text", ["5", '"五"', "1979-05-27T07:32:00Z", "[1, {a = 2}]", "inf", "0x" + "f" * 5_000]
)
def test_faults_are_shown_with_their_parts_and_as_a_sentence(folder: Path, text: str) -> None:
    with (folder / "rules.toml").open("a", encoding="utf-8") as file:
        file.write(f"overtake = {text}\n")
    (shown,) = through_json(faults_as_json(check(folder)))
    assert (shown["file"], shown["key"]) == ("rules.toml", "rules.overtake")
    assert shown["hint"] == "Did you mean overtakes?"
    assert shown["says"].startswith("rules.toml: rules.overtake is ")
    assert ", but there is no such key here; it must be one of overtakes" in shown["says"]
