"""Page mode: what is laid out in an area comes out in its place and direction, as a whole or not at all."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from printer.picture import sheets
from tests.printer.words import profile

BEGIN, PRINT, PRINT_AND_STAY, FORGET = b"\x1bL", b"\x0c", b"\x1b\x0c", b"\x1bS"


def area(left, top, wide, tall):
    return b"\x1bW" + b"".join(number.to_bytes(2, "little") for number in (left, top, wide, tall))


def drawn(data):
    return ImageChops.invert(sheets(data, profile(hanzi="none"))[0])


def ink(sheet):
    return sheet.getbbox()


def word(wide, tall):
    """A word in standard mode, as large as the area it is compared with."""
    box = Image.new("1", (wide, tall))
    box.paste(drawn(b"A023\n").crop((0, 0, 48, 24)), (0, 0))
    return box


@pytest.mark.parametrize(
    ("direction", "turn"),
    [
        (0, None),
        (1, Image.Transpose.ROTATE_90),
        (2, Image.Transpose.ROTATE_180),
        (3, Image.Transpose.ROTATE_270),
    ],
)
def test_a_word_stands_at_the_corner_of_its_area_in_each_direction(direction, turn):
    sheet = drawn(BEGIN + area(100, 40, 200, 120) + b"\x1bT" + bytes((direction,)) + b"A023" + PRINT)
    written = word(120, 200) if direction & 1 else word(200, 120)
    expected = written.transpose(turn) if turn is not None else written
    assert sheet.height == 160
    assert ImageChops.logical_xor(sheet.crop((100, 40, 300, 160)), expected).getbbox() is None
    assert sheet.crop((0, 0, 576, 40)).getbbox() is None


def test_lines_go_down_by_their_spacing_and_wrap_at_the_area():
    sheet = drawn(BEGIN + area(0, 0, 48, 90) + b"\x1b3\x1e" + b"A023A023" + PRINT)
    assert ImageChops.logical_xor(sheet.crop((0, 0, 48, 24)), sheet.crop((0, 30, 48, 54))).getbbox() is None


def test_a_position_down_the_page_is_kept():
    low = drawn(BEGIN + area(0, 0, 200, 200) + b"\x1d$\x7c\x00" + b"A023" + PRINT)
    again = drawn(BEGIN + area(0, 0, 200, 200) + b"\x1d$\x68\x00\x1d\\\x14\x00" + b"A023" + PRINT)
    top = drawn(b"A023\n")
    assert ink(low) == (ink(top)[0], ink(top)[1] + 100, ink(top)[2], ink(top)[3] + 100)
    assert ink(again) == ink(low)


def test_two_areas_of_a_page_come_out_together():
    sheet = drawn(BEGIN + area(0, 0, 100, 50) + b"A" + area(300, 0, 100, 50) + b"B" + PRINT)
    assert sheet.crop((0, 0, 100, 50)).getbbox()
    assert sheet.crop((300, 0, 400, 50)).getbbox()


def test_a_page_that_was_not_printed_leaves_nothing():
    assert ink(drawn(BEGIN + b"A023" + FORGET)) is None
    assert ink(drawn(BEGIN + b"A023" + b"\x18" + PRINT)) is None
    assert ink(drawn(BEGIN + b"A023" + b"\x1b@" + b"\n")) is None


def test_a_page_that_is_kept_comes_out_twice():
    page = BEGIN + area(0, 0, 200, 50) + b"A023"
    once, twice = drawn(page + PRINT), drawn(page + PRINT_AND_STAY + PRINT)
    assert twice.height == 2 * once.height
    assert ImageChops.logical_xor(twice.crop((0, 50, 576, 100)), once).getbbox() is None


def test_what_follows_a_page_is_lines_again():
    sheet = drawn(BEGIN + area(0, 0, 200, 50) + b"A023" + PRINT + b"A023\n")
    assert sheet.crop((0, 50, 576, 80)).getbbox()


def test_hostile_areas_take_no_more_room_than_a_page_has():
    sheet = drawn(BEGIN + area(65_535, 65_535, 65_535, 65_535) + b"\x1bT\x03" + b"A023" * 50 + PRINT)
    assert sheet.height <= 2_400
