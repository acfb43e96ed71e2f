"""The poster: its words in both languages, within its edges, as a PDF of letters and as a picture."""

from __future__ import annotations

import io
import re
import zlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PIL import Image

from config.branch import SAMPLE, load
from config.phrases import load as load_phrases
from kiosk.peaks.outlook import Outlook, Slot, outlook_of
from ui.paper.ink import Ink
from ui.poster.pdf import PdfSheet
from ui.poster.picture import PictureSheet
from ui.poster.poster import Facts, colours, draw
from ui.poster.sheet import TALL, WIDE, Align

RUSH = (1, 2, 12, 24, 26, 25, 14, 6, 3, 2, 2, 2, 2, 1, 1, 1)
MADE = date(2026, 11, 23)


class Noted:
    """A sheet that only notes what is put on it, with letters as wide as they are high."""

    def __init__(self):
        self.texts = []
        self.boxes = []

    def box(self, left, top, wide, tall, fill, *, line=None, radius=0):
        self.boxes.append((left, top, wide, tall, fill))

    def text(self, left, ground, text, letters):
        self.texts.append((left, ground, text, letters))

    def width(self, text, letters):
        return letters.size * sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in text)

    @property
    def words(self):
        return [text for _, _, text, _ in self.texts]


def week(minutes=RUSH, closed=(6,)):
    days = []
    for n in range(7):
        day = date(2026, 11, 23) + timedelta(days=n)
        slots = [Slot(time(9 + k // 2, k % 2 * 30), 5.0, float(each)) for k, each in enumerate(minutes)]
        days.append(Outlook(day, (), 30) if n in closed else outlook_of(day, slots, 30, days=12))
    return days


def facts(own="zh_CN", other="en", **more):
    hours = ["" if n == 6 else "09:00-17:00" for n in range(7)]
    second = load_phrases(other) if other else None
    return Facts(load(SAMPLE), week(**more), hours, MADE, load_phrases(own), second)


def drawn(**more):
    sheet = Noted()
    draw(sheet, facts(**more))
    return sheet


def test_it_says_when_and_how_long_in_both_languages():
    words = drawn().words
    assert {"服务高峰提示", "When it is busy, and when to come", "10:30-12:00", "12:30以后"} <= set(words)
    assert {"约25分钟", "about 25 min", "约2分钟", "about 2 min"} <= set(words)
    assert any("12个营业日" in each and "2026-11-23" in each for each in words)


def test_each_half_hour_of_each_open_day_has_its_minutes():
    figures = [
        text for _, _, text, letters in drawn().texts if letters.align is Align.CENTRE and text.isdigit()
    ]
    assert figures[:16] == [
        "1",
        "2",
        "10",
        "25",
        "25",
        "25",
        "15",
        "6",
        "3",
        "2",
        "2",
        "2",
        "2",
        "1",
        "1",
        "1",
    ]
    assert len(figures) == 6 * 16


def test_a_closed_day_says_so_and_an_open_one_its_hours():
    words = drawn().words
    assert words.count("休息  Closed") == 1
    assert words.count("09:00-17:00") == 6


def test_english_may_lead():
    words = drawn(own="en", other="zh_CN").words
    assert words.index("Monday") < words.index("星期一")
    assert "After 12:30" in words


def test_a_branch_of_one_language_speaks_it_alone():
    assert not [each for each in drawn(other=None).words if each == "Monday"]


def test_where_no_time_stands_out_it_says_just_that():
    words = drawn(minutes=(2,) * 16).words
    assert load_phrases("zh_CN")("poster.even") in words
    assert load_phrases("zh_CN")("poster.busy") not in words


@pytest.mark.parametrize("own", ["zh_CN", "en"])
@pytest.mark.parametrize("minutes", [RUSH, RUSH + (1,) * 12], ids=["usual", "fourteen hours"])
def test_nothing_stands_beyond_the_edge(own, minutes):
    sheet = drawn(own=own, other="en" if own == "zh_CN" else "zh_CN", minutes=minutes)
    assert all(left >= 0 and left + wide <= WIDE + 0.01 for left, _, wide, _, _ in sheet.boxes)
    assert all(top >= 0 and top + tall <= TALL + 0.01 for _, top, _, tall, _ in sheet.boxes)
    for left, ground, text, letters in sheet.texts:
        right = left + sheet.width(text, letters) * (0.5 if letters.align is Align.CENTRE else 1)
        assert 0 < ground < TALL - 8, text
        assert right < WIDE - 10, text


@pytest.mark.parametrize(
    ("minutes", "ground"),
    [
        (0, Ink.JADE_TINT),
        (4.4, Ink.JADE_TINT),
        (5, Ink.AMBER_TINT),
        (9.6, Ink.AMBER_MIDDLE),
        (20, Ink.AMBER_STRONG),
    ],
)
def test_a_colour_never_disagrees_with_its_figure(minutes, ground):
    assert colours(minutes)[0] is ground


def test_the_pdf_is_one_a3_page_of_letters_with_a_small_subset_of_the_font():
    made = datetime(2026, 11, 23, 9, tzinfo=UTC)
    files = []
    for _ in range(2):
        sheet = PdfSheet("服务高峰提示", "zh_CN", made)
        draw(sheet, facts())
        files.append(sheet.bytes())
    pdf = files[0]
    assert len(pdf) < 120_000
    assert files[0] == files[1]
    assert pdf.count(b"/Type /Page\n") == 1
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [round(float(each) / 72 * 25.4) for each in box.groups()] == [WIDE, TALL]
    assert b"/ToUnicode" in pdf
    assert b"/Subtype /Image" not in pdf
    streams = [zlib.decompress(each) for each in re.findall(rb"stream\n(\x78.*?)\nendstream", pdf, re.DOTALL)]
    assert sum(each.count(b" Tj") for each in streams) > 100


def test_the_picture_is_a3_at_300_dots_an_inch():
    sheet = PictureSheet()
    draw(sheet, facts())
    picture = Image.open(io.BytesIO(sheet.bytes()))
    assert picture.size == (3508, 4961)
    assert round(picture.info["dpi"][0]) == 300
    # The busiest half hour of Monday is deep amber, the first one jade.
    colours_seen = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 24)}
    assert {tuple(bytes.fromhex(ink.value[1:])) for ink in (Ink.AMBER_STRONG, Ink.JADE_TINT)} <= colours_seen
