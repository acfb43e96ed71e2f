"""The memory that outlives the power: what a kind of printer can store, it keeps, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.profile import LogoWay, load_profile
from drivers.virtual.mechanism import Mechanism
from drivers.virtual.nv_memory import NvMemory
from printer.logo import ACK, LIST, Logo, printing, storing
from printer.operations import PrintKept, Raster

CUT = b"\x1dVB\x00"
WATCH = b"\x1da\x0f"
LOGO = Logo(64, 24, bytes(range(1, 193)))
WAYS = (LogoWay.GRAPHICS, LogoWay.BIT_IMAGE)


class Bench:
    """A mechanism of one way to keep logos, with all it says and drops."""

    def __init__(self, way: LogoWay):
        self.said, self.sheets = bytearray(), []
        profile = replace(load_profile("generic-80"), logo=way)
        self.mechanism = Mechanism(self.said.extend, self.sheets.append, profile)

    def send(self, data: bytes) -> bytes:
        self.said.clear()
        self.mechanism.receive(data)
        return bytes(self.said)

    def pictures(self) -> list[bytes]:
        return [one.data for sheet in self.sheets for one in sheet.operations if isinstance(one, Raster)]


@pytest.mark.parametrize("way", WAYS)
def test_a_stored_picture_is_on_every_ticket_after_power_and_reset(way):
    bench = Bench(way)
    bench.send(storing(LOGO, way))
    bench.send(b"\x1b@" + printing(way) + CUT)
    bench.mechanism.power_off()
    bench.mechanism.power_on()
    bench.send(printing(way) + CUT)
    assert bench.pictures() == [LOGO.rows] * 2
    assert bytes(bench.sheets[1].data) == printing(way) + CUT


@pytest.mark.parametrize("way", [*WAYS, LogoWay.NONE])
@pytest.mark.parametrize("sent", WAYS)
def test_only_what_its_profile_knows_is_stored(way, sent):
    bench = Bench(way)
    bench.send(storing(LOGO, sent) + printing(sent) + b"x\n" + CUT)
    assert bench.pictures() == ([LOGO.rows] if way is sent else [])


def test_the_orders_to_store_are_no_part_of_a_ticket():
    bench = Bench(LogoWay.GRAPHICS)
    bench.send(b"A001\n" + storing(LOGO, LogoWay.GRAPHICS) + LIST + ACK + b"A002\n" + CUT)
    assert bytes(bench.sheets[0].data) == b"A001\nA002\n" + CUT


@pytest.mark.parametrize(
    ("way", "before", "after"),
    [(LogoWay.GRAPHICS, b"\x37\x72\x40\x00", b"\x37\x72\x4001\x00"), (LogoWay.BIT_IMAGE, b"", b"")],
)
def test_its_names_are_told_by_printers_that_have_names(way, before, after):
    bench = Bench(way)
    assert bench.send(LIST) == before
    bench.send(storing(LOGO, way))
    assert bench.send(LIST + ACK) == after
    bench.send(b"\x1d(L\x05\x000ACLR")
    assert bench.send(LIST) == before


@pytest.mark.parametrize(("way", "told"), [(LogoWay.GRAPHICS, 4), (LogoWay.BIT_IMAGE, 0)])
def test_a_printer_that_began_anew_tells_of_nothing_by_itself(way, told):
    bench = Bench(way)
    bench.send(WATCH + storing(LOGO, way))
    bench.said.clear()
    bench.mechanism.change(replace(bench.mechanism.sensors, cover_open=True))
    assert len(bench.said) == told


def test_what_is_replaced_later_stays_as_it_was_on_older_paper():
    bench = Bench(LogoWay.GRAPHICS)
    other = replace(LOGO, rows=bytes(reversed(LOGO.rows)))
    for logo in (LOGO, other):
        bench.send(storing(logo, LogoWay.GRAPHICS) + printing(LogoWay.GRAPHICS) + CUT)
    assert bench.pictures() == [LOGO.rows, other.rows]


def test_a_file_keeps_it_from_one_program_to_the_next(tmp_path):
    bench = Bench(LogoWay.BIT_IMAGE)
    bench.mechanism.memory = NvMemory(LogoWay.BIT_IMAGE, tmp_path / "kept.json")
    bench.send(storing(LOGO, LogoWay.BIT_IMAGE))
    again = NvMemory(LogoWay.BIT_IMAGE, tmp_path / "kept.json")
    assert again.found(PrintKept(b"\x01")) == Raster(8, LOGO.rows)


@pytest.mark.parametrize(
    "content", ["", "[1]", '{"01": 3}', '{"zz": [1, 0, "AA=="]}', '{"01": [0, 0, "AA=="]}']
)
def test_a_file_that_was_spoilt_is_an_empty_memory(tmp_path, content):
    (tmp_path / "kept.json").write_text(content)
    assert NvMemory(LogoWay.BIT_IMAGE, tmp_path / "kept.json").found(PrintKept(b"\x01")) is None
