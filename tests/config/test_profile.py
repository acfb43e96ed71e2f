"""Printer profiles: the shipped ones, and a branch's own over them."""

from __future__ import annotations

import tomllib
from dataclasses import fields

import pytest

from config.fault import ConfigError
from config.profile import SHIPPED as SHIPPED_FOLDER
from config.profile import (
    Claim,
    Evidence,
    Hanzi,
    Overdue,
    PrinterProfile,
    gather_profile,
    load_profile,
    profiles,
)

SHIPPED = ("custom-80", "generic-58", "generic-80", "latin-80", "xprinter-80")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "printers").mkdir()
    return tmp_path


def write(folder, name, text):
    (folder / "printers" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_the_shipped_profiles_are_a_kiosk_printer_two_desk_printers_a_module_and_one_without_chinese():
    assert profiles() == SHIPPED
    shipped = [load_profile(name) for name in SHIPPED]
    assert [one.dots for one in shipped] == [576, 384, 576, 576, 576]
    assert [one.presenter.has for one in shipped] == [True, False, False, False, False]
    assert [one.chinese for one in shipped] == ["none", "gb18030", "gb18030", "none", "gb18030"]
    assert [one.completion for one in shipped] == [
        Evidence.CUSTOM_PRESENTER, Evidence.GS_R, Evidence.PROCESS_ID, Evidence.PROCESS_ID, Evidence.GS_R,
    ]  # fmt: skip


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_writes_every_key_so_that_nobody_has_to_look_for_it(name):
    with (SHIPPED_FOLDER / f"{name}.toml").open("rb") as file:
        written = tomllib.load(file)
    assert {field.name for field in fields(PrinterProfile)} - {"id", *written} <= {"hanzi_size"}


def test_a_branch_may_change_a_single_key_of_a_table_within(folder):
    write(folder, "custom-80", '[presenter]\nhold_s = 5\n[claims]\npresenter = "probed"\n')
    own = load_profile("custom-80", folder)
    assert (own.presenter.has, own.presenter.hold_s, own.presenter.on_timeout) == (True, 5, Overdue.RETRACT)
    assert (own.claims.presenter, own.claims.completion) == (Claim.PROBED, Claim.DOCUMENTED)


def test_a_branch_may_change_single_keys_of_a_shipped_profile(folder):
    write(folder, "generic-80", 'speed_mm_s = 90\ncompletion = "timer"\n')
    own = load_profile("generic-80", folder)
    assert (own.speed_mm_s, own.completion, own.dots) == (90, Evidence.TIMER, 576)


def test_a_branch_may_bring_a_profile_of_its_own(folder):
    write(folder, "lobby", 'name = "The one in the lobby"\ndots = 512\nhanzi = "gb2312"\n')
    own = load_profile("lobby", folder)
    assert (own.id, own.dots, own.hanzi, own.cut) == ("lobby", 512, Hanzi.GB2312, "partial")
    assert profiles(folder) == tuple(sorted((*SHIPPED, "lobby")))


@pytest.mark.parametrize("name", ["generic-08", "../generic-80", ""])
def test_an_unknown_profile_is_told_with_the_known_ones(name):
    with pytest.raises(ConfigError, match="custom-80, generic-58, generic-80, latin-80, xprinter-80"):
        load_profile(name)


def test_every_fault_of_a_profile_is_told_at_once(folder):
    write(
        folder,
        "odd",
        'name = ""\ndots = 5\nhanzi = "big5"\nid = "even"\nhanzi_size = ["gs", "ss"]\nasb = 256\n'
        'dle_eot_mask = 0\ncompletion = "status_fence"\nnear_end = "yes"\n'
        '[presenter]\nhold_s = 0\n[claims]\npaper = "probed"\n',
    )
    faults = []
    assert gather_profile("odd", folder, faults) is None
    assert {fault.key for fault in faults} == {
        "name", "dots", "hanzi", "id", "hanzi_size[2]", "asb", "dle_eot_mask", "completion", "near_end",
        "presenter.hold_s", "claims.paper",
    }  # fmt: skip
    assert {fault.file for fault in faults} == {"printers/odd.toml"}


def test_a_logo_in_words_that_the_printer_does_not_know_is_told(folder):
    write(
        folder,
        "star",
        'name = "Star"\ndots = 576\nhanzi = "none"\ncompletion = "star_etb"\nlogo = "graphics"\n',
    )
    faults = []
    assert gather_profile("star", folder, faults) is None
    assert [fault.key for fault in faults] == ["logo"]
    assert "it must be none" in str(faults[0])
