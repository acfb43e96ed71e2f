"""The rule pack is what its sources say, number by number, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.fault import ConfigError
from config.pack import SHIPPED, Per, load_checklists, load_rules

PACK = load_rules("civility")

SECTIONS = [
    # section, its points in the source or None, and where they stand
    ("information", None),  # 三: not in the text
    ("facilities", 15),  # 四 服务设施规范 15分
    ("attitude", None),  # 五: not in the text
    ("quality", 20),  # 六 服务质量规范 20分
    ("seventh", None),  # 七: not in the text
    ("discipline", 15),  # 八 劳动纪律规范 15分
    ("praise", None),  # praise counts, but nobody says how much
]
RULES = [
    # rule, least, most, counted by, only after verification
    ("information-item", 1, 3, Per.ITEM, False),  # 每项扣1-3分
    ("facilities-item", 1, 3, Per.ITEM, False),  # 下同
    ("attitude-item", 3, 3, Per.ITEM, False),  # 每项扣3分
    ("attitude-harsh", 5, 5, Per.PERSON, False),  # 发现一人(次)语气生硬、使用服务禁语扣5分
    ("attitude-complaint", 10, 10, None, True),  # 被客户…投诉的,经核实后扣10分
    ("attitude-lost-customer", 20, 20, None, False),  # 造成客户转户的扣20分
    ("quality-item", None, None, None, False),  # deduction text missing
    ("discipline-person", 5, 5, Per.PERSON, False),  # 每人(次)扣5分
    ("discipline-drink", 10, 10, Per.PERSON, False),  # 其中酒后上岗扣10分
    ("praise-letter", None, None, None, False),
]


def test_each_section_has_the_points_of_its_source_and_none_where_it_is_silent():
    assert [(section.id, section.points) for section in PACK.sections] == SECTIONS


def test_each_rule_has_the_deduction_of_its_source_and_none_where_it_is_silent():
    rules = [rule for section in PACK.sections for rule in section.rules]
    told = [(each.id, each.least, each.most, each.per, each.after_verification) for each in rules]
    assert told == RULES


def test_what_the_sources_do_not_say_is_noted_in_both_languages():
    silent = [section for section in PACK.sections if section.points is None]
    silent += [rule for section in PACK.sections for rule in section.rules if rule.silent]
    untold = [each.id for each in silent if each.note.keys() != {"zh_CN", "en"}]
    assert untold in (["praise-letter"], [])


def test_there_is_no_floor():
    assert PACK.floor is None


def test_a_unit_gets_a_notice_then_a_written_check_then_discipline():
    told = [(step.id, step.title["zh_CN"], step.circulated) for step in PACK.steps]
    assert told == [
        ("notice", "限期纠改通知书", False),
        ("written-check", "书面检查，并通报全市", True),
        ("discipline", "纪律处分，并通报全市", True),
    ]


def test_one_complaint_and_two_are_the_thresholds():
    assert [each.complaints for each in PACK.thresholds] == [1, 2]


def test_the_four_fine_tiers_are_mapped_to_nothing():
    assert PACK.fines_yuan == (600, 2000, 5000, 10000)
    rule = (SHIPPED / "rules-civility.toml").read_text(encoding="utf-8")
    assert rule.count("fines_yuan") == 1


def test_a_quarter_is_inspected_once_at_least_and_reported_by_the_tenth():
    assert (PACK.reports.inspections_a_quarter, PACK.reports.day) == (1, 10)


def test_complaints_have_15_30_and_60_days_and_5_working_days_to_mend():
    found = PACK.complaints
    assert (found.simple_days, found.complex_days, found.special_days) == (15, 30, 60)
    assert found.mend_working_days == 5


def test_three_months_in_a_row_make_a_streak():
    assert PACK.honours.streak_months == 3


def test_the_four_chapters_of_gbt_32320_are_there_and_empty():
    found = load_checklists()["gbt-32320"]
    assert [chapter.title["zh_CN"] for chapter in found.chapters] == [
        "服务环境",
        "服务功能",
        "服务管理",
        "消费者权益保护",
    ]
    assert found.items == ()


def test_the_round_has_its_five_parts_and_names_only_rules_that_exist():
    found = load_checklists()["branch-round"]
    assert [chapter.id for chapter in found.chapters] == [
        "facilities",
        "information",
        "attitude",
        "quality",
        "discipline",
    ]
    for item in found.items:
        if item.rule:
            PACK.rule(item.rule)


@pytest.mark.parametrize("name", sorted(load_checklists()))
def test_every_item_is_there_in_both_languages(name):
    found = load_checklists()[name]
    parts = [*found.chapters, *found.items]
    assert [part.id for part in parts if part.title.keys() != {"zh_CN", "en"}] == []


def own(folder: Path, text: str) -> Path:
    (folder / "packs").mkdir()
    (folder / "packs" / "rules-civility.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_bank_puts_its_own_numbers_in(tmp_path):
    text = (SHIPPED / "rules-civility.toml").read_text(encoding="utf-8")
    changed = text.replace("fines_yuan = [600, 2000, 5000, 10000]", "fines_yuan = [100]")
    assert load_rules("civility", own(tmp_path, changed)).fines_yuan == (100,)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("streak_months = 3", "streak_months = 0", "honours.streak_months is 0"),
        ("streak_months = 3", "streek_months = 3", "Did you mean streak_months?"),
        ('per = "item"', 'per = "items"', "Did you mean item?"),
        ("least = 1", "least = -1", "1 to 1000"),
        ('id = "attitude-harsh"', 'id = "attitude-item"', "stands here twice"),
    ],
)
def test_a_fault_in_a_pack_is_told_with_value_and_bound(tmp_path, was, now, told):
    text = (SHIPPED / "rules-civility.toml").read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match=told):
        load_rules("civility", own(tmp_path, text.replace(was, now, 1)))
