"""A slice of the tokens that may judge nothing, and whether one that is let in would be noticed."""

from __future__ import annotations

import random

import pytest

from kiosk.rating import giving
from tests.campaigns import tokens
from tests.campaigns.tokens import TRICKS, play

TOKENS = 6_000


def test_no_forged_truncated_replayed_swapped_or_expired_token_judges(tmp_path) -> None:
    faults, tried, _ = play(tmp_path, TOKENS, 7)
    assert faults == []
    assert tried.total() == TOKENS
    assert set(tried) == set(TRICKS)
    assert min(tried.values()) >= TOKENS // len(TRICKS)


def test_a_token_that_is_let_in_is_noticed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tokens.TRICKS, "forged", lambda chance, known: known.open[0].lower())
    faults, _, _ = play(tmp_path, len(TRICKS), 7)
    assert any(" was let in." in fault for fault in faults)
    assert any("nobody had the right to" in fault for fault in faults)


def test_an_answer_of_its_own_is_noticed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    def strange(*_: object) -> None:
        raise ValueError("what is this")

    monkeypatch.setattr(giving, "look", strange)
    monkeypatch.setattr(tokens, "_visits", lambda lobby, clock: known(lobby))
    assert "raised ValueError" in play(tmp_path, 1, 7)[0][0]


def known(lobby) -> tokens.Known:
    made = tokens._visited(lobby, "any")
    return tokens.Known(made, made, made)


def test_the_same_seed_tries_the_same(tmp_path) -> None:
    held = tokens.Known(("A" * 29,), ("B" * 29,), ("C" * 29, "D" * 29))
    first, again = (
        [trick(chance, held) for chance in [random.Random(3)] for trick in TRICKS.values()] for _ in range(2)
    )
    assert first == again
