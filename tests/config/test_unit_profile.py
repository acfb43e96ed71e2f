"""Profiles of boards and keypads: the shipped ones, a branch's own, and every fault told at once."""

from __future__ import annotations

import pytest

from config.fault import ConfigError
from config.frames import Coding, Field, Part, Stretch
from config.unit_profile import Key, UnitKind, gather_unit_profile, load_unit_profile, unit_profiles

SHIPPED = {
    "bank-track2": UnitKind.BANK_READER,
    "identity-sdt": UnitKind.IDENTITY_READER,
    "keypad-485": UnitKind.KEYPAD,
    "keypad-lines": UnitKind.KEYPAD,
    "lamp-modbus": UnitKind.LAMP,
    "led-hall": UnitKind.MAIN_BOARD,
    "led-modbus": UnitKind.COUNTER_BOARD,
    "led-plain": UnitKind.COUNTER_BOARD,
}
OWN = """
name = "Another vendor's"
kind = "counter-board"
baud = 2400
parity = "even"
[say.show]
parts = ["02", "address 2 digits", "text 6", "xor8 hex", "03"]
checked = "2-3"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "boards").mkdir()
    return tmp_path


@pytest.fixture
def faults_of(folder):
    def told(text):
        (folder / "boards" / "odd.toml").write_text(text, encoding="utf-8")
        faults = []
        assert gather_unit_profile("odd", folder, faults) is None
        return {fault.key: str(fault) for fault in faults}

    return told


def test_the_shipped_profiles_are_whole():
    assert {name: load_unit_profile(name).kind for name in unit_profiles()} == SHIPPED


def test_another_vendors_board_is_a_file(folder):
    (folder / "boards" / "other.toml").write_text(OWN, encoding="utf-8")
    own = load_unit_profile("other", folder)
    assert (own.baud, own.parity, own.kind) == (2_400, "even", UnitKind.COUNTER_BOARD)
    assert [part.field for part in own.say["show"].parts][1:4] == [Field.ADDRESS, Field.TEXT, Field.XOR8]


def test_a_branch_changes_single_keys_of_a_shipped_profile(folder):
    (folder / "boards" / "lamp-modbus.toml").write_text("light_s = 1\n", encoding="utf-8")
    assert load_unit_profile("lamp-modbus", folder).light_s == 1
    assert load_unit_profile("lamp-modbus", folder).say.keys() == {"on", "off"}


def test_a_branch_changes_one_frame_and_keeps_the_others(folder):
    text = '[say.on]\nparts = ["address", "05 00 03 FF 00", "crc16-modbus"]\n'
    (folder / "boards" / "lamp-modbus.toml").write_text(text, encoding="utf-8")
    own, shipped = load_unit_profile("lamp-modbus", folder), load_unit_profile("lamp-modbus")
    assert own.say["on"] != shipped.say["on"]
    assert own.say["off"] == shipped.say["off"]


def test_an_unknown_profile_is_told_with_the_known_ones():
    with pytest.raises(ConfigError, match="Did you mean led-modbus"):
        load_unit_profile("led-modbuss")


def test_every_fault_of_a_profile_is_told_at_once(faults_of):
    told = faults_of(
        'name = "x"\nkind = "keypad"\nbaud = 5\nparity = "mark"\n'
        '[say.show]\nparts = ["GG", "text 9999", "address 3 roman"]\n'
        '[hear.key]\nparts = ["key"]\nchecked = "2"\n'
    )
    assert set(told) == {
        "baud",
        "parity",
        "say.show.parts[1]",
        "say.show.parts[2]",
        "say.show.parts[3]",
        "hear.key.checked",
    }
    assert "300 to 921600" in told["baud"]
    assert '"AA 55"' in told["say.show.parts[1]"]


@pytest.mark.parametrize(
    ("frames", "key", "words"),
    [
        ('[say.sow]\nparts = ["AA"]\n', "say.sow", "Did you mean show?"),
        ("", "say.show", "is missing"),
        ('[say.show]\nparts = ["AA", "sum8"]\nchecked = "1-2"\n', "say.show.checked", "before the checksum"),
        ('[say.show]\nparts = ["AA", "sum8"]\nchecked = "1-9"\n', "say.show.checked", "2 parts"),
        ('[say.show]\nparts = ["AA"]\nchecked = "1-1"\n', "say.show.checked", "has no use"),
        ('[say.show]\nparts = ["AA"]\ncounted = "1-1"\n', "say.show.counted", "has no use"),
        ('[say.show]\nparts = ["AA", "text"]\n', "say.show.parts[2]", "no end"),
        ('[say.show]\nparts = ["AA", "text", "55"]\n', "say.show.parts[3]", "below 30"),
        ('[say.show]\nparts = ["text", "00", "text", "00"]\n', "say.show.parts", "more than one"),
        ('[say.show]\nparts = ["AA", "key"]\n', "say.show.parts[2]", "only a device"),
        (
            '[say.show]\nparts = ["AA"]\n[hear.ack]\nparts = ["address"]\n',
            "hear.ack.parts",
            "any noise",
        ),
        ('[say.show]\nparts = ["text 1400", "text 1400"]\n', "say.show.parts", "too long"),
        (
            '[say.show]\nparts = ["AA"]\n[hear.ack]\nparts = ["AA", "birth 8"]\n',
            "hear.ack.parts",
            "not this kind",
        ),
    ],
)
def test_frames_that_cannot_work_are_told(faults_of, frames, key, words):
    told = faults_of(f'name = "x"\nkind = "counter-board"\n{frames}')
    assert words in told[key]


def test_a_board_that_should_answer_needs_an_answer(faults_of):
    told = faults_of('name = "x"\nkind = "counter-board"\nacknowledged = true\n[say.show]\nparts = ["AA"]\n')
    assert set(told) == {"hear.ack"}


def test_a_keypad_needs_keys_with_codes_as_wide_as_its_key(faults_of):
    told = faults_of('name = "x"\nkind = "keypad"\npoll_ms = 9\n[hear.key]\nparts = ["AA", "key"]\n')
    assert set(told) == {"keys", "say.poll"}
    told = faults_of(
        'name = "x"\nkind = "keypad"\n[hear.key]\nparts = ["AA", "key"]\n[keys]\n0102 = "next"\n'
    )
    assert set(told) == {"keys.0102"}
    told = faults_of('name = "x"\nkind = "keypad"\n[hear.key]\nparts = ["AA"]\n[keys]\n01 = "next"\n')
    assert set(told) == {"hear.key.parts"}


def test_a_card_reader_must_say_where_its_secret_stands(faults_of):
    told = faults_of('name = "x"\nkind = "bank-reader"\n[hear.read]\nparts = ["AA", "skip 4"]\n')
    assert set(told) == {"hear.read.parts"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("AA 55", Part(field=Field.BYTES, digits="AA 55", width=2)),
        ("number 3 digits", Part(field=Field.NUMBER, width=3, coding=Coding.DIGITS)),
        ("address little", Part(field=Field.ADDRESS, coding=Coding.LITTLE)),
        ("text", Part(field=Field.TEXT, width=0)),
        ("crc16-modbus", Part(field=Field.CRC16, width=2, coding=Coding.LITTLE)),
        ("sum8 hex", Part(field=Field.SUM8, width=2, coding=Coding.HEX)),
    ],
)
def test_a_part_is_written_as_one_text(text, part):
    assert Part.from_text(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "AA55",
        "bytes",
        "texts",
        "text -1",
        "address 0",
        "number 9",
        "sum8 bcd",
        "sum8 3",
        "key 1 bcd",
        "skip 0",
    ],
)
def test_what_is_no_part_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader asks no more of it
        Part.from_text(text)


@pytest.mark.parametrize("text", ["", "0-1", "3-2", "1", "a-b", "1-999"])
def test_what_is_no_stretch_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the reader asks no more of it
        Stretch.from_text(text)


def test_keys_know_their_figures():
    assert [Key.RATE_5.figure, Key.CHOOSE_2.figure, Key.NEXT.figure] == [5, 2, 0]
    assert [key.is_rating for key in (Key.RATE_1, Key.CHOOSE_1)] == [True, False]
