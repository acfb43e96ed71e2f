"""Streams of ESC/POS, ours and other people's, become what they ask for."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printer.decoder import Decoder
from printer.operations import (
    AutoStatus,
    Barcode,
    Columns,
    CounterRequest,
    Cut,
    Eject,
    Feed,
    Fence,
    IdentityRequest,
    LineFeed,
    Mark,
    Move,
    PageArea,
    PageBegin,
    PageDown,
    PageEnd,
    PageTurn,
    Pulse,
    Qr,
    Raster,
    RealTime,
    Reset,
    Return,
    Set,
    Setting,
    Skipped,
    StatusRequest,
    Tab,
    Tabs,
    Text,
    Unknown,
)
from printer.picture import draw
from tests.printer.words import profile


def read(data, *, hanzi=True):
    decoder = Decoder(hanzi=hanzi)
    return [*decoder.feed(data), *decoder.finish()]


def text_of(operations):
    return "".join(operation.text for operation in operations if isinstance(operation, Text))


def joined(operations):
    """Letters of one width in one piece, however they arrived."""
    result = []
    for operation in operations:
        if isinstance(operation, RealTime):
            continue
        last = result[-1] if result else None
        if isinstance(operation, Text) and isinstance(last, Text) and last.hanzi == operation.hanzi:
            result[-1] = Text(last.text + operation.text, last.hanzi)
        else:
            result.append(operation)
    return result


@pytest.mark.parametrize(
    ("data", "operations"),
    [
        (b"\x1b@", [Reset()]),
        (b"\x1ba\x02", [Set(Setting.ALIGN, 2)]),
        (b"\x1ba1", [Set(Setting.ALIGN, 1)]),
        (b"\x1bd\x03", [LineFeed(3)]),
        (b"\x1bJ\x28", [Feed(40)]),
        (b"\x1bE\x01", [Set(Setting.BOLD, 1)]),
        (b"\x1bG0", [Set(Setting.BOLD, 0)]),
        (b"\x1b-2", [Set(Setting.UNDERLINE, 2)]),
        (b"\x1bM\x01", [Set(Setting.FONT, 1)]),
        (b"\x1b3\x1c", [Set(Setting.LINE_SPACING, 28)]),
        (b"\x1b2", [Set(Setting.LINE_SPACING, -1)]),
        (b"\x1b{\x01", [Set(Setting.UPSIDE_DOWN, 1)]),
        (b"\x1bV\x01", [Set(Setting.ROTATED, 1)]),
        (b"\x1b \x04", [Set(Setting.LETTER_SPACING, 4)]),
        (b"\x1b$\x2c\x01", [Move(300, relative=False)]),
        (b"\x1b\\\xfe\xff", [Move(-2, relative=True)]),
        (b"\x1bD\x08\x10\x00", [Tabs((8, 16))]),
        (b"\x1bp\x00\x20\x40", [Pulse(0)]),
        (b"\x1b=\x00", [Set(Setting.PERIPHERAL, 0)]),
        (b"\x1b*\x21\x01\x00\x80\x00\x01", [Columns(24, b"\x80\x00\x01")]),
        (b"\x1b*\x00\x02\x00\x80\x01", [Columns(8, b"\x80\x01", across=2, down=3)]),
        (b"\x1d!\x57", [Set(Setting.WIDE, 6), Set(Setting.TALL, 8)]),
        (b"\x1dB\x01", [Set(Setting.INVERTED, 1)]),
        (b"\x1db\x01", [Set(Setting.SMOOTH, 1)]),
        (b"\x1dL\x10\x00", [Set(Setting.LEFT_MARGIN, 16)]),
        (b"\x1dW\x80\x01", [Set(Setting.AREA_WIDTH, 384)]),
        (b"\x1dP\xcb\xcb", [Set(Setting.UNIT_ACROSS, 203), Set(Setting.UNIT_DOWN, 203)]),
        (b"\x1dV\x00", [Cut(full=True, feed=None)]),
        (b"\x1dV1", [Cut(full=False, feed=None)]),
        (b"\x1dVB\x10", [Cut(full=False, feed=16)]),
        (b"\x1bi", [Cut(full=True, feed=None)]),
        (b"\x1bm", [Cut(full=False, feed=None)]),
        (b"\x1dv0\x03\x02\x00\x01\x00\xaa\x55", [Raster(2, b"\xaa\x55", across=2, down=2)]),
        (b"\x1da\x0f", [AutoStatus(15)]),
        (b"\x1dr\x01", [StatusRequest(1)]),
        (b"\x1dI\x43", [IdentityRequest(0x43)]),
        (b"\x1d(H\x06\x0000P0A7", [Fence(b"P0A7")]),
        (
            b"\x1c!\x0c",
            [Set(Setting.HANZI_WIDE, 2), Set(Setting.HANZI_TALL, 2), Set(Setting.HANZI_UNDERLINE, 0)],
        ),
        (b"\x1cW\x01", [Set(Setting.HANZI_WIDE, 2), Set(Setting.HANZI_TALL, 2)]),
        (b"\x1cS\x01\x02", [Set(Setting.HANZI_LEFT, 1), Set(Setting.HANZI_RIGHT, 2)]),
        (b"\x1c-\x01", [Set(Setting.HANZI_UNDERLINE, 1)]),
        (b"\t\r\n", [Tab(), Return(), LineFeed()]),
    ],
)
def test_each_command_says_what_it_says(data, operations):
    assert read(data) == operations


def test_print_mode_sets_font_weight_size_and_underline_at_once():
    assert read(b"\x1b!\xb9") == [
        Set(Setting.FONT, 1),
        Set(Setting.BOLD, 1),
        Set(Setting.WIDE, 2),
        Set(Setting.TALL, 2),
        Set(Setting.UNDERLINE, 1),
    ]


def test_a_qr_code_is_set_up_stored_and_printed():
    data = (
        b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E3"
        b"\x1d(k\x08\x001P0HELLO\x1d(k\x03\x001Q0\x1d(k\x03\x001Q0"
    )
    assert read(data) == [Qr(b"HELLO", 6, "H")] * 2


@pytest.mark.parametrize(
    ("store", "show"),
    [
        (b"\x1d(L\x0c\x000p0\x01\x011\x10\x00\x01\x00\xaa\x55", b"\x1d(L\x02\x0002"),
        (b"\x1d8L\x0c\x00\x00\x000p0\x01\x011\x10\x00\x01\x00\xaa\x55", b"\x1d(L\x02\x000\x02"),
    ],
)
def test_stored_graphics_are_printed_when_asked(store, show):
    assert read(store) == []
    assert read(store + show) == [Raster(2, b"\xaa\x55")]


def test_a_barcode_is_read_in_both_spellings():
    assert read(b"\x1dh\x50\x1dw\x02\x1dk\x04ABC\x00") == [Barcode(4, b"ABC", 80, 2)]
    assert read(b"\x1dk\x49\x04{B12x") == [Barcode(73, b"{B12", 162, 3), Text("x")]
    assert read(b"\x1dH2\x1df1\x1dk\x05\x31\x32\x00") == [Barcode(5, b"12", 162, 3, letters=2, small=True)]


def test_chinese_mode_reads_one_two_and_four_bytes():
    assert read("工A喆𠮷é".encode("gb18030")) == [
        Text("工", hanzi=True),
        Text("A"),
        Text("喆𠮷é", hanzi=True),
    ]
    assert read("✓".encode("gb18030")) == [Text("✓")]


def test_outside_chinese_mode_letters_are_of_the_code_page():
    assert read(b"\x1c.\x82\x1bt\x10\x80\xe9\x1bt\x01\xb1\x95") == [Text("é"), Text("€é"), Text("ｱ─")]
    assert read(b"\x1bR\x02[\\]", hanzi=False) == [Text("ÄÖÜ")]


def test_a_reset_returns_to_the_mode_the_printer_wakes_up_in():
    assert text_of(read(b"\x1c.\x1b@\xb9\xa4")) == "工"
    assert text_of(read(b"\x1c&\x1b@\x82", hanzi=False)) == "é"


def test_a_broken_letter_is_one_unknown_sign_and_the_command_behind_it_counts():
    assert read(b"\xb9\n") == [Text("\ufffd", hanzi=True), LineFeed()]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1d(A\x02\x00\x00\x02", b"\x1c(A\x02\x000\x00", b"\x1bc5\x01", b"\x18",
        b"\x1b&\x03\x41\x41\x01abc", b"\x1c2\xfe\xa1" + b"A" * 72, b"\x1d*\x01\x01" + b"A" * 8,
        b"\x06", b"\x1b\x06\x01", b"\x1d\xe0\x01",
        b"\x1d^\x01\x02\x03", b"\x1b%\x01", b"\x1d(D\x03\x00\x14ab",
    ],
)  # fmt: skip
def test_a_command_that_prints_nothing_here_is_taken_whole(data):
    assert read(data + b"x") == [Skipped(data), Text("x")]


def test_a_symbol_that_is_not_drawn_is_told_to_be_unknown():
    assert read(b"\x1d(k\x03\x000Q0x") == [Unknown(b"\x1d(k\x03\x000Q0"), Text("x")]


@pytest.mark.parametrize(
    ("data", "operations"),
    [
        (b"\x1de\x05x", [Eject(5), Text("x")]),
        (b"\x1de\x03\x0cx", [Eject(3, 12), Text("x")]),
        (b"\x1d\xe2\x1d\xe5", [CounterRequest(0xE2), CounterRequest(0xE5)]),
        (b"\x17", [Mark()]),
    ],
)
def test_what_only_kiosk_printers_know_is_read_too(data, operations):
    assert read(data) == operations


def test_a_page_is_laid_out_and_printed_or_forgotten():
    data = (
        b"\x1bL\x1bW\x08\x00\x10\x00\x40\x01\x80\x00\x1bT\x02\x1d$\x18\x00\x1d\\\xfc\xff"
        b"a\x1b\x0c\x18\x0c\x1bL\x1bSb\x0c"
    )
    assert read(data) == [
        PageBegin(),
        PageArea(8, 16, 320, 128),
        PageTurn(2),
        PageDown(24, relative=False),
        PageDown(-4, relative=True),
        Text("a"),
        PageEnd(printed=True, leave=False),
        PageEnd(printed=False, leave=False),
        PageEnd(printed=True, leave=True),
        PageBegin(),
        PageEnd(printed=False, leave=True),
        Text("b"),
        LineFeed(),
    ]


@pytest.mark.parametrize(
    ("data", "operations"),
    [
        (b"\x1bz", [Unknown(b"\x1bz")]),
        (b"\x1b\x1b@", [Unknown(b"\x1b"), Reset()]),
        (b"\x00", [Unknown(b"\x00")]),
    ],
)
def test_what_nobody_knows_is_recorded_and_the_rest_is_read_on(data, operations):
    assert read(data + b"ok") == [*operations, Text("ok")]


def test_a_real_time_command_is_obeyed_first_and_stays_data_within_data():
    raster = b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01"
    assert read(raster) == [RealTime(b"\x10\x04\x01"), Raster(3, b"\x10\x04\x01")]
    assert read(b"ab\x10\x04\x02cd") == [RealTime(b"\x10\x04\x02"), Text("ab"), Text("cd")]


def test_a_command_that_never_ends_is_told_at_the_end():
    assert read(b"\x1dv0\x00\xff\x00\xff\x00abc") == [Unknown(b"\x1dv0\x00\xff\x00\xff\x00abc")]


def test_a_picture_of_many_megabytes_is_no_picture():
    assert read(b"\x1d8L\xff\xff\xff\xff0p0ab")[0] == Unknown(b"\x1d8")


LIKELY = st.sampled_from(
    [0x1B, 0x1D, 0x1C, 0x10, 0x04, 0x14, 0x00, 0x28, 0x6B, 0x4C, 0x2A, 0x76, 0x30, 0x38, 0x81, 0xB9, 0xFF]
)
STREAMS = st.lists(st.one_of(LIKELY, st.integers(0, 255)), max_size=120).map(bytes)


@given(STREAMS, st.booleans())
def test_any_bytes_are_read_to_the_end(data, hanzi):
    decoder = Decoder(hanzi=hanzi)
    decoder.feed(data)
    decoder.finish()
    assert decoder.feed(b"\n") == [LineFeed()]


@given(STREAMS, st.integers(1, 7))
def test_a_stream_says_the_same_however_it_is_cut(data, size):
    decoder = Decoder()
    pieces = [
        operation for at in range(0, len(data), size) for operation in decoder.feed(data[at : at + size])
    ]
    assert joined([*pieces, *decoder.finish()]) == joined(read(data))


@pytest.fixture(scope="module")
def dummy():
    """A printer of python-escpos that keeps its bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from escpos.printer import Dummy  # noqa: PLC0415 - warns when it is imported
    return Dummy


