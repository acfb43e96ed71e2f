"""Every shipped language on the screen: chosen by one or two taps, laid out whole, undone for the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtQuick import QQuickItem

from config.phrases import Phrases, load
from config.schema import Branch
from kiosk.print_job import PrintState
from tests.ui.touch.abroad import ALL, translated
from tests.ui.touch.person import Person
from tests.ui.touch.revisiting import scans, was_served
from ui.touch.wording import Wording

RIGHT_TO_LEFT = "\u200f"
SIZES = [(1080, 1920), (1920, 1080), (1280, 800), (720, 1280)]


def speaks(person: Person, language: str) -> None:
    person.tap("languages")
    person.until_sees(f"language-{language}")
    person.tap(f"language-{language}")
    person.until_gone(f"language-{language}")


def cut(person: Person) -> list[object]:
    person.picture()
    return [item.property("text") for item in person.items() if item.property("truncated")]


def in_scene(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def left_of(person: Person, one: str, other: str) -> bool:
    return in_scene(person.find(one)).center().x() < in_scene(person.find(other)).center().x()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["zh_TW", "ar"])
def test_no_word_is_cut_off_and_nothing_lies_outside(
    somebody: Callable[..., Person], branch: Branch, size: tuple[int, int], language: str
) -> None:
    person = somebody(size, **translated(branch))
    speaks(person, language)
    found = {"home": cut(person)}
    for mode in ("large", "low"):
        person.tap(mode)
        found[mode] = cut(person)
        person.tap(mode)
    person.takes()
    person.is_printed(PrintState.SENT, PrintState.UNKNOWN)
    person.until_sees("reprint")
    found["ticket"] = cut(person)
    assert {page: words for page, words in found.items() if words} == {}
    width, height = size
    for name in ("number", "zone", "ahead", "wait", "status", "reprint", "done", "help", "languages"):
        assert QRectF(0, 0, width, height).contains(in_scene(person.find(name))), name


@pytest.mark.parametrize("language", ["zh_TW", "ar"])
def test_a_visit_is_judged_in_the_customer_s_language(
    somebody: Callable[..., Person], phrases: dict[str, Phrases], language: str
) -> None:
    person = somebody((720, 1280), languages=ALL)
    speaks(person, language)
    person.tap("revisit")
    person.until_sees("revisitTicket")
    assert phrases[language]("revisit.ticket") in person.reads()
    assert cut(person) == []


def test_english_is_one_tap_away_and_one_tap_back(somebody: Callable[..., Person]) -> None:
    person = somebody(languages=ALL)
    person.tap("language")
    assert person.screen.lobby.language == "en"
    person.tap("language")
    assert person.screen.lobby.language == "zh_CN"


def test_the_sheet_names_each_language_in_its_own_script(
    somebody: Callable[..., Person], phrases: dict[str, Phrases]
) -> None:
    person = somebody(languages=ALL)
    assert {"繁體中文", "العربية"} <= set(person.reads().split("\n"))
    person.tap("languages")
    person.until_sees("languagesClose")
    assert {phrases[language].pack.name for language in ALL} <= set(person.reads().split("\n"))
    person.tap("languagesClose")
    person.until_gone("languagesClose")
    assert person.screen.lobby.language == "zh_CN"


def test_the_screen_is_mirrored_for_arabic_and_back_again(somebody: Callable[..., Person]) -> None:
    person = somebody(languages=ALL)
    sides = [("help", "language"), ("card-cash", "card-noncash"), ("branch", "clock")]
    assert [left_of(person, *pair) for pair in sides] == [True, True, True]
    speaks(person, "ar")
    person.picture()
    assert [left_of(person, *pair) for pair in sides] == [False, False, False]
    person.tap("language")
    person.picture()
    assert [left_of(person, *pair) for pair in sides] == [True, True, True]


def test_a_face_stands_where_reading_begins(
    somebody: Callable[..., Person], phrases: dict[str, Phrases]
) -> None:
    person = somebody(languages=ALL)
    served = was_served(person)
    for language, first in (("zh_CN", True), ("ar", False)):
        person.screen.lobby.reception.arrange(language=language)
        scans(person, person.core.token(served))
        person.until_sees("face-5")
        person.picture()
        face = next(item for item in person.items() if item.property("name") == "face-5")
        number = f"{'' if first else RIGHT_TO_LEFT}{served.label} {phrases[language]('rating.question')}"
        assert number in person.reads()
        said = phrases[language]("rating.very_satisfied")
        words = next(item for item in person.items() if item.property("text") == said)
        assert (in_scene(face).center().x() < in_scene(words).center().x()) is first
        person.screen.lobby.leave()


def test_a_place_in_the_lobby_stays_on_its_side(somebody: Callable[..., Person]) -> None:
    person = somebody(languages=ALL)
    speaks(person, "ar")
    person.takes()
    arrow = person.find("arrow")
    assert arrow.property("name") == "arrow-ahead-left"
    assert arrow.property("turns") is False


def test_a_service_without_an_arabic_name_is_read_in_english(
    somebody: Callable[..., Person], branch: Branch
) -> None:
    person = somebody(languages=ALL)
    speaks(person, "ar")
    person.takes()
    words = person.reads().replace("\u2068", "").replace("\u2069", "").replace("\u200f", "")
    name = branch.service("cash").name
    assert (name.get("ar") or name["en"]) in words
    assert "\u2068A001\u2069" not in words


def test_the_next_customer_finds_the_branch_s_first_language_and_no_sheet(
    somebody: Callable[..., Person],
) -> None:
    person = somebody(languages=ALL)
    speaks(person, "ar")
    person.tap("languages")
    person.until_sees("languagesClose")
    person.screen.lobby.leave()
    person.until_gone("languagesClose")
    assert (person.screen.lobby.language, person.screen.lobby.tongues.mirrored) == ("zh_CN", False)


def test_a_language_that_is_not_spoken_here_is_not_heard(person: Person) -> None:
    person.screen.lobby.tongues.choose("ar")
    assert person.screen.lobby.language == "zh_CN"
    assert not person.sees("languages")


def test_a_branch_adds_a_language_by_a_file_alone(
    somebody: Callable[..., Person], phrases: dict[str, Phrases], tmp_path: Path
) -> None:
    (tmp_path / "phrases").mkdir()
    text = '[pack]\nname = "עברית"\ndirection = "rtl"\nsecond = "en"\n[language]\nname = "עברית"\n'
    (tmp_path / "phrases" / "he.toml").write_text(text, encoding="utf-8")
    phrases = phrases | {"he": load("he", tmp_path)}
    wording = Wording(phrases, (*ALL, "he"))
    assert wording.pack("he").is_mirrored
    assert wording.voice("he").phrase("basket.take") == ["Take ticket", "Take ticket"]
    assert wording.voice("he").phrase("language.name") == ["עברית", "English"]


@pytest.mark.parametrize("language", ALL)
def test_the_font_of_each_language_is_installed_and_has_its_letters(
    qapp: object, phrases: dict[str, Phrases], language: str
) -> None:
    pack = phrases[language].pack
    assert pack.font in QFontDatabase.families()
    raw = QRawFont.fromFont(QFontDatabase.font(pack.font, "Regular", 24))
    assert [letter for letter in pack.name if not raw.supportsCharacter(ord(letter))] == []
