"""How wide text is, and how it is broken into lines."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.columns import columns, printable, width, wrap
from printer.lines import Look

SMALL, PLAIN, DOUBLE = Look(small=True), Look(), Look(2, 2)
LOOKS = st.sampled_from([SMALL, PLAIN, DOUBLE, Look(8, 8)])


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("A023", 4),
        ("现金", 4),
        ("1-3号窗口", 9),
        ("→", 2),
        ("①€", 4),
        ("café", 4),
        ("𠮷", 2),
        ("√", 2),
        ("ﾌ", 1),
    ],
)
def test_a_chinese_character_is_as_wide_as_two_letters(text, wide):
    assert columns(text) == wide


def test_a_small_letter_is_nine_dots_wide_and_a_chinese_character_always_24():
    assert width("ab现", SMALL) == 9 + 9 + 24
    assert width("ab现", PLAIN) == 12 + 12 + 24
    assert width("ab现", DOUBLE) == 2 * (12 + 12 + 24)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x1b@b", "a @b"),
        ("工\x10\x04\x01行", "工   行"),
        ("a\u200bb\u202ec", "abc"),
        ("a\ud800b\ue000", "a?b?"),
        ("a\tb\u2028c", "a b c"),
        ("两　格", "两　格"),
        ("cafe\u0301", "café"),
        ("Don’t wait – it’s “fine”…", "Don't wait - it's \"fine\"..."),
        ("他说“好”——真的", "他说“好”——真的"),
    ],
)
def test_only_letters_go_to_a_printer(text, clean):
    assert printable(text) == clean


@given(st.text())
def test_whatever_is_printable_has_no_control_character(text):
    assert not any(
        unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in printable(text)
    )


@given(st.text(), LOOKS, st.integers(384, 576))
def test_no_line_is_wider_than_the_paper(text, look, dots):
    assert all(width(line, look) <= dots for line in wrap(text, look, dots))


@given(st.text(), LOOKS, st.integers(384, 576))
def test_no_letter_is_lost_between_the_lines(text, look, dots):
    def letters(text):
        return "".join(text.split())

    assert letters("".join(wrap(text, look, dots))) == letters(printable(text))


@given(st.text(alphabet="公平承诺优先照顾客户abc，。：、）", min_size=1), st.integers(150, 576))
def test_no_line_begins_with_a_closing_sign_unless_one_follows_another(text, dots):
    lines = wrap(text, PLAIN, dots)
    signs = frozenset("，。：、）")
    # Signs without end, one after another, have to be broken somewhere.
    if not any(a in signs and b in signs for a, b in pairwise(text)):
        assert not any(line[0] in signs for line in lines[1:])


def test_an_opening_bracket_stays_with_what_it_opens():
    assert wrap("银行卡或存折（一类户）", PLAIN, 24 * 7) == ("银行卡或存折", "（一类户）")


def test_words_are_not_broken_and_numbers_stay_whole():
    assert wrap("Complaint line 400-000-0001", DOUBLE, 384) == ("Complaint line", "400-000-0001")


def test_a_word_wider_than_the_paper_is_broken_anywhere():
    lines = wrap("a" * 70, PLAIN, 384)
    assert len(lines) == 3
    assert "".join(lines) == "a" * 70


def test_lines_are_broken_where_the_sense_breaks():
    assert wrap("请备：身份证、银行卡或存折", DOUBLE, 576) == ("请备：身份证、", "银行卡或存折")
    assert wrap("Scan: your place now, your rating after", PLAIN, 384) == (
        "Scan: your place now,",
        "your rating after",
    )


def test_the_last_line_is_no_lonely_word():
    lines = wrap("Missed? No new ticket within thirty minutes today", PLAIN, 576)
    assert lines == ("Missed? No new ticket within", "thirty minutes today")


def test_nothing_is_no_line():
    assert wrap("", PLAIN, 576) == wrap(" \n ", PLAIN, 576) == ()
