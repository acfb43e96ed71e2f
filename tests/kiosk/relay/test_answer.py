"""What an answer means, and the pause that it asks for."""

from __future__ import annotations

import pytest

from kiosk.relay.answer import Meaning, answer_of, kept_s

NOW = 1_795_572_000.0
"""Wed, 25 Nov 2026 02:00:00 GMT."""


@pytest.mark.parametrize(
    ("statuses", "meaning"),
    [
        ((200, 201, 202, 204, 299, 409), Meaning.DELIVERED),
        ((408, 429, 500, 502, 503, 504, 599, 301, 302, 307, 308, 304), Meaning.LATER),
        ((400, 401, 403, 404, 405, 410, 413, 415, 422, 451, 499), Meaning.REFUSED),
    ],
)
def test_a_status_means_what_the_contract_says(statuses, meaning):
    assert {answer_of(status, None, NOW).meaning for status in statuses} == {meaning}


@pytest.mark.parametrize(
    ("date", "meaning", "told"),
    [
        (None, Meaning.REFUSED, ""),
        ("soon", Meaning.REFUSED, ""),
        ("Wed, 25 Nov 2026 02:05:00 GMT", Meaning.REFUSED, ""),
        ("Wed, 25 Nov 2026 02:05:01 GMT", Meaning.LATER, "5 min behind"),
        ("Wed, 25 Nov 2026 01:55:00 GMT", Meaning.REFUSED, ""),
        ("Wed, 25 Nov 2026 00:00:00 GMT", Meaning.LATER, "120 min ahead of"),
    ],
)
def test_a_signature_is_doubted_later_where_our_own_clock_is_far_off(date, meaning, told):
    answer = answer_of(401, None, NOW, date)
    what = f"HTTP 401, and this box's clock is {told} the server's: set date and time" if told else "HTTP 401"
    assert (answer.meaning, answer.detail) == (meaning, what)
    assert answer_of(422, None, NOW, date).meaning is Meaning.REFUSED


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Wed, 25 Nov 2026 02:00:30 GMT", 30.0),
        ("Wed, 25 Nov 2026 01:00:00 GMT", 0.0),
        ("Wednesday, 25-Nov-26 02:00:30 GMT", 30.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("١٢", None),
        ("9" * 400, None),
        ("Wed, 99 Nov 2026 02:00:30 GMT", None),
    ],
)
def test_a_pause_is_asked_for_in_seconds_or_by_a_date(said, seconds):
    assert kept_s(said, NOW) == seconds


def test_the_servers_own_words_are_not_repeated():
    assert answer_of(422, None, NOW).detail == "HTTP 422"
