"""A branch's folder: all of its faults, told at once."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.branch import SAMPLE, ConfigError, check, load
from config.files import FILES
from config.schema import TicketClass
from tests.config.spoilt import Edit, sentences


def test_ten_faults_are_told_at_once_each_with_file_key_value_bound_and_what_was_meant(
    folder: Path, edit: Edit
) -> None:
    edit("branch.toml", "code = 1027", "code = 70000")
    edit("branch.toml", 'timezone = "Asia/Shanghai"', 'timezone = "Asia/Shangai"')
    edit("zones.toml", 'arrow = "ahead-left"', 'arrow = "ahed-left"')
    edit("services.toml", "target_s = 900", "target_s = 5")
    edit("services.toml", 'prefix = "B"', 'prefix = "A"')
    edit("services.toml", 'zone = "noncash"', 'zone = "nocash"')
    edit("services.toml", "summary =", "sumary =")
    edit("counters.toml", 'services = ["wealth", "consult"]', 'services = ["weath", "consult"]')
    edit("hours.toml", '"09:00-12:00", "13:30-17:00"]\ntuesday', '"09:00-14:00", "13:30-17:00"]\ntuesday')
    edit("devices.toml", 'profile = "generic-80"', 'profile = "generic-08"')
    told = sentences(folder)
    assert told[0] == "branch.toml: code is 70000; it must be 1 to 65535."
    assert told[1].endswith(
        'is "Asia/Shangai"; it must be a time zone such as Asia/Shanghai. Did you mean Asia/Shanghai?'
    )
    assert told[2].startswith(
        'zones.toml: zones.cash.arrow is "ahed-left"; it must be one of left, ahead-left, '
    )
    assert told[2].endswith(". Did you mean ahead-left?")
    assert told[3].startswith(
        "services.toml: services.cash.sumary is a table, but there is no such key here; it must be one of id,"
    )
    assert told[3].endswith(" Did you mean summary?")
    assert told[4] == "services.toml: services.cash.target_s is 5; it must be 60 to 14400."
    assert told[5] == (
        'services.toml: services.noncash.prefix is "A"; it must be different from services.cash.prefix.'
    )
    assert (
        told[6]
        == (
            'services.toml: services.noncash.zone is "nocash"; it must be one of guidance, cash, noncash, '
            "selfservice, waiting, vip (see zones.toml). Did you mean noncash?"
        )
        or "zones.noncash" in told[6]
    )
    assert told[7].startswith(
        'counters.toml: counters.5.services[1] is "weath"; it must be one of cash, noncash,'
    )
    assert told[7].endswith(" (see services.toml). Did you mean wealth?")
    assert told[8] == (
        'hours.toml: corporate.monday[2] is "13:30-17:00"; it must be after 09:00-14:00 has ended.'
    )
    assert told[9].startswith('devices.toml: printer.profile is "generic-08"; it must be one of ')
    assert told[9].endswith(" Did you mean generic-80?")
    assert len(told) == 10


def test_a_branch_with_faults_is_not_loaded(folder: Path, edit: Edit) -> None:
    edit("rules.toml", "overtakes = 3", "overtakes = 30")
    with pytest.raises(ConfigError) as caught:
        load(folder)
    assert str(caught.value) == "rules.toml: rules.overtakes is 30; it must be 0 to 20."


def test_a_sound_branch_is_loaded(folder: Path) -> None:
    branch = load(folder)
    assert branch.id == "wutong"
    assert branch.zone("cash").id == "cash"
    assert branch.service("wealth").prefix == "D"
    assert branch.counter("6").zone == "vip"
    assert branch.class_rule(TicketClass.CARE).target_s == 300
    with pytest.raises(KeyError):
        branch.service("gold")


def test_a_place_without_a_branch_is_told_however_deep_it_lies(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path / ("deep" * 20) / "nowhere")
    assert sentence.endswith("nowhere is not a folder with a branch in it.")


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_one_fault_and_hides_no_other(folder: Path, edit: Edit, file: str) -> None:
    other = "rules.toml" if file == "devices.toml" else "devices.toml"
    edit(other, "", "odd = 1\n")
    (folder / file).unlink()
    told = sentences(folder)
    assert f"{file} is missing." in told
    assert any("odd is 1, but there is no such key here" in sentence for sentence in told)
    assert len(told) == 2


def test_a_file_with_a_typing_error_is_told_by_its_line(folder: Path, edit: Edit) -> None:
    edit("zones.toml", '[[zones]]\nid = "cash"', '[[zones]\nid = "cash"')
    (sentence,) = sentences(folder)
    assert sentence.startswith("zones.toml line ")


def test_a_key_in_the_wrong_file_is_told_where_it_belongs(folder: Path, edit: Edit) -> None:
    edit("services.toml", "[[services]]", '[printer]\nid = "x"\n[[services]]')
    assert sentences(folder) == [
        "services.toml: printer is a table, but there is no such key here. It belongs in devices.toml."
    ]


def test_the_faults_come_in_the_order_of_the_files(folder: Path, edit: Edit) -> None:
    for file in reversed(FILES):
        edit(file, "", "odd = 1\n")
    assert [fault.file for fault in check(folder)] == list(FILES)


PIECES = st.sampled_from([*'[]{}=,"\n\0', "5", "-1", "nan", "true", "id", "09:00", "[[x]]"])


@given(
    st.sampled_from(sorted(FILES)), st.integers(0, 8_000), st.integers(0, 40), st.lists(PIECES, max_size=4)
)
def test_however_a_file_is_spoilt_the_answer_is_a_branch_or_its_faults(
    file: str, start: int, cut: int, pieces: list[str]
) -> None:
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SAMPLE, place, dirs_exist_ok=True))
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text[:start] + "".join(pieces) + text[start + cut :], encoding="utf-8")
        faults = check(folder)
        if not faults:
            assert load(folder).id
        assert all(str(fault) for fault in faults)
