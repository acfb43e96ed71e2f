"""What a branch needs around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.branch import load
from tests.config.spoilt import Edit, sentences


def test_a_file_that_nobody_reads_is_told(folder: Path) -> None:
    (folder / "service.toml").touch()
    (folder / "notes.toml").touch()
    assert sentences(folder) == [
        "notes.toml is not a file of a branch.",
        "service.toml is not a file of a branch. Did you mean services.toml?",
    ]


def test_a_language_without_phrases_is_told(folder: Path, edit: Edit) -> None:
    edit("branch.toml", 'languages = ["zh_CN", "en"]', 'languages = ["zh_CN", "en", "zh_CM"]')
    (sentence,) = sentences(folder)
    assert sentence.startswith('branch.toml: languages[3] is "zh_CM"; it must be one that has phrases: ar, ')
    assert sentence.endswith(" Did you mean zh_CN?")


@pytest.mark.parametrize("zone", ["", "../../etc/passwd", "Asia", "Mars/Phobos", "x" * 5_000])
def test_a_time_zone_that_does_not_exist_is_told(folder: Path, edit: Edit, zone: str) -> None:
    edit("branch.toml", "Asia/Shanghai", zone)
    (sentence,) = sentences(folder)
    assert sentence.startswith("branch.toml: timezone is ")


def test_without_any_time_zone_the_missing_package_is_named(
    folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.surroundings.available_timezones", set)
    edit("branch.toml", "Asia/Shanghai", "Asia/Nowhere")
    (sentence,) = sentences(folder)
    assert sentence.endswith("Install the package tzdata.")


def test_a_branch_may_bring_a_printer_of_its_own(folder: Path, edit: Edit) -> None:
    edit("devices.toml", 'profile = "generic-80"', 'profile = "lobby-9"')
    (folder / "printers").mkdir()
    shipped = Path(__file__).parents[2] / "config" / "printers" / "generic-80.toml"
    (folder / "printers" / "lobby-9.toml").write_bytes(shipped.read_bytes())
    assert sentences(folder) == []
    (folder / "printers" / "lobby-9.toml").write_text("dots = 5\n", encoding="utf-8")
    assert any("dots is 5" in sentence for sentence in sentences(folder))


def test_a_branch_without_a_printer_is_a_branch(folder: Path) -> None:
    (folder / "devices.toml").write_text("", encoding="utf-8")
    assert load(folder).printer is None


def test_the_branchs_own_phrases_are_checked(folder: Path) -> None:
    (folder / "phrases").mkdir()
    (folder / "phrases" / "en.toml").write_text('[home]\nwelcom = "Hello"\n', encoding="utf-8")
    (folder / "phrases" / "eng.toml").touch()
    assert sentences(folder) == [
        "phrases/en.toml: home.welcom is not a phrase. Did you mean home.welcome?",
        "phrases/eng.toml is not a file of a branch. Did you mean en.toml?",
    ]


@pytest.mark.parametrize(("country", "faults"), [("CN", 0), ("XX", 1), ("China", 1)])
def test_a_holiday_calendar_must_be_a_known_country(
    folder: Path, edit: Edit, country: str, faults: int
) -> None:
    edit("hours.toml", 'holiday_calendar = ""', f'holiday_calendar = "{country}"')
    assert len(sentences(folder)) == faults


def test_a_language_code_of_a_wrong_form_is_one_fault(folder: Path, edit: Edit) -> None:
    edit("branch.toml", '"en"]', '"English"]')
    assert sentences(folder) == [
        'branch.toml: languages[2] is "English"; it must be a language code such as zh_CN or en.'
    ]


def test_a_printer_profile_of_a_wrong_form_is_one_fault(folder: Path, edit: Edit) -> None:
    edit("devices.toml", 'profile = "generic-80"', 'profile = "../generic-80"')
    (sentence,) = sentences(folder)
    assert sentence.endswith("it must be up to 24 small letters, digits, - or _.")
