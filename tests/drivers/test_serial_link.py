from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from config.schema import Printer
from drivers.deadline import Deadline
from drivers.link import LinkGone, LinkStalled
from drivers.serial_link import SerialLink
from drivers.virtual.wire import PtyWire


@pytest.fixture
def wire(tmp_path: Path):
    wire = PtyWire(tmp_path / "printer")
    wire.plug()
    yield wire
    wire.unplug()


@pytest.fixture
def link(wire: PtyWire):
    link = SerialLink(str(wire.link))
    link.open()
    yield link
    link.close()


def arrived(end: PtyWire | SerialLink, count: int) -> bytes:
    data = b""
    while len(data) < count:
        ready, _, _ = select.select([end.fileno()], [], [], 2.0)
        assert ready, f"only {data!r} arrived"
        data += end.read()
    return data


def test_bytes_travel_both_ways_unchanged(wire, link):
    every_byte = bytes(range(256))
    link.write(every_byte, Deadline.after(1.0))
    assert arrived(wire, 256) == every_byte
    wire.write(every_byte)
    assert arrived(link, 256) == every_byte


def test_reading_when_nothing_has_arrived_gives_nothing(link):
    assert link.read() == b""


def test_a_long_write_goes_out_whole_while_the_other_end_reads(wire, link):
    data = os.urandom(50_000)
    got = b""
    sent = 0
    while sent < len(data):
        link.write(data[sent : sent + 1_000], Deadline.after(1.0))
        sent += 1_000
        got += arrived(wire, 1_000)
    assert got == data


def test_a_write_to_a_device_that_takes_nothing_ends_at_its_deadline(link):
    deadline = Deadline.after(0.05)
    with pytest.raises(LinkStalled, match="and no more") as stalled:
        link.write(bytes(200_000), deadline)
    assert 0 < stalled.value.sent < 200_000
    assert deadline.passed


def test_xoff_holds_a_write_before_its_first_byte(wire):
    link = SerialLink(str(wire.link), flow="xonxoff")
    link.open()
    wire.write(b"\x13?")
    assert arrived(link, 1) == b"?"
    with pytest.raises(LinkStalled) as stalled:
        link.write(b"ticket", Deadline.after(0.05))
    assert stalled.value.sent == 0
    wire.write(b"\x11!")
    assert arrived(link, 1) == b"!"
    link.write(b"ticket", Deadline.after(1.0))
    assert arrived(wire, 6) == b"ticket"
    link.close()


def test_a_real_time_command_goes_through_although_the_device_asked_to_wait(wire):
    link = SerialLink(str(wire.link), flow="xonxoff")
    link.open()
    wire.write(b"\x13?")
    assert arrived(link, 1) == b"?"
    link.insist()
    link.write(b"clear", Deadline.after(1.0))
    assert arrived(wire, 5) == b"clear"
    link.close()
    link.insist()


def test_what_is_discarded_does_not_come_out_later(wire, link):
    with pytest.raises(LinkStalled) as stalled:
        link.write(bytes(200_000), Deadline.after(0.01))
    link.discard()
    link.write(b"next", Deadline.after(1.0))
    data = b""
    while not data.endswith(b"next"):
        data += arrived(wire, 1)
    assert len(data) < stalled.value.sent


def test_a_port_that_is_pulled_is_told_by_read_and_by_write(wire, link):
    wire.unplug()
    with pytest.raises(LinkGone, match="pulled out"):
        link.read()
    with pytest.raises(LinkGone) as gone:
        link.write(b"ticket", Deadline.after(1.0))
    assert gone.value.sent == 0


def test_a_port_that_returns_under_its_path_is_opened_again(wire, link):
    wire.unplug()
    with pytest.raises(LinkGone, match="nothing is plugged in"):
        link.open()
    wire.plug()
    link.open()
    link.write(b"back", Deadline.after(1.0))
    assert arrived(wire, 4) == b"back"


def test_a_port_belongs_to_one_process_alone(wire, link):
    with pytest.raises(LinkGone, match="another program holds it"):
        SerialLink(str(wire.link)).open()


def test_a_closed_link_reads_and_writes_nothing_and_says_so(wire):
    link = SerialLink(str(wire.link))
    link.close()
    link.discard()
    with pytest.raises(LinkGone, match="is not open"):
        link.read()
    with pytest.raises(LinkGone, match="is not open"):
        link.write(b"x", Deadline.after(1.0))


def test_a_path_that_is_no_port_is_told_in_a_sentence(tmp_path):
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(LinkGone, match="cannot be opened"):
        SerialLink(str(path)).open()


def test_the_branch_describes_the_link():
    link = SerialLink.to(Printer(id="p", profile="generic-80", link="/dev/ttyS9", baud=9_600, flow="rtscts"))
    assert (link.name, link.bytes_per_s, link.flow) == ("/dev/ttyS9", 960, "rtscts")
