"""The peak chart on paper: rows of one width, the hours under their bars, "now" under its own."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.peaks.outlook import Slot, outlook_of
from printer.chart import chart_lines
from printer.columns import columns, width
from printer.layout import Setting
from tests.printer.test_layout import texts_of
from tests.printer.words import TICKET

DAY = date(2026, 11, 23)
RUSH = (1, 2, 12, 24, 26, 25, 14, 6, 3, 2, 2, 2, 2, 1, 1, 1)


def of(minutes, first=9):
    return outlook_of(
        DAY,
        [Slot(time(first + n // 2, n % 2 * 30), 5, float(each)) for n, each in enumerate(minutes)],
        30,
        days=9,
    )


def texts(outlook, at="11:40"):
    moment = datetime.fromisoformat(f"{DAY}T{at}")
    return [line.text for line in chart_lines(outlook, moment, "现在")]


def test_bars_hours_and_now():
    bars, hours, now = texts(of(RUSH))
    assert bars == "▁▁▄▇██▄▂▁▁▁▁▁▁▁▁"
    assert hours == "9   10  11  12  13  14  15  16  "
    assert now.index("▲") == 2 * 5
    assert {columns(each) for each in (bars, hours, now)} == {32}


def test_late_in_the_day_the_word_stands_before_the_mark():
    now = texts(of(RUSH), "16:45")[2]
    assert now.endswith("现在▲")
    assert columns(now) == 32


@pytest.mark.parametrize("at", ["08:50", "17:00"])
def test_outside_the_hours_now_is_not_marked(at):
    assert len(texts(of(RUSH), at)) == 2


def test_a_flat_day_has_no_chart():
    assert texts(of((5,) * 16)) == []


def test_a_long_day_is_drawn_by_hours():
    bars, hours, now = texts(of((*RUSH, 1, 1, 1, 1), first=8))
    assert bars[:4] == "▁▇█▄"
    assert hours.split() == ["8", "9", "10", "12", "14", "16"]
    assert now.index("▲") == 2 * 3


@given(st.lists(st.floats(0, 60), min_size=6, max_size=28), st.times())
def test_every_row_fits_the_narrowest_paper(minutes, at):
    lines = list(chart_lines(of(minutes, first=8), datetime.combine(DAY, at), "now"))
    assert all(width(line.text, line.runs[0].look) <= 384 for line in lines)
    assert len({columns(line.text) for line in lines}) <= 1


def test_the_ticket_says_it_in_both_languages_and_draws_it():
    told = texts_of(setting=Setting(outlook=of(RUSH)))
    assert "".join(told).count("▲") == 1
    assert [each for each in told if each.startswith("今日高峰10:30-12:00，约等25分钟")]
    assert [each for each in told if each.startswith("Busiest today 10:30-12:00, about 25 min")]


def test_a_ticket_of_a_flat_day_is_as_if_nothing_were_known():
    assert texts_of(setting=Setting(outlook=of((5,) * 16))) == texts_of() == texts_of(TICKET)
