"""What other kinds of printers answer: one with a mouth, as Custom builds them, and one by Star."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.profile import Evidence, NearEnd, load_profile
from drivers.virtual.mechanism import FENCE, Mechanism
from drivers.virtual.sensors import Roll
from drivers.virtual.sheet import Sheet
from printer.operations import Text

CUT = b"\x1dVB\x00"
PRESENT, RETRACT, EJECT, EJECTOR = b"\x1de\x03\x0c", b"\x1de\x02", b"\x1de\x05", b"\x1de\x06"
FULL = b"\x10\x04\x14"
CUTS, RETRACTED, STARTS = b"\x1d\xe2", b"\x1d\xe4", b"\x1d\xe5"
STAR_STATUS, ETB = b"\x1b\x06\x01", b"\x17"
IN_MOUTH = bytes.fromhex("10 0f 20 00 00 00")
EMPTY = bytes.fromhex("10 0f 00 00 00 00")


class Bench:
    """A mechanism with all it says, drops and takes back."""

    def __init__(self, profile_id: str, **changes):
        self.said, self.dropped, self.swallowed = bytearray(), [], []
        profile = replace(load_profile(profile_id), **changes)
        self.mechanism = Mechanism(
            self.said.extend, self.dropped.append, profile, swallow=self.swallowed.append
        )

    def send(self, data: bytes) -> bytes:
        self.said.clear()
        self.mechanism.receive(data)
        return bytes(self.said)


def text_of(sheets: list[Sheet]) -> list[str]:
    return ["".join(one.text for one in sheet.operations if isinstance(one, Text)) for sheet in sheets]


@pytest.fixture
def kiosk() -> Bench:
    return Bench("custom-80")


@pytest.fixture
def star() -> Bench:
    return Bench("generic-80", completion=Evidence.STAR_ETB)


def test_a_ticket_is_held_out_and_is_the_customers_when_taken(kiosk):
    kiosk.send(b"A001\n" + CUT)
    assert kiosk.send(FULL) == EMPTY
    assert kiosk.send(PRESENT + FULL) == IN_MOUTH
    assert kiosk.dropped == []
    kiosk.mechanism.take()
    assert text_of(kiosk.dropped) == ["A001"]
    assert kiosk.send(FULL) == EMPTY


def test_a_ticket_that_nobody_took_is_taken_back_and_counted(kiosk):
    kiosk.send(b"A001\n" + CUT + PRESENT)
    assert kiosk.send(RETRACT + RETRACTED + EJECTOR) == b"1ret\x00"
    assert text_of(kiosk.swallowed) == ["A001"]
    assert kiosk.dropped == []


def test_a_ticket_may_be_thrown_out_as_well(kiosk):
    kiosk.send(b"A001\n" + CUT + PRESENT + EJECT)
    assert text_of(kiosk.dropped) == ["A001"]


def test_the_next_ticket_pushes_out_one_that_still_stands_there(kiosk):
    kiosk.send(b"A001\n" + CUT + PRESENT + b"A002\n" + CUT + PRESENT)
    assert text_of(kiosk.dropped) == ["A001"]
    kiosk.mechanism.take()
    assert text_of(kiosk.dropped) == ["A001", "A002"]


def test_every_cut_and_every_start_is_counted(kiosk):
    assert kiosk.send(CUTS + STARTS) == b"0 cuts1on"
    kiosk.send(b"A001\n" + CUT)
    kiosk.mechanism.power_off()
    kiosk.mechanism.power_on()
    assert kiosk.send(CUTS + STARTS) == b"1 cuts2on"


def test_a_jam_on_the_way_to_the_mouth_stops_everything_until_it_is_freed(kiosk):
    kiosk.mechanism.mouth.will_jam = True
    kiosk.send(b"A001\n" + CUT + PRESENT)
    assert kiosk.send(FULL + EJECTOR + b"\x10\x04\x01") == bytes.fromhex("10 0f 00 00 40 00 1e")
    kiosk.said.clear()
    kiosk.mechanism.free_presenter()
    assert bytes(kiosk.said) == b"\x00"
    assert kiosk.dropped == []
    kiosk.send(b"A002\n" + CUT + PRESENT)
    kiosk.mechanism.take()
    assert text_of(kiosk.dropped) == ["A002"]


def test_orders_to_the_mouth_are_no_part_of_a_ticket(kiosk):
    kiosk.send(b"A001\n" + CUTS + CUT + CUTS + PRESENT + EJECT)
    assert bytes(kiosk.dropped[0].data) == b"A001\n" + CUT


def test_an_ordinary_printer_has_no_mouth():
    plain = Bench("generic-80")
    assert plain.send(b"A001\n" + CUT + PRESENT + FULL + CUTS) == b""
    assert text_of(plain.dropped) == ["A001"]


def test_star_counts_what_it_has_worked_off_and_tells_when_asked(star):
    before = star.send(STAR_STATUS)
    assert (len(before), before[0], before[7]) == (9, 0x23, 0)
    for number in range(1, 34):
        star.send(b"A001\n" + CUT + ETB)
        bits = star.send(STAR_STATUS)[7]
        assert (bits & 0x60) >> 2 | (bits & 0x0E) >> 1 == number % 32
    assert len(star.dropped) == 33
    assert bytes(star.dropped[0].data) == b"A001\n" + CUT


def test_star_answers_out_of_paper_and_counts_only_what_is_on_paper(star):
    star.mechanism.change(replace(star.mechanism.sensors, roll=Roll.OUT))
    answer = star.send(b"A001\n" + ETB + STAR_STATUS)
    assert answer == bytes.fromhex("23 06 08 00 00 0c 00 00 00")
    star.mechanism.refill()
    assert star.send(STAR_STATUS)[7] == 0x02


def test_star_knows_neither_process_ids_nor_epsons_status(star):
    assert star.send(FENCE + b"P001" + b"\x10\x04\x01\x10\x04\x04") == b""


def test_a_liar_names_a_ticket_that_never_came_out():
    liar = Bench("generic-80")
    liar.mechanism.lies = True
    liar.mechanism.change(replace(liar.mechanism.sensors, roll=Roll.OUT))
    assert liar.send(b"A001\n" + FENCE + b"P001") == b"\x37\x22P001\x00"
    assert liar.dropped == []
    assert liar.send(b"\x10\x04\x04") == b"\x7e"


@pytest.mark.parametrize(
    ("profile_id", "question", "answer"),
    [
        ("generic-80", b"\x1dI\x43", b"_GENERIC-80\x00"),
        ("generic-80", b"\x1dI\x45", b"_CHINA GB18030\x00"),
        ("latin-80", b"\x1dI\x45", b"_\x00"),
        ("generic-80", b"\x1dI\x02", b"\x03"),
        ("latin-80", b"\x1dI2", b"\x02"),
        ("generic-80", b"\x1dI\x7f", b""),
        ("generic-80", b"\x1dr1", b"\x00"),
        ("generic-80", b"\x1dr\x02", b"\x00"),
        ("custom-80", b"\x1da\x0f", b""),
    ],
)
def test_questions_about_itself_are_answered_as_its_kind_does(profile_id, question, answer):
    assert Bench(profile_id).send(question) == answer


@pytest.mark.parametrize(
    ("near_end", "full", "near"),
    [
        (NearEnd.SENSOR, b"\x12", b"\x1e"),
        (NearEnd.INVERTED, b"\x1e", b"\x12"),
        (NearEnd.NONE, b"\x12", b"\x12"),
    ],
)
def test_the_near_end_sensor_is_wired_as_the_profile_says(near_end, full, near):
    bench = Bench("generic-80", near_end=near_end)
    assert bench.send(b"\x10\x04\x04") == full
    bench.mechanism.change(replace(bench.mechanism.sensors, roll=Roll.NEAR_END))
    assert bench.send(b"\x10\x04\x04") == near


@pytest.mark.parametrize(
    ("completion", "named", "in_turn"),
    [
        (Evidence.PROCESS_ID, b"\x37\x22P001\x00", b"\x00"),
        (Evidence.CUSTOM_PRESENTER, b"", b"\x00"),
        (Evidence.GS_R, b"", b"\x00"),
        (Evidence.STAR_ETB, b"", b""),
        (Evidence.TIMER, b"", b""),
    ],
)
def test_it_proves_its_tickets_by_no_more_than_its_profile_says(completion, named, in_turn):
    plain = Bench("generic-80", completion=completion)
    assert plain.send(FENCE + b"P001") == named
    assert plain.send(b"\x1dr\x01") == in_turn
    plain.mechanism.lies = True
    assert plain.send(FENCE + b"P001") == b"\x37\x22P001\x00"


@pytest.mark.parametrize("profile_id", ["xprinter-80", "generic-58"])
def test_a_clone_of_the_shelf_names_no_tickets(profile_id):
    assert Bench(profile_id).send(FENCE + b"P001" + b"\x1dr\x01") == b"\x00"
