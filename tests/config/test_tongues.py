"""Which language stands where."""

from __future__ import annotations

import pytest

from config.phrases import load
from config.tongues import Pack, on_paper, second_to, without_isolates

ALL = ("zh_CN", "en", "zh_TW", "ar")


def pack_of(language: str) -> Pack:
    return load(language).pack


@pytest.mark.parametrize(
    ("language", "languages", "second"),
    [
        ("zh_CN", ALL, "en"),
        ("en", ALL, "zh_CN"),
        ("zh_TW", ALL, "en"),
        ("ar", ALL, "en"),
        ("ar", ("zh_CN", "ar"), "zh_CN"),
        ("en", ("en",), "en"),
    ],
)
def test_the_second_language_is_the_pack_s_wish_or_the_branch_s_first(
    language: str, languages: tuple[str, ...], second: str
) -> None:
    assert second_to(language, languages, pack_of(language)) == second


@pytest.mark.parametrize(
    ("language", "languages", "paper"),
    [
        ("zh_CN", ALL, ("zh_CN", "en")),
        ("zh_TW", ALL, ("zh_TW", "en")),
        ("en", ALL, ("en", "zh_CN")),
        ("ar", ALL, ("en", "zh_CN")),
        ("ar", ("zh_CN", "ar"), ("zh_CN", "zh_CN")),
        ("ar", ("ar",), ("ar", "ar")),
        ("fr", ALL, ("zh_CN", "en")),
    ],
)
def test_a_ticket_is_printed_in_languages_that_printers_have_letters_for(
    language: str, languages: tuple[str, ...], paper: tuple[str, str]
) -> None:
    assert on_paper(language, languages, pack_of) == paper


def test_what_knows_no_direction_gets_no_marks_of_it() -> None:
    assert without_isolates("\u2068A023\u2069 \u20661-3\u2069") == "A023 1-3"