def test_a_receipt_of_python_escpos_is_read(dummy):
    printer = dummy()
    printer.set(align="center", bold=True, double_width=True, double_height=True)
    printer.text("Receipt\n")
    printer.set_with_default()
    printer.text("Café 5€\n")
    printer.text("工行\n")
    printer.qr("https://q.example/t", native=True, size=5)
    printer.barcode("4006381333931", "EAN13", 64, 2, "", "", check=False)
    printer.cut()
    # It sends the letters of a code page and those of GB18030 alike: only a printer that is in
    # Chinese mode reads the second kind, and none reads both.
    chinese = read(printer.output)
    latin = read(printer.output, hanzi=False)
    assert "Receipt" in text_of(latin)
    assert "Café 5€" in text_of(latin)
    assert "工行" in text_of(chinese)
    assert Qr(b"https://q.example/t", 5, "L") in latin
    assert any(isinstance(operation, Barcode) and operation.height == 64 for operation in latin)
    assert latin[-2:] == [LineFeed(6), Cut(full=True, feed=None)]
    assert Set(Setting.BOLD, 1) in latin
    assert Set(Setting.ALIGN, 1) in latin


@pytest.mark.parametrize("way", ["bitImageRaster", "graphics", "bitImageColumn"])
def test_a_picture_of_python_escpos_arrives_dot_for_dot(dummy, way):
    source = Image.new("1", (64, 48), 255)
    source.paste(0, (3, 5, 40, 30))
    source.paste(255, (10, 10, 11, 20))
    printer = dummy()
    printer.image(source, impl=way)
    sheet = draw(read(printer.output), profile())[0]
    assert ImageChops.difference(sheet.crop((0, 0, 64, 48)), source).getbbox() is None
