"""The three ways a printer is plugged in: what each does with bytes, and with an end that goes away."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from config.schema import Printer
from drivers.deadline import Deadline
from drivers.link import LinkGone, LinkStalled
from drivers.links import link_to
from drivers.serial_link import SerialLink
from drivers.tcp_link import TcpLink
from drivers.thermal import ThermalPrinter
from drivers.usb_link import UsbLink
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tcp_wire import TcpWire
from drivers.virtual.tray import Tray
from drivers.virtual.wire import PtyWire
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState
from tests.drivers.benches import QUICK, Bench, quick, running, words

LOCAL = "127.0.0.1"


@pytest.fixture
def usb(tmp_path) -> Iterator[tuple[PtyWire, UsbLink]]:
    """The kernel's printer driver and a terminal in raw mode look alike through a descriptor."""
    wire = PtyWire(tmp_path / "lp0")
    wire.plug()
    with closing(UsbLink(str(wire.link))) as link:
        link.open()
        yield wire, link
    wire.unplug()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server((LOCAL, 0))) as listening:
        yield listening


@pytest.fixture
def tcp(listener: socket.socket) -> Iterator[tuple[socket.socket, TcpLink]]:
    with closing(TcpLink(LOCAL, listener.getsockname()[1])) as link:
        link.open()
        with closing(listener.accept()[0]) as far:
            yield far, link


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("/dev/ttyUSB0", SerialLink, "/dev/ttyUSB0"),
        ("/dev/lobby/printer", SerialLink, "/dev/lobby/printer"),
        ("/dev/usb/lp0", UsbLink, "/dev/usb/lp0"),
        ("/dev/usblp1", UsbLink, "/dev/usblp1"),
        ("usb:/dev/lobby/printer", UsbLink, "/dev/lobby/printer"),
        ("tcp:192.168.1.50:9101", TcpLink, "tcp:192.168.1.50:9101"),
        ("tcp:192.168.1.50", TcpLink, "tcp:192.168.1.50:9100"),
        ("tcp:[fe80::1]:9100", TcpLink, "tcp:fe80::1:9100"),
    ],
)
def test_the_branch_names_a_link_and_it_is_the_right_one(written, kind, name):
    link = link_to(Printer(id="p", profile="generic-80", link=written))
    assert type(link) is kind
    assert link.name == name


@pytest.mark.parametrize("where", ["", ":9100", "10.0.0.9:b", "10.0.0.9:0", "10.0.0.9:65536", "10.0.0 9:1"])
def test_an_address_that_is_none_is_told_with_its_form(where):
    with pytest.raises(LinkGone, match="1 to 65535"):
        link_to(Printer(id="p", profile="generic-80", link=f"tcp:{where}")).open()


def test_no_name_service_is_asked_for_a_printer():
    with pytest.raises(LinkGone, match="in numbers"):
        link_to(Printer(id="p", profile="generic-80", link="tcp:printer:9100")).open()
    with pytest.raises(LinkGone, match="cannot be opened"):
        TcpLink("printer.bank.example").open()


def test_bytes_travel_both_ways_over_usb(usb):
    wire, link = usb
    link.write(b"ticket", Deadline.after(1.0))
    assert wire.read() == b"ticket"
    wire.write(b"\x16")
    assert link.read() == b"\x16"
    assert link.read() == b""


def test_a_usb_printer_that_takes_nothing_is_given_up_at_the_deadline(usb):
    with pytest.raises(LinkStalled, match="and no more") as stalled:
        usb[1].write(bytes(200_000), Deadline.after(0.05))
    assert 0 < stalled.value.sent < 200_000


@pytest.mark.parametrize("number", [errno.ENODEV, errno.EIO])
def test_a_usb_cable_that_is_pulled_is_told_by_read_and_by_write(usb, monkeypatch, number):
    def pulled(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "read", pulled)
    monkeypatch.setattr(os, "write", pulled)
    with pytest.raises(LinkGone, match="pulled out"):
        usb[1].read()
    with pytest.raises(LinkGone, match="pulled out"):
        usb[1].write(b"x", Deadline.after(1.0))


