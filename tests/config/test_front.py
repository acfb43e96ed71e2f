"""front.toml: without it the screen has less to tell; faults are told with the value and the bound."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import SAMPLE, check, load
from config.fault import ConfigError
from config.front import Front, load_front, read_front
from tests.config.spoilt import Edit


def sentences(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)]


def test_the_sample_can_be_used() -> None:
    front = read_front(SAMPLE)
    assert front.rest.after_s == 60
    assert [len(prices.rows) for prices in front.prices] == [5, 3]
    assert [member.badge for member in front.members] == ["1027-03", "1027-01"]
    assert not [fault for fault in check(SAMPLE) if fault.file == "front.toml"]


def test_without_a_file_the_screen_is_plain(tmp_path: Path) -> None:
    assert load_front(tmp_path) == Front()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("turn_s = 15", "turn_s = 5", "front.toml: rest.turn_s is 5; it must be 15 to 600."),
        ("free = 6", "free = 200", "front.toml: hoarding.free is 200; it must be 0 to 100."),
        (
            "longest_pause_s = 120",
            "longest_pause_s = 5\n",
            "",
        ),
        (
            "until = 2026-12-31",
            "until = 2026-10-31",
            "front.toml: prices[1].until is 2026-10-31; it must be no day before 2026-11-01.",
        ),
        (
            "top = 0\nbottom = 0",
            "top = 30\nbottom = 25",
            "front.toml: dead.bottom is 25; it must be so that with top at least 50 of 100 are left.",
        ),
        (
            'zh_CN = "活期", en = "Current"',
            'zh_CN = "活期"',
            "front.toml: prices[1].rows[1].what.en is missing; it must be a text.",
        ),
        (
            'help_line = "95000"',
            'help_line = "call us"',
            'front.toml: help_line is "call us"; it must be a telephone number, or empty.',
        ),
    ],
)
def test_faults_name_the_value_and_the_bound(
    folder: Path, edit: Edit, old: str, new: str, sentence: str
) -> None:
    edit("front.toml", old, new)
    assert sentences(folder) == ([sentence] if sentence else [])


def test_a_pause_that_shrinks_is_a_fault(folder: Path, edit: Edit) -> None:
    edit("front.toml", "first_pause_s = 5\nlongest_pause_s = 120", "first_pause_s = 50\nlongest_pause_s = 20")
    assert sentences(folder) == [
        "front.toml: hoarding.longest_pause_s is 20; it must be at least first_pause_s, 50."
    ]


def test_a_faulty_front_costs_no_numbers(folder: Path, edit: Edit) -> None:
    edit("front.toml", "turn_s = 15", "turn_s = 5")
    assert load(folder).id == "wutong"
    assert load_front(folder) == Front()
    with pytest.raises(ConfigError):
        read_front(folder)
