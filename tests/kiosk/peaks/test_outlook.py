"""Windows in words: wide enough, worth coming for, and silence where no time stands out."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.phrases import load
from kiosk.peaks.outlook import Outlook, Slot, outlook_of, told_minutes, typical
from kiosk.peaks.words import hint_words

DAY = date(2026, 11, 23)
RUSH = (1, 2, 12, 24, 26, 25, 14, 6, 3, 2, 2, 2, 2, 1, 1, 1)


def slots(minutes, people=5.0):
    starts = [time(9 + n // 2, n % 2 * 30) for n in range(len(minutes))]
    return [
        Slot(start, people, None if each is None else float(each))
        for start, each in zip(starts, minutes, strict=True)
    ]


def of(*minutes, **more) -> Outlook:
    return outlook_of(DAY, slots(minutes), 30, **{"days": 9, **more})


def test_busiest_and_when_to_come_instead():
    found = of(*RUSH)
    assert (found.busy.start, found.busy.end, found.busy.minutes) == (time(10, 30), time(12, 0), 25)
    assert (found.quiet.start, found.quiet.end, found.quiet.to_close) == (time(12, 30), time(17, 0), True)
    assert found.quiet.minutes == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", "今日高峰10:30-12:00，约等25分钟；12:30以后约2分钟"),
        ("en", "Busiest today 10:30-12:00, about 25 min; after 12:30 about 2 min"),
    ],
)
def test_the_words(language, words):
    assert hint_words(of(*RUSH), load(language)) == words


def test_a_quiet_window_before_a_late_rush():
    found = of(1, 1, 1, 2, 2, 3, 4, 6, 9, 14, 24, 26, 25, 24, 22, 20)
    assert found.quiet.to_close is False
    assert found.quiet.end <= found.busy.start
    assert "以后" not in hint_words(found, load("zh_CN"))


def test_neighbours_nearly_as_busy_belong_to_the_busiest_window():
    found = of(1, 1, 18, 20, 20, 20, 17, 2, 1, 1, 1, 1)
    assert (found.busy.start, found.busy.end) == (time(10), time(12, 30))


@pytest.mark.parametrize(
    "minutes",
    [(12,) * 16, (0,) * 16, (1, 1, 1, 4, 4, 4, 1, 1, 1, 1, 1, 1), (20, 20, 20, 14, 14, 14, 14, 14, 14, 14)],
    ids=["flat", "nobody waits", "not worth it", "not half"],
)
def test_where_no_time_stands_out_nothing_is_said(minutes):
    found = of(*minutes)
    assert not found.is_told
    assert found.quiet is None
    assert hint_words(found, load("en")) == ""
    assert len(found.slots) == len(minutes)


def test_nothing_is_said_while_too_little_is_known_or_the_day_is_short():
    assert not of(*RUSH, is_known=False).is_told
    assert not of(1, 30, 30, 1, 1).is_told


def test_without_waits_people_are_told_of_and_no_minutes():
    people = [2, 3, 9, 12, 11, 5, 4, 3, 3, 3, 3, 2]
    given_slots = [Slot(time(9 + n // 2, n % 2 * 30), each, None) for n, each in enumerate(people)]
    found = outlook_of(DAY, given_slots, 30)
    assert found.busy.start == time(10)
    assert found.busy.minutes is found.quiet.minutes is None
    assert hint_words(found, load("en")) == "Busiest today 10:00-11:30; quieter after 11:30"


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, 1), (0.4, 1), (4.6, 5), (9.4, 9), (11, 10), (17, 15), (18, 20)]
)
def test_minutes_are_told_as_people_say_them(minutes, told):
    assert told_minutes(minutes) == told


def test_the_usual_day_of_a_week_leaves_out_what_few_days_have():
    long = of(*RUSH)
    short = outlook_of(DAY, slots(RUSH)[:12], 30)
    usual = typical([long, short, short])
    assert usual.slots[-1].start == time(14, 30)
    assert usual.busy == long.busy
    assert typical([Outlook(DAY, (), 30)]) is None


def test_the_slot_of_a_moment():
    found = of(*RUSH)
    assert (found.place_of(time(9, 29)), found.place_of(time(16, 59)), found.place_of(time(17))) == (
        0,
        15,
        None,
    )
    assert found.bars()[4] == 1


@given(st.lists(st.floats(0, 90), min_size=2, max_size=30))
def test_whatever_is_told_is_true_of_the_forecast(minutes):
    found = of(*minutes[:29])
    if found.busy is None:
        assert found.quiet is None
        return
    inside = {each.start: each.minutes for each in found.slots}

    def mean(window):
        held = [m for start, m in inside.items() if window.start <= start < window.end]
        return sum(held) / len(held)

    def long(window):
        return (window.end.hour - window.start.hour) * 60 + window.end.minute - window.start.minute

    assert mean(found.quiet) <= mean(found.busy) / 2
    assert mean(found.busy) - mean(found.quiet) >= 5
    assert min(long(found.busy), long(found.quiet)) >= 89
    assert found.quiet.start >= found.busy.end or found.quiet.end <= found.busy.start
    assert all(a.start < b.start for a, b in pairwise(found.slots))
