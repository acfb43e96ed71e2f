from __future__ import annotations

from dataclasses import replace

import pytest

from config.profile import load_profile
from drivers.virtual.mechanism import CLEAR, CLEARED, RECOVER, RESUME, Mechanism
from drivers.virtual.sensors import Roll
from drivers.virtual.sheet import Sheet
from printer.operations import Cut, LineFeed, Set, Setting, Text

CUT = b"\x1dVB\x00"
ASK = b"\x10\x04\x01"
WATCH = b"\x1da\x0f"
HEALTHY = bytes.fromhex("14 00 00 0f")


def fence(name: bytes) -> bytes:
    return b"\x1d(H\x06\x0000" + name


def answer(name: bytes) -> bytes:
    return b"\x37\x22" + name + b"\x00"


class Bench:
    """A mechanism on a workbench, with all it says and drops."""

    def __init__(self, after_byte=lambda: None):
        self.said = bytearray()
        self.sheets: list[Sheet] = []
        profile = replace(load_profile("generic-80"), buffer_bytes=1_000)
        self.mechanism = Mechanism(self.said.extend, self.sheets.append, profile, after_byte)

    def send(self, data: bytes) -> bytes:
        """What the mechanism says to that."""
        self.said.clear()
        self.mechanism.receive(data)
        return bytes(self.said)

    def senses(self, **changes) -> bytes:
        self.said.clear()
        self.mechanism.change(replace(self.mechanism.sensors, **changes))
        return bytes(self.said)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def text_of(sheet: Sheet) -> str:
    return "".join(one.text for one in sheet.operations if isinstance(one, Text))


def test_a_cut_ticket_falls_out_with_the_bytes_that_made_it(bench):
    ticket = b"\x1b@A001\n" + CUT
    bench.send(ticket)
    assert text_of(bench.sheets[0]) == "A001"
    assert bytes(bench.sheets[0].data) == ticket


def test_questions_to_the_printer_are_no_part_of_a_ticket(bench):
    bench.send(
        WATCH + fence(b"R001") + ASK + b"A001\n" + fence(b"P001") + b"\x1dr\x01" + CUT + fence(b"C001")
    )
    assert bytes(bench.sheets[0].data) == b"A001\n" + CUT


def test_a_cut_through_blank_paper_is_no_ticket(bench):
    bench.send(b"\n  \n" + CUT)
    assert bench.sheets == []


def test_a_setting_outlives_a_cut_but_not_a_reset(bench):
    bench.send(b"\x1bE\x01A001\n" + CUT + b"A002\n" + CUT + b"\x1b@A003\n" + CUT)
    assert Set(Setting.BOLD, 1) in bench.sheets[1].operations
    assert bench.sheets[2].settings == {}


def test_a_fence_is_answered_when_what_stands_before_it_is_printed(bench):
    assert bench.send(b"A001\n" + fence(b"P001")) == answer(b"P001")
    bench.senses(roll=Roll.OUT)
    assert bench.send(b"A002\n" + fence(b"P002")) == b""


def test_real_time_status_is_answered_out_of_paper_too(bench):
    assert bench.send(ASK) == b"\x16"
    bench.senses(roll=Roll.OUT)
    assert bench.send(b"A001\n\x10\x04\x04") == b"\x7e"


def test_the_paper_status_is_not_answered_out_of_paper(bench):
    assert bench.send(b"\x1dr\x01") == b"\x00"
    bench.senses(roll=Roll.OUT)
    assert bench.send(b"\x1dr\x01") == b""


def test_changes_are_told_by_themselves_once_somebody_asked_for_that(bench):
    assert bench.senses(roll=Roll.NEAR_END) == b""
    assert bench.send(WATCH) == bytes.fromhex("14 00 03 0f")
    assert bench.senses(roll=Roll.FULL) == HEALTHY
    assert bench.senses(roll=Roll.FULL) == b""
    bench.send(b"\x1da\x00")
    assert bench.senses(cover_open=True) == b""


def test_the_rest_of_a_ticket_comes_out_on_the_new_roll(bench):
    bench.send(b"FIRST\n")
    bench.senses(roll=Roll.OUT)
    bench.send(b"SECOND\n" + CUT)
    assert bench.sheets == []
    bench.mechanism.refill()
    assert text_of(bench.sheets[0]) == "SECOND"


