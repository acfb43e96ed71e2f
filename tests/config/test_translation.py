"""Texts that lack a language."""

from __future__ import annotations

from pathlib import Path

from config.branch import check
from tests.config.spoilt import Edit, sentences


def test_a_text_that_lacks_a_language_is_told(folder: Path, edit: Edit) -> None:
    edit("services.toml", 'en = "Personal cash"', 'eng = "Personal cash"')
    edit("branch.toml", ', en = "Brightriver Bank"', "")
    edit("hours.toml", ', en = "New Year"', "")
    bank, service, day = sentences(folder)
    assert bank == "branch.toml: bank.en is missing; it must be a text."
    assert service.startswith("services.toml: services.cash.name.en is missing; it must be a text.")
    assert service.endswith(" Did you mean en where it says eng?")
    assert day == "hours.toml: special_days[1].name.en is missing; it must be a text."


def test_an_empty_text_is_told_and_one_that_is_left_out_is_not(folder: Path, edit: Edit) -> None:
    edit("services.toml", 'name = { zh_CN = "个人现金", en = "Personal cash" }', "name = {}")
    edit(
        "services.toml",
        'summary = { zh_CN = "存钱、取钱、换零钱", en = "Pay in, take out or change money" }\n',
        "",
    )
    assert [fault.key for fault in check(folder)] == ["services.cash.name.zh_CN", "services.cash.name.en"]


def test_a_text_that_is_missing_is_told_once(folder: Path, edit: Edit) -> None:
    edit("services.toml", 'name = { zh_CN = "个人现金", en = "Personal cash" }\n', "")
    assert [fault.key for fault in check(folder)] == ["services.cash.name"]
