"""Bounds of single values."""

from __future__ import annotations

import math

import pytest

from config.bounds import Between, Length, Pattern


@pytest.mark.parametrize(
    ("value", "holds"),
    [(60, True), (14_400, True), (59, False), (14_401, False), (math.nan, False), (10**400, False)],
)
def test_a_number_keeps_its_bounds_with_both_ends_allowed(value: float, holds: bool) -> None:
    assert Between(60, 14_400).holds(value) is holds


def test_large_bounds_are_written_out() -> None:
    assert str(Between(1_200, 12_345_678)) == "1200 to 12345678"


def test_a_length_counts_characters_or_entries() -> None:
    assert Length(1, 2).holds("好的")
    assert not Length(1, 2, "entries").holds(())
    assert str(Length(1, 2, "entries")) == "1 to 2 entries"


def test_a_pattern_holds_for_the_whole_text() -> None:
    assert Pattern("[A-H]", "a letter").holds("A")
    assert not Pattern("[A-H]", "a letter").holds("A\n")
    assert str(Pattern("[A-H]", "a letter")) == "a letter"
