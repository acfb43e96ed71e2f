"""The clock everything is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.clock import branch_clock, elapsed_s, shift_to

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)


def test_the_branch_has_the_time_of_its_own_zone():
    told = branch_clock("Asia/Shanghai")()
    assert told.utcoffset() == timedelta(hours=8)
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_moved_clock_runs_on_from_where_it_was_put():
    clock = branch_clock(
        "Europe/Berlin", shift_to(datetime.fromisoformat("2026-11-25T12:00"), "Europe/Berlin")
    )
    first, second = clock(), clock()
    assert timedelta() <= first - NOON < timedelta(minutes=1)
    assert second >= first


def test_a_time_with_an_offset_is_taken_at_its_word():
    at_noon = shift_to(NOON.astimezone(UTC), "Asia/Shanghai")
    assert abs(at_noon - shift_to(datetime.fromisoformat("2026-11-25T12:00"), "Europe/Berlin")) < timedelta(
        minutes=1
    )


def test_an_hour_is_an_hour_when_the_clocks_are_turned_back():
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert elapsed_s(before, before.replace(fold=1)) == 3600


def test_no_time_between_two_moments_is_negative():
    assert elapsed_s(NOON, NOON - timedelta(hours=1)) == 0
    assert elapsed_s(NOON - timedelta(hours=1), NOON) == 3600
