"""What the kiosk says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.fault import ConfigError, Fault
from config.phrases import SHIPPED, Phrases, gather, languages, load

ZH, EN = load("zh_CN"), load("en")
KEYS = sorted(ZH.keys() | EN.keys())


def own(folder: Path, language: str, text: str) -> Path:
    (folder / "phrases").mkdir(exist_ok=True)
    (folder / "phrases" / f"{language}.toml").write_text(text, encoding="utf-8")
    return folder


def finished(phrases: Phrases, key: str, count: int) -> str:
    return phrases(key, **dict.fromkeys(phrases.placeholders(key), 7) | {"count": count})


def told(language: str, folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(language, folder)
    return [str(fault) for fault in caught.value.faults]


def test_every_phrase_is_there_in_both_languages_with_the_same_placeholders() -> None:
    assert ZH.keys() == EN.keys()
    assert [key for key in KEYS if ZH.placeholders(key) != EN.placeholders(key)] == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_phrase_can_be_finished_for_any_number(count: int) -> None:
    texts = [finished(phrases, key, count) for phrases in (ZH, EN) for key in KEYS]
    assert [text for text in texts if not text.strip() or re.search("[{}]", text)] == []


def test_each_language_keeps_to_its_script_and_punctuation() -> None:
    assert [key for key in KEYS if re.search("[一-鿿，。：]", finished(EN, key, 2))] == []
    assert [key for key in KEYS if re.search("[,!?;]", finished(ZH, key, 2))] == []


def test_both_files_have_their_groups_and_keys_in_the_same_order() -> None:
    names = [
        re.findall(r"^(\[\w+\]|[\w-]+(?= = ))", _groups(SHIPPED / f"{code}.toml"), re.MULTILINE)
        for code in ("zh_CN", "en")
    ]
    assert names[0] == names[1]


def test_a_phrase_is_filled_in() -> None:
    assert ZH("trouble.paper_out", number="A023") == "打印机缺纸，请记下号码：A023，已通知工作人员"
    assert EN("trouble.paper_out", number="A023") == "Out of paper. Your number is A023; staff told"


def test_one_and_many_differ_where_the_language_does() -> None:
    assert [EN("panel.ahead", count=count) for count in (1, 2)] == [
        "1 person ahead of you",
        "2 people ahead of you",
    ]
    assert ZH("panel.ahead", count=1) == "前面还有1位"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert ZH("panel.go_to", zone="{zone}{number}") == "请到{zone}{number}"


def test_it_can_be_asked_whether_there_is_a_phrase() -> None:
    assert "home.welcome" in ZH
    assert "home.welcom" not in ZH


def test_an_unknown_key_and_a_missing_value_are_the_programmers_mistake() -> None:
    with pytest.raises(KeyError):
        ZH("home.welcom")
    with pytest.raises(KeyError):
        ZH("panel.go_to")


def test_a_branch_may_say_a_thing_in_its_own_words(tmp_path: Path) -> None:
    phrases = load("en", own(tmp_path, "en", '[home]\nwelcome = "Hello"\n'))
    assert phrases("home.welcome") == "Hello"
    assert phrases("home.choose") == "Choose a service"
    assert phrases.language == "en"


def test_a_branch_without_words_of_its_own_uses_the_shipped_ones(tmp_path: Path) -> None:
    assert load("en", tmp_path)("home.welcome") == EN("home.welcome")


def test_all_faults_of_a_branchs_phrases_are_told(tmp_path: Path) -> None:
    text = """