def test_nothing_of_a_cleared_ticket_comes_out_on_the_new_roll(bench):
    bench.send(b"FIRST\n")
    bench.senses(roll=Roll.OUT)
    bench.send(b"SECOND\n" + CUT + fence(b"C001"))
    assert bench.send(CLEAR) == CLEARED
    bench.said.clear()
    bench.mechanism.refill()
    bench.send(b"A002\n" + CUT)
    assert [text_of(sheet) for sheet in bench.sheets] == ["A002"]
    assert bytes(bench.said) == b""


def test_clearing_forgets_a_line_that_was_not_fed_yet(bench):
    bench.send(b"A001\nhalf" + CLEAR + b"A002\n" + CUT)
    assert text_of(bench.sheets[0]) == "A001A002"


def test_clearing_in_the_middle_of_a_command_makes_the_next_one_readable(bench):
    bench.send(b"\x1dv0\x00\x48\x00\xff\x00" + bytes(100))
    assert bench.send(fence(b"R001")) == b""
    bench.send(CLEAR)
    assert bench.send(fence(b"R002")) == answer(b"R002")


def test_a_stuck_cutter_stops_everything_until_it_is_freed(bench):
    bench.send(WATCH)
    bench.mechanism.cutter_sticks = True
    assert bench.send(b"A001\n" + CUT + fence(b"C001")) == bytes.fromhex("1c 08 00 0f")
    bench.send(RECOVER)
    assert bench.mechanism.sensors.cutter_jammed
    bench.said.clear()
    bench.mechanism.free_cutter()
    assert bytes(bench.said) == HEALTHY + answer(b"C001")
    assert text_of(bench.sheets[0]) == "A001"


@pytest.mark.parametrize(("command", "sheets"), [(RESUME, 1), (RECOVER, 0)])
def test_recovery_cuts_or_forgets_the_ticket_that_was_stuck(bench, command, sheets):
    bench.mechanism.cutter_sticks = True
    bench.send(b"A001\n" + CUT)
    bench.mechanism.cutter_sticks = False
    bench.send(command)
    assert len(bench.sheets) == sheets
    assert bench.mechanism.sensors.can_print


def test_power_gone_is_memory_gone_but_paper_stays(bench):
    bench.send(WATCH + b"\x1bE\x01A001\nhalf")
    bench.mechanism.power_off()
    assert bench.send(ASK) == b""
    bench.mechanism.power_on()
    assert bench.senses(roll=Roll.NEAR_END) == b""
    bench.send(b"A002\n" + CUT)
    assert text_of(bench.sheets[0]) == "A001A002"
    assert Set(Setting.BOLD, 1) not in bench.sheets[0].operations[-3:]
    assert bench.sheets[0].operations[-2:] == [LineFeed(), Cut(full=False, feed=0)]


def test_half_a_command_that_the_power_cut_short_never_stands_on_paper(bench):
    bench.send(fence(b"C001")[:5])
    bench.mechanism.power_off()
    bench.mechanism.power_on()
    bench.send(b"A002\n" + CUT)
    assert bytes(bench.sheets[0].data) == b"A002\n" + CUT


def test_a_full_buffer_holds_the_host_until_there_is_room_again(bench):
    bench.senses(roll=Roll.OUT)
    bench.send(bytes(860))
    assert not bench.mechanism.busy
    bench.send(ASK * 20)
    assert not bench.mechanism.busy
    bench.send(bytes(13))
    assert bench.mechanism.busy
    bench.mechanism.refill()
    assert not bench.mechanism.busy


def test_bytes_are_counted_without_real_time_commands():
    counts = []
    bench = Bench(lambda: counts.append(bench.mechanism.worked))
    bench.send(b"ab" + ASK + b"c")
    assert bench.mechanism.worked == 3
    assert counts[-1] == 3


def test_a_real_time_command_amid_a_picture_is_obeyed_and_stays_part_of_it(bench):
    picture = b"\x1dv0\x00\x01\x00\x04\x00\xff" + ASK
    assert bench.send(picture) == b"\x16"
    bench.send(CUT)
    assert bytes(bench.sheets[0].data) == picture + CUT
