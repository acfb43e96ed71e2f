"""What a branch may set of its ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import SAMPLE, load
from tests.config.spoilt import Edit, sentences

RATING = load(SAMPLE).rating


def test_the_sample_is_open_for_72_hours_and_changeable_for_24() -> None:
    assert (RATING.open_s, RATING.change_s) == (72 * 3_600, 24 * 3_600)


def test_its_reasons_are_those_of_the_trade() -> None:
    assert [reason.name["zh_CN"] for reason in RATING.reasons] == [
        "等候时间",
        "服务态度",
        "业务熟练",
        "环境设施",
        "其他",
    ]


def test_the_shipped_branch_sends_nothing_anywhere() -> None:
    relay = load(SAMPLE).relay
    assert (relay.scoring.url, relay.notices.url) == ("", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://scoring.bank.example",
        "https://scoring.bank.example:8443/kiosk/",
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://[::1]:80/x",
    ],
)
def test_a_server_is_reached_by_https_or_is_on_this_box(folder: Path, edit: Edit, url: str) -> None:
    edit("rating.toml", 'url = ""', f'url = "{url}"')
    assert sentences(folder) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://scoring.bank.example",
        "http://127.0.0.1.bank.example",
        "http://localhost@bank.example",
        "https://user:word@bank.example",
        "https://",
        "https:///v1",
        "ftp://127.0.0.1",
        "https://bank.example/?key=1",
        "https://bank.example/ x",
    ],
)
def test_anything_else_is_refused(folder: Path, edit: Edit, url: str) -> None:
    edit("rating.toml", 'url = ""', f'url = "{url}"')
    (sentence,) = sentences(folder)
    assert sentence.startswith("rating.toml: relay.scoring.url is ")
    assert "https://host/path (http only for a server on this box), or empty" in sentence


def test_a_reason_given_twice_is_told(folder: Path, edit: Edit) -> None:
    edit("rating.toml", 'id = "attitude"', 'id = "waiting"')
    assert sentences(folder) == [
        'rating.toml: rating.reasons[2].id is "waiting"; it must be different from rating.reasons[1].id.'
    ]


def test_a_reason_in_one_language_only_is_told(folder: Path, edit: Edit) -> None:
    edit("rating.toml", 'name = { zh_CN = "业务熟练", en = "Skill" }', 'name = { zh_CN = "业务熟练" }')
    assert sentences(folder) == ["rating.toml: rating.reasons.skill.name.en is missing; it must be a text."]


def test_what_was_improved_is_read_with_its_date(folder: Path, edit: Edit) -> None:
    table = '[[rating.improvements]]\non = 2026-11-02\nsaid = { zh_CN = "甲", en = "a" }\n'
    edit("rating.toml", "[relay.scoring]", f'{table}done = {{ zh_CN = "乙", en = "b" }}\n\n[relay.scoring]')
    assert [each.done["en"] for each in load(folder).rating.improvements] == ["b"]
