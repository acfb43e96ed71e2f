"""Frames as profiles describe them: put together, found again, and found in any noise."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.frames import LONGEST, Field, Frame, Part, Stretch
from config.unit_profile import load_unit_profile, unit_profiles
from drivers.checksums import crc16_modbus, sum8, xor8
from drivers.framing import Parser, encode

PROFILES = [load_unit_profile(name) for name in unit_profiles()]
VALUES = {
    Field.ADDRESS: 7,
    Field.ROW: 2,
    Field.TEXT: "A023 3号".encode("gb2312"),
    Field.LETTER: b"A",
    Field.NUMBER: 23,
    Field.COUNT: 5,
    Field.KEY: b"\x4e",
    Field.BIRTH: "19500102".encode("utf-16-le"),
    Field.CARD: b"6222020000001234",
}
FRAMES = [
    (profile, side, name, frame)
    for profile in PROFILES
    for side, frames in (("say", profile.say), ("hear", profile.hear))
    for name, frame in frames.items()
]


def frame(*parts: str, **stretches: str) -> Frame:
    found = {name: Stretch.from_text(text) for name, text in stretches.items()}
    return Frame(parts=tuple(map(Part.from_text, parts)), **found)


def test_the_checksums_are_those_of_the_books():
    assert crc16_modbus(b"123456789") == 0x4B37
    assert encode(frame("01 03 00 00 00 0A", "crc16-modbus"), {}) == bytes.fromhex("01 03 00 00 00 0A C5 CD")
    assert sum8(b"\xff\x02") == 0x01
    assert xor8(b"\xaa\x55") == 0xFF


@pytest.mark.parametrize(
    ("parts", "stretches", "written"),
    [
        (
            ("AA", "address", "01", "length", "text", "sum8", "0D"),
            {"checked": "2-5"},
            "AA 07 01 04 41303233 E2 0D",
        ),
        (("text 6", "03"), {}, "41303233 20 20 03"),
        (("number 3 digits", "number 2 bcd", "number 2", "number 2 little"), {}, "303233 0023 0017 1700"),
        (("number 2 hex", "xor8 hex"), {}, "31 37 30 36"),
        (("letter", "count 1 bcd", "count", "count 2 digits"), {}, "41 99 C8 39 39"),
        (("length 2", "address", "text", "02"), {"counted": "1-4"}, "00 08 07 41303233 02"),
    ],
)
def test_a_frame_is_written_as_its_profile_says(parts, stretches, written):
    values = {**VALUES, Field.TEXT: b"A023", Field.COUNT: 200}
    assert encode(frame(*parts, **stretches), values) == bytes.fromhex(written)


def test_the_end_of_a_text_never_stands_within_it():
    assert encode(frame("02", "text", "03"), {Field.TEXT: b"a\x03b"}) == b"\x02a b\x03"


@pytest.mark.parametrize(
    ("profile", "side", "name", "frame"), FRAMES, ids=lambda value: getattr(value, "id", None)
)
@given(noise=st.binary(max_size=40), cut=st.integers(0, 2_000))
def test_every_frame_of_the_shipped_profiles_is_found_behind_any_noise(
    profile, side, name, frame, noise, cut
):
    data = encode(frame, VALUES)
    parser = Parser({name: frame}, 7)
    parser.feed(noise)
    parser.settle()
    heard = [*parser.feed(data[:cut]), *parser.feed(data[cut:]), *parser.settle()]
    assert [one.name for one in heard] == [name]
    for field in (Field.KEY, Field.BIRTH, Field.CARD):
        if frame.has(field):
            assert bytes(heard[0].data(field)) == VALUES[field]


@given(st.lists(st.binary(max_size=200), max_size=20), st.sampled_from(PROFILES))
def test_no_noise_stops_a_parser_or_makes_it_hoard(pieces, profile):
    parser = Parser({**profile.say, **profile.hear}, 7)
    for piece in pieces:
        parser.feed(piece)
        assert len(parser._buffer) <= LONGEST
    parser.settle()
    assert not parser.waits


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_in_much_noise_every_message_is_found_once_it_is_quiet_around_it(profile):
    noise = random.Random(7)
    frames = profile.hear or profile.say
    parser, told, found = Parser(frames, 7), 0, 0
    for _ in range(200):
        parser.feed(noise.randbytes(1_000))
        parser.settle()
        for frame in frames.values():
            told += 1
            found += bool(parser.feed(encode(frame, VALUES)))
    assert found == told


def test_a_length_that_lies_costs_no_message_behind_it():
    told = frame("7E", "length 2", "text", "sum8")
    parser = Parser({"told": told})
    good = encode(told, {Field.TEXT: b"good"})
    parser.feed(b"\x7e\xff\xff")
    assert [heard.data(Field.TEXT) for heard in parser.feed(good)] == [b"good"]
    parser.feed(b"\x7e\x00\x30")
    assert parser.feed(good) == []
    assert [heard.data(Field.TEXT) for heard in parser.settle()] == [b"good"]


def test_a_wrong_checksum_or_another_address_is_not_heard():
    key = load_unit_profile("keypad-485").hear
    data = encode(key["key"], {Field.ADDRESS: 7, Field.KEY: b"\x01"})
    assert Parser(key, 8).feed(data) == []
    assert Parser(key, 7).feed(data[:-1] + bytes([data[-1] ^ 1])) == []
    assert [heard.name for heard in Parser(key, 7).feed(data)] == ["key"]


def test_a_number_in_letters_that_is_none_is_noise():
    lines = load_unit_profile("keypad-lines").hear
    for address in (b"+3", b" 3", b"3_", b"x3"):
        assert Parser(lines).feed(b"K" + address + b"N\r") == []


class Witness(bytearray):
    """Memory that says what stood in it when it was given back."""

    given_back: bytes = b""

    def __delitem__(self, place) -> None:
        self.given_back += bytes(self[place])
        super().__delitem__(place)


def test_what_a_parser_lets_go_of_is_wiped():
    parser = Parser(load_unit_profile("identity-sdt").hear)
    parser._buffer = Witness()
    head = bytes.fromhex("AAAAAA9669 0508 000090 01000400")
    parser.feed(b"noise" + head + "张三丰".encode("utf-16-le"))
    parser.forget()
    assert parser._buffer.given_back == bytes(5 + len(head) + 6)
