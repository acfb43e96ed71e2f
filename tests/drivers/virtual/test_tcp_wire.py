"""A printer on the network: one host at a time, and gone when its cable is pulled."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tcp_wire import AddressError, TcpWire, parse_address
from drivers.virtual.tray import Tray
from printer.escpos import fence
from tests.drivers.benches import eventually, quick, words

CUT = b"\x1dVB\x00"
PATIENCE_S = 5.0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("127.0.0.1:9100", ("127.0.0.1", 9100)),
        ("[::1]:0", ("::1", 0)),
        ("localhost:65535", ("localhost", 65_535)),
    ],
)
def test_an_address_is_a_host_and_a_port(text, place):
    assert parse_address(text) == place


@pytest.mark.parametrize(
    "text", ["", "9100", ":9100", "host:", "host:65536", "host:-1", "host:x", "host:" + "9" * 99]
)
def test_an_address_that_cannot_be_is_refused_by_name(text):
    with pytest.raises(AddressError) as refused:
        parse_address(text)
    assert repr(text) in str(refused.value)


@pytest.fixture
def printer(tmp_path: Path):
    wire = TcpWire("127.0.0.1", 0)
    with VirtualPrinter(wire, Tray(tmp_path / "tray", words), quick()) as virtual:
        yield virtual, wire


def connect(wire: TcpWire) -> socket.socket:
    host = socket.create_connection((wire.host, wire.port), PATIENCE_S)
    host.settimeout(PATIENCE_S)
    return host


def ask(host: socket.socket, data: bytes, count: int) -> bytes:
    host.sendall(data)
    answer = b""
    while len(answer) < count and (more := host.recv(count - len(answer))):
        answer += more
    return answer


def test_a_ticket_sent_over_the_network_comes_out(printer, tmp_path):
    _, wire = printer
    with connect(wire) as host:
        assert ask(host, b"A001\n" + CUT + fence(b"C001") + b"\x10\x04\x04", 8) == b"\x37\x22C001\x00\x12"
    eventually((tmp_path / "tray" / "ticket-0001.png").exists)


def test_a_second_host_waits_until_the_first_has_gone(printer):
    _, wire = printer
    with connect(wire) as first, connect(wire) as second:
        assert ask(first, b"\x10\x04\x04", 1) == b"\x12"
        second.sendall(b"\x10\x04\x04")
        second.settimeout(0.05)
        with pytest.raises(TimeoutError):
            second.recv(1)
        first.close()
        second.settimeout(PATIENCE_S)
        assert second.recv(1) == b"\x12"


def test_a_pulled_cable_ends_the_connection_and_returns_at_the_same_port(printer):
    virtual, wire = printer
    with connect(wire) as host:
        assert ask(host, b"\x10\x04\x04", 1) == b"\x12"
        virtual.hands.unplug()
        assert host.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        connect(wire)
    virtual.hands.replug()
    with connect(wire) as host:
        assert ask(host, b"\x10\x04\x04", 1) == b"\x12"


def test_a_full_buffer_holds_the_host_without_a_word(printer):
    virtual, wire = printer
    virtual.hands.paper_out()
    with connect(wire) as host:
        host.sendall(b"x" * 8_000)
        eventually(lambda: virtual.mechanism.busy)
        virtual.hands.refill()
        assert ask(host, fence(b"P001"), 7) == b"\x37\x22P001\x00"


def test_a_port_that_is_taken_is_told_in_a_sentence(printer):
    _, wire = printer
    with pytest.raises(AddressError, match=f"No printer can listen at 127.0.0.1:{wire.port}: .*in use"):
        TcpWire("127.0.0.1", wire.port).plug()
