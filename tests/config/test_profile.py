"""Printer profiles: the shipped ones, and a branch's own over them."""

from __future__ import annotations

import pytest

from config.fault import ConfigError
from config.profile import Evidence, Hanzi, gather_profile, load_profile, profiles

SHIPPED = ("generic-58", "generic-80", "latin-80")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "printers").mkdir()
    return tmp_path


def write(folder, name, text):
    (folder / "printers" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_the_shipped_profiles_are_an_80_mm_a_58_mm_and_one_without_chinese():
    assert profiles() == SHIPPED
    assert [load_profile(name).dots for name in SHIPPED] == [384, 576, 576]
    assert [load_profile(name).hanzi for name in SHIPPED] == [Hanzi.GBK, Hanzi.GBK, Hanzi.NONE]


def test_a_branch_may_change_single_keys_of_a_shipped_profile(folder):
    write(folder, "generic-80", 'speed_mm_s = 90\ncompletion = "timer"\n')
    own = load_profile("generic-80", folder)
    assert (own.speed_mm_s, own.completion, own.dots) == (90, Evidence.TIMER, 576)


def test_a_branch_may_bring_a_profile_of_its_own(folder):
    write(folder, "lobby", 'name = "The one in the lobby"\ndots = 512\nhanzi = "gb2312"\n')
    own = load_profile("lobby", folder)
    assert (own.id, own.dots, own.hanzi, own.cut) == ("lobby", 512, Hanzi.GB2312, "partial")
    assert profiles(folder) == (*SHIPPED, "lobby")


@pytest.mark.parametrize("name", ["generic-08", "../generic-80", ""])
def test_an_unknown_profile_is_told_with_the_known_ones(name):
    with pytest.raises(ConfigError, match="generic-58, generic-80, latin-80"):
        load_profile(name)


def test_every_fault_of_a_profile_is_told_at_once(folder):
    write(folder, "odd", 'name = ""\ndots = 5\nhanzi = "big5"\nid = "even"\nhanzi_size = ["gs", "ss"]\n')
    faults = []
    assert gather_profile("odd", folder, faults) is None
    assert {fault.key for fault in faults} == {"name", "dots", "hanzi", "id", "hanzi_size[2]"}
    assert {fault.file for fault in faults} == {"printers/odd.toml"}
