"""Lines as pictures: the same look as native lines, and harmless on the wire."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from config.profile import Hanzi
from printer.decoder import Decoder
from printer.escpos import compile_ticket
from printer.layout import ticket_lines
from printer.lines import Align, Look, QrLine, Run, TextLine
from printer.operations import Raster, Text
from printer.picture import picture
from printer.raster import banded, bands
from printer.realtime import harmless
from tests.printer.words import BRANCH, LINK, PROFILES, TICKET, both, phrases, profile

PAIRS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
ODD = both("喆镕堃𠮷€①业务", "喆镕堃𠮷€① service")


def differing_dots(one, other):
    assert one.size == other.size
    return ImageChops.difference(one.convert("L"), other.convert("L")).histogram()[255]


@pytest.mark.parametrize(
    "look", [Look(), Look(2, 2), Look(1, 2, bold=True), Look(2, 2, inverted=True), Look(small=True)]
)
@pytest.mark.parametrize("align", Align)
@pytest.mark.parametrize("smoothing", [True, False])
def test_a_rasterised_line_looks_the_same_as_a_native_one(look, align, smoothing):
    lines = [TextLine((Run("现金服务区 → 1-3号", look), Run(" 喆€①")), align), TextLine((Run("next"),))]
    native = profile(smoothing=smoothing)
    raster = picture(lines, replace(native, hanzi=Hanzi.NONE))
    # A dot is added wherever the picture would have been a command to the printer.
    assert differing_dots(picture(lines, native), raster) <= 2


@pytest.mark.parametrize("changes", [{"language": "zh_CN"}, {"language": "en"}, {"large": True}])
def test_a_printer_without_chinese_prints_the_same_ticket(changes):
    ticket = replace(TICKET, **changes)
    lines = ticket_lines(ticket, BRANCH, profile(), phrases=phrases, link=LINK)
    latin = profile("latin-80")
    assert differing_dots(picture(lines, profile()), picture(lines, latin)) <= 5


@pytest.mark.parametrize("profile_id", PROFILES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_rare_letters_in_a_service_name_change_its_line_alone(profile_id, language):
    printer = profile(profile_id)
    odd = replace(BRANCH, services=(replace(BRANCH.services[0], name=ODD), *BRANCH.services[1:]))
    plain = replace(
        BRANCH,
        services=(
            replace(BRANCH.services[0], name=both("喆镕堃吉€①业务", "喆镕堃吉€① service")),
            *BRANCH.services[1:],
        ),
    )
    ticket = replace(TICKET, language=language)
    one, other = (
        picture(ticket_lines(ticket, branch, printer, phrases=phrases, link=LINK), printer)
        for branch in (odd, plain)
    )
    box = ImageChops.difference(one.convert("L"), other.convert("L")).getbbox()
    # 𠮷 differs from 吉 by one stroke, in both languages; all else stands dot for dot where it stood.
    assert box[2] - box[0] <= 4 * 24
    assert box[3] - box[1] <= 5 * 24


def test_a_line_is_sent_without_its_white_edges():
    dots = Image.new("1", (576, 100))
    dots.paste(255, (8, 40, 24, 50))
    assert banded(dots) == b"\x1bJ\x28\x1dv0\x00\x03\x00\x0a\x00" + b"\x00\xff\xff" * 10 + b"\x1bJ\x32"


def test_a_white_picture_is_a_feed():
    assert banded(Image.new("1", (576, 30))) == b"\x1bJ\x1e"


def test_a_high_picture_is_sent_in_bands():
    dots = Image.new("1", (16, 150), 255)
    rasters = [operation for operation in Decoder().feed(banded(dots)) if isinstance(operation, Raster)]
    assert [len(raster.data) // raster.row_bytes for raster in rasters] == [64, 64, 22]


@pytest.mark.parametrize("buffer", [1024, 4096, 65_536])
def test_no_band_of_a_line_takes_more_than_a_quarter_of_the_buffer(buffer):
    line = TextLine((Run("喆" * 6, Look(4, 4)),))
    sent = bands(line, profile("latin-80", buffer_bytes=buffer))
    rasters = [operation for operation in Decoder().feed(sent) if isinstance(operation, Raster)]
    assert all(len(raster.data) <= buffer // 4 for raster in rasters)
    whole = bands(line, profile("latin-80"))
    assert sum(len(raster.data) for raster in rasters) >= len(whole) / 2


@given(st.binary(max_size=200).map(lambda data: data.replace(b"\x00", b"\x10").replace(b"\x01", b"\x04")))
def test_no_data_holds_a_real_time_command_and_only_single_dots_are_added(data):
    safe = harmless(data)
    assert not any(pair in safe for pair in PAIRS)
    assert all(after in {before, 0x18} for before, after in zip(data, safe, strict=True))


@given(st.lists(st.sampled_from([0x00, 0x10, 0x04, 0x05, 0x14, 0xFF]), min_size=6, max_size=120))
def test_no_picture_in_bands_holds_a_real_time_command(rows):
    dots = Image.frombytes("1", (16, len(rows) // 2), bytes(rows[: len(rows) // 2 * 2]))
    assert not any(pair in banded(dots) for pair in PAIRS)


def test_a_qr_code_as_a_picture_is_the_one_the_printer_draws():
    lines = [QrLine(LINK, 4), TextLine((Run("below"),))]
    assert differing_dots(picture(lines, profile()), picture(lines, profile(native_qr=False))) <= 2


RARE = "㐂𠮷㑇㕮㧐㬎㸆䏝䓖䗖䲟𠅤𠙶𨙸𨱇𫍣𫖯𬱖𬺓"
"""Surnames and given names of the third level of the table of standard characters, and beyond."""


@pytest.mark.parametrize("letter", RARE)
@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_rare_name_is_drawn_and_not_boxed_and_its_neighbours_stay_letters(letter, profile_id):
    printer = profile(profile_id)
    lines = [TextLine((Run("before"),)), TextLine((Run(f"{letter}先生"),)), TextLine((Run("behind"),))]
    operations = Decoder(hanzi=printer.hanzi is not Hanzi.NONE).feed(compile_ticket(lines, printer))
    assert any(isinstance(operation, Raster) for operation in operations)
    assert [one.text for one in operations if isinstance(one, Text)] == ["before", "behind"]
    box = picture([TextLine((Run("\U0003fff0先生"),))], profile(hanzi=Hanzi.NONE))
    drawn = picture([TextLine((Run(f"{letter}先生"),))], profile(hanzi=Hanzi.NONE))
    assert differing_dots(drawn, box) > 20
