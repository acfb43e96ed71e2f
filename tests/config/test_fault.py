"""A fault as a sentence."""

from __future__ import annotations

from datetime import date, time

import pytest

from config.fault import ConfigError, Fault, did_you_mean, nearest, shown


def test_a_fault_names_file_key_value_bound_and_hint() -> None:
    fault = Fault("services.toml", "services.cash.zone", "cahs", "one of cash, vip", "Did you mean cash?")
    sentence = 'services.toml: services.cash.zone is "cahs"; it must be one of cash, vip. Did you mean cash?'
    assert str(fault) == sentence


def test_a_fault_of_a_whole_file_needs_no_key() -> None:
    assert str(Fault("hours.toml", "", None, says="is missing")) == "hours.toml is missing."


def test_a_key_of_escape_sequences_cannot_reach_the_terminal() -> None:
    assert "\x1b" not in str(Fault("a\x1b.toml", "b\x1b[2J" + "c" * 500, "\x1b", says="is odd"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (-(10**4_000), "a number far too large"),
        (1.5, "1.5"),
        ("a\tb", '"a\\tb"'),
        ("长" * 100, '"' + "长" * 80 + '…"'),
        (date(2026, 10, 1), "2026-10-01"),
        (time(9), "09:00:00"),
        ({}, "an empty table"),
        ({"a": 1}, "a table"),
        ([], "an empty list"),
        ([1, 2], "a list of 2"),
    ],
)
def test_any_value_can_stand_in_a_sentence(value: object, words: str) -> None:
    assert shown(value) == words


@pytest.mark.parametrize("secret", ["s3cret", "s3/cr@et", ""])
def test_a_password_in_an_address_is_never_shown(secret: str) -> None:
    assert shown(f"postgresql://kiosk:{secret}@db/lobby") == '"postgresql://kiosk:…@db/lobby"'
    assert shown("https://q.bank.example:8443") == '"https://q.bank.example:8443"'


@pytest.mark.parametrize(
    ("wrong", "meant"), [("cahs", "cash"), ("CASH", "cash"), ("wealht", "wealth"), ("xyz", None), (3, None)]
)
def test_the_nearest_known_word_is_offered(wrong: object, meant: str | None) -> None:
    assert nearest(wrong, ["cash", "noncash", "wealth"]) == meant
    assert did_you_mean(wrong, ["cash", "noncash", "wealth"]) == (f"Did you mean {meant}?" if meant else "")


def test_the_error_lists_every_fault() -> None:
    faults = [Fault("a.toml", "x", 1, "2"), Fault("b.toml", "y", 3, "4")]
    error = ConfigError(faults)
    assert str(error) == "a.toml: x is 1; it must be 2.\nb.toml: y is 3; it must be 4."
    assert error.faults == tuple(faults)
