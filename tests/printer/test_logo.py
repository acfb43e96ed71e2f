"""A logo: stored once, printed by a few bytes, the same dots in any printer that can keep it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from config.profile import LogoWay, load_profile
from config.template import Row, RowKind, Template
from printer.decoder import Decoder
from printer.escpos import compile_ticket
from printer.kept import KeptPictures
from printer.layout import Setting, ticket_lines
from printer.lines import CutLine, LogoLine
from printer.logo import LIST, TALLEST, WIDEST, Logo, printing, sendable, storing, turned
from printer.operations import Forget, PrintKept, Raster, RealTime, Reset, Store, StoredRequest, Unknown
from printer.picture import picture, sheets
from tests.printer.words import BRANCH, LINK, TICKET, phrases

WAYS = (LogoWay.GRAPHICS, LogoWay.BIT_IMAGE)
PAIRS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
CUT = b"\x1dVB\x00"


def logo_of(data: bytes, wide: int = 64, tall: int = 24) -> Logo:
    size = wide * tall // 8
    return Logo(wide, tall, (data * size)[:size] if data else bytes(size))


NASTY = st.binary(min_size=1, max_size=60).map(
    lambda data: data.replace(b"\x00", b"\x10").replace(b"\x01", b"\x04").replace(b"\x02", b"\x14")
)
LOGOS = st.builds(
    lambda data, wide, tall: logo_of(data, wide * 8, tall * 8), NASTY, st.integers(2, 48), st.integers(2, 12)
)
MARK = Logo(64, 24, bytes(range(1, 193)))


def with_logo(profile, logo=MARK):
    template = Template(rows=(Row(kind=RowKind.LOGO), Row(kind=RowKind.NUMBER)))
    setting = Setting(lambda _: template, logo=logo)
    return ticket_lines(TICKET, BRANCH, profile, phrases=phrases, link=LINK, setting=setting)


@given(LOGOS)
def test_rows_turned_twice_are_as_before(logo):
    assert turned(turned(logo.rows, logo.wide, logo.tall), logo.tall, logo.wide) == logo.rows


@given(LOGOS, st.sampled_from(WAYS))
def test_what_is_stored_holds_no_real_time_command_and_only_dots_are_added(logo, way):
    safe = sendable(logo, way)
    data = storing(safe, way)
    assert not any(pair in data for pair in PAIRS)
    assert all(one | other == other for one, other in zip(logo.rows, safe.rows, strict=True))
    assert sendable(safe, way) == safe
    assert not [one for one in Decoder().feed(data) if isinstance(one, RealTime)]


@pytest.mark.parametrize("way", WAYS)
def test_no_size_of_a_logo_is_half_of_a_real_time_command(way):
    heads = {
        storing(Logo(wide, tall, b"\xff" * (wide * tall // 8)), way)[:16]
        for wide in range(16, WIDEST + 1, 8)
        for tall in range(16, TALLEST + 1, 56)
    }
    assert not [head for head in heads for one in Decoder().feed(head) if isinstance(one, RealTime)]


@pytest.mark.parametrize("profile_id", ["generic-80", "generic-58", "xprinter-80", "latin-80"])
@given(logo=LOGOS)
def test_it_comes_out_dot_for_dot_in_the_middle(profile_id, logo):
    profile = load_profile(profile_id)
    safe = sendable(logo, profile.logo)
    sheet = ImageChops.invert(picture((LogoLine(safe), CutLine()), profile))
    left = (profile.dots - safe.wide) // 2
    assert sheet.crop((left, 0, left + safe.wide, safe.tall)).tobytes() == safe.rows
    assert sheet.getbbox() is None or sheet.getbbox()[3] <= safe.tall


@pytest.mark.parametrize(
    ("way", "data"),
    [(LogoWay.GRAPHICS, b"\x1d(L\x06\x000E01\x01\x01"), (LogoWay.BIT_IMAGE, b"\x1cp\x01\x00")],
)
def test_a_ticket_carries_only_the_order_to_print_it(way, data):
    profile = replace(load_profile("generic-80"), logo=way)
    with_it = compile_ticket(with_logo(profile), profile)
    assert data == printing(way)
    assert with_it.count(data) == 1
    assert MARK.rows[:16] not in with_it
    assert len(with_it) - len(compile_ticket(with_logo(profile, None), profile)) <= len(data) + 3


@pytest.mark.parametrize(
    ("profile_id", "logo"),
    [("custom-80", MARK), ("generic-80", None), ("generic-58", Logo(392, 16, bytes(784)))],
)
def test_the_row_is_left_out_where_the_printer_has_none_it_could_print(profile_id, logo):
    profile = load_profile(profile_id)
    lines = with_logo(profile, logo)
    assert not [line for line in lines if isinstance(line, LogoLine)]
    assert lines == with_logo(profile, None)


@pytest.mark.parametrize("way", WAYS)
def test_it_outlives_every_reset(way):
    profile = replace(load_profile("generic-80"), logo=way)
    data = storing(MARK, way) + (b"\x1b@" + printing(way) + CUT) * 2
    first, second = sheets(data, profile)
    assert first.tobytes() == second.tobytes()
    assert ImageChops.invert(first).getbbox() is not None


def test_fs_q_begins_anew_as_after_switching_on():
    stored, reset = Decoder().feed(storing(MARK, LogoWay.BIT_IMAGE))
    assert isinstance(stored, Store)
    assert stored.afresh
    assert reset == Reset()
    decoder = Decoder(hanzi=True)
    decoder.feed(b"\x1c." + storing(MARK, LogoWay.BIT_IMAGE))
    assert decoder.feed("号".encode("gb18030"))[0].hanzi


def test_several_bit_images_push_out_those_before():
    kept = KeptPictures()
    two = b"\x1cq\x02" + b"\x01\x00\x01\x00" + b"\x80" * 8 + b"\x02\x00\x01\x00" + b"\x01" * 16
    kept.store(Decoder().feed(two)[0])
    assert kept.found(PrintKept(b"\x02", 2, 1)) == Raster(2, bytes(14) + b"\xff\xff", 2, 1)
    kept.store(Decoder().feed(storing(MARK, LogoWay.BIT_IMAGE))[0])
    assert kept.found(PrintKept(b"\x02")) is None
    assert kept.found(PrintKept(b"\x01")).data == MARK.rows


def test_graphics_are_listed_and_deleted_by_name():
    kept = KeptPictures()
    for operation in Decoder().feed(storing(MARK, LogoWay.GRAPHICS)):
        kept.store(operation)
    assert kept.names() == [b"01"]
    assert Decoder().feed(LIST) == [StoredRequest()]
    assert Decoder().feed(b"\x1d(L\x04\x000B02\x1d(L\x05\x000ACLR") == [Forget(b"02"), Forget()]
    kept.forget(Forget(b"02"))
    assert kept.names() == [b"01"]
    kept.forget(Forget())
    assert kept.names() == []


def test_memory_that_is_full_takes_no_more():
    kept = KeptPictures()
    for name in range(40):
        kept.store(Store(((b"%02d" % name, Raster(72, bytes(72 * 200))),)))
    assert len(kept.names()) == 27


@pytest.mark.parametrize(
    "body",
    [b"0C001\x01\x08\x00\x02\x001\xff", b"0C001\x01\x00\x00\x01\x001\xff", b"0E0", b"0@XX", b"0B0", b"09"],
)
def test_what_is_not_whole_stores_and_prints_nothing(body):
    command = b"\x1d(L" + len(body).to_bytes(2, "little") + body
    assert Decoder().feed(command) == [Unknown(command)]


def test_a_logo_is_told_from_any_other():
    assert MARK.mark != replace(MARK, rows=MARK.rows[:-1] + b"\x00").mark
    assert MARK.mark != Logo(24, 64, MARK.rows).mark
    # Noted beside the printer: the same picture has the same name in every process and after years.
    assert MARK.mark == "b26b60c7ceb0e9f78539a7cbe6ecb10b64ebb1112499bfe941264353ae16ca38"