top = "x"
[home]
welcom = "Hello"
choose = 3
several = { one = "x" }
more = { other = "x", few = "y" }
waiting = "{page} waiting"
back = "B\\u001back"
"""
    bound = "a text, or a table of texts: other, and none and one where they differ"
    placeholders = "a text with the placeholders: {count}"
    assert told("en", own(tmp_path, "en", text)) == [
        'phrases/en.toml: top is "x"; it must be a table such as [home].',
        f"phrases/en.toml: home.choose is 3; it must be {bound}.",
        f"phrases/en.toml: home.several is a table; it must be {bound}.",
        f"phrases/en.toml: home.more is a table; it must be {bound}.",
        f'phrases/en.toml: home.back is "B\\x1back"; it must be {bound}.',
        "phrases/en.toml: home.welcom is not a phrase. Did you mean home.welcome?",
        f'phrases/en.toml: home.waiting is "{{page}} waiting"; it must be {placeholders}.',
    ]


def test_a_phrase_without_placeholders_takes_none(tmp_path: Path) -> None:
    (sentence,) = told("en", own(tmp_path, "en", '[home]\nwelcome = "Hello {name}"\n'))
    assert sentence.endswith("it must be a text with the placeholders: none.")


def _groups(path: Path) -> str:
    """The file without what it says of itself."""
    return re.sub(r"^\[pack\]\n(.+\n)+", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_a_branch_adds_a_language_by_a_file(tmp_path: Path) -> None:
    text = (
        (SHIPPED / "en.toml")
        .read_text(encoding="utf-8")
        .replace('name = "English"', 'name = "Plain English"')
    )
    folder = own(tmp_path, "sim", text)
    assert load("sim", folder)("language.name") == "Plain English"
    assert languages(folder) - languages() == {"sim"}


def test_what_a_language_lacks_is_told_and_said_in_its_fallback(tmp_path: Path) -> None:
    text = (SHIPPED / "en.toml").read_text(encoding="utf-8")
    folder = own(tmp_path, "sim", text.replace('take = "Take ticket"', ""))
    faults: list[Fault] = []
    assert gather("sim", folder, faults)("basket.take") == load("sim", folder)("basket.take") == "取号"
    assert [str(fault) for fault in faults] == [
        "phrases/sim.toml: basket.take is missing; it must be a text."
    ]


def test_staff_s_phrases_may_be_left_to_the_fallback(tmp_path: Path) -> None:
    text = (SHIPPED / "ar.toml").read_text(encoding="utf-8")
    faults: list[Fault] = []
    phrases = gather("sim", own(tmp_path, "sim", text), faults)
    assert [fault.key for fault in faults if fault.key.startswith("manager.")] == []
    assert phrases("manager.undo") == EN("manager.undo")


def test_a_pack_says_what_its_language_is(tmp_path: Path) -> None:
    pack = load("sim", own(tmp_path, "sim", '[pack]\nname = "עברית"\ndirection = "rtl"\nvoice = "he"\n')).pack
    assert (pack.name, pack.is_mirrored, pack.voice, pack.fallback) == ("עברית", True, "he", "en")


def test_what_is_wrong_with_a_pack_is_told(tmp_path: Path) -> None:
    assert told("en", own(tmp_path, "en", '[pack]\ndirection = "up"\nfont = ""\n')) == [
        'phrases/en.toml: pack.direction is "up"; it must be one of ltr, rtl.',
        'phrases/en.toml: pack.font is ""; it must be 1 to 60 characters.',
    ]
    assert told("en", own(tmp_path, "en", "pack = 3\n")) == [
        "phrases/en.toml: pack is 3; it must be a table [pack]."
    ]


def test_values_keep_their_own_direction_where_lines_begin_on_the_right() -> None:
    arabic = load("ar")
    assert arabic("panel.remember", number="A023") == "يرجى تذكر رقمكم: \u2068A023\u2069"
    assert arabic("wait.range", low=5, high=10) == "نحو \u2066\u20685\u2069–\u206810\u2069\u2069 دقيقة"


def test_a_branch_s_text_falls_back_to_the_nearest_language_and_stands_alone() -> None:
    text = {"zh_CN": "现金", "en": "Cash"}
    assert load("ar").own(text) == "\u200f\u2068Cash\u2069"
    assert load("zh_TW").own(text) == "现金"
    assert load("zh_TW").own({"fr": "Caisse"}) == "Caisse"
    assert load("en").own({"ar": "نقد"}) == "\u200e\u2068نقد\u2069"
    assert load("ar").own({"ar": "نقد"}) == "نقد"
    assert load("ar").own({}) == ""


def test_a_language_that_nobody_ships_is_told(tmp_path: Path) -> None:
    assert told("fr", tmp_path) == ["phrases/fr.toml is missing."]


def test_a_broken_file_leaves_the_shipped_phrases_and_says_so(tmp_path: Path) -> None:
    (sentence,) = told("en", own(tmp_path, "en", "[home\n"))
    assert sentence.startswith("phrases/en.toml line 1, column 6 is not valid TOML")