def test_a_usb_printer_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LinkGone, match="nothing is plugged in"):
        UsbLink(str(tmp_path / "lp9")).open()
    with pytest.raises(LinkGone, match="is not open"):
        UsbLink("/dev/usb/lp9").read()


def test_bytes_travel_both_ways_over_the_network(tcp):
    far, link = tcp
    link.write(b"ticket", Deadline.after(1.0))
    assert far.recv(100) == b"ticket"
    assert link.read() == b""
    far.sendall(b"\x16")
    far.shutdown(socket.SHUT_WR)
    assert link.read() == b"\x16"
    with pytest.raises(LinkGone, match="ended the connection"):
        link.read()


def test_a_network_printer_that_takes_nothing_is_given_up_and_gets_none_of_it_later(tcp):
    far, link = tcp
    with pytest.raises(LinkStalled) as stalled:
        link.write(bytes(20_000_000), Deadline.after(0.05))
    assert 0 < stalled.value.sent < 20_000_000
    link.discard()
    with pytest.raises(LinkGone):
        link.read()
    link.close()
    with pytest.raises(ConnectionResetError):
        everything(far, stalled.value.sent)


def everything(far: socket.socket, count: int) -> None:
    """So many bytes, or an exception."""
    while count > 0:
        count -= len(far.recv(count))


def test_a_connection_without_anything_in_it_is_not_ended_for_nothing(tcp):
    far, link = tcp
    link.discard()
    link.insist()
    link.write(b"ticket", Deadline.after(1.0))
    assert far.recv(100) == b"ticket"


def test_a_connection_that_nobody_acknowledges_is_found_by_the_kernel(tcp):
    """What is set is all that a test without a broken cable can see."""
    wire = tcp[1]._socket
    assert wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 3_000


def test_a_port_where_nobody_listens_is_told_with_what_to_check(listener):
    port = listener.getsockname()[1]
    listener.close()
    with pytest.raises(LinkGone, match="Check the port"):
        TcpLink(LOCAL, port).open()
    with pytest.raises(LinkGone, match="is not open"):
        TcpLink(LOCAL, port).fileno()


@pytest.fixture(params=["serial", "usb", "tcp"])
def on(request, tmp_path) -> Iterator[Bench]:
    """A printer at work over each link."""
    wire = TcpWire(LOCAL, 0) if request.param == "tcp" else PtyWire(tmp_path / "port")
    virtual = VirtualPrinter(wire, Tray(tmp_path / "tray", words), quick(), outage_s=0.2)
    with ExitStack() as stack:
        stack.enter_context(virtual)
        link = {
            "serial": lambda: SerialLink(str(tmp_path / "port")),
            "usb": lambda: UsbLink(str(tmp_path / "port")),
            "tcp": lambda: TcpLink(LOCAL, wire.port),
        }[request.param]()
        thermal = stack.enter_context(running(ThermalPrinter(link, quick(), lambda _: None, QUICK)))
        yield Bench(virtual, thermal, tmp_path / "tray")


def test_a_printer_is_found_lost_and_found_again_over_each_link_without_a_new_start(on):
    on.await_ready()
    assert on.print("A001").state is PrintState.CUT
    on.hands.unplug()
    on.await_state(PrinterState.ABSENT)
    assert on.print("A002").state is PrintState.FAILED
    on.hands.replug()
    on.await_ready()
    on.hands.silence()
    on.await_state(PrinterState.SILENT)
    on.hands.speak()
    on.await_ready()
    on.hands.paper_out()
    on.await_state(PrinterState.PAPER_OUT)
    on.hands.refill()
    on.await_ready()
    assert on.print("A003").state is PrintState.CUT
    assert [paper[:4] for paper in on.papers(2)] == [b"A001", b"A003"]
