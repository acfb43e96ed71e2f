"""What a box tells of itself, and what it has done by whoever may."""

from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest

from config.box_network import BoxNetwork
from drivers.box import LinuxBox


@pytest.fixture
def root(tmp_path):
    for folder in ("dev/lobby", "sys/class/net/lo", "sys/class/net/eth0", "run", "proc/self/net", "orders"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "sys/class/net/lo/carrier").write_text("1\n")
    (tmp_path / "sys/class/net/eth0/carrier").write_text("0\n")
    route = "Iface\tDestination\tGateway\neth0\t0000A8C0\t00000000\neth0\t00000000\t0101A8C0\n"
    (tmp_path / "proc/self/net/route").write_text(route)
    return tmp_path


def test_what_may_be_a_printer_is_named_as_a_link(root):
    for name in ("usblp", "port-pci-1", "serial-TM0001", "keys-usb", "screen", "stick"):
        (root / "dev/lobby" / name).touch()
    links = ["/dev/lobby/port-pci-1", "/dev/lobby/serial-TM0001", "usb:/dev/lobby/usblp"]
    assert LinuxBox(root=root).links() == links
    (root / "orders/links").write_text("printer\nscreen")
    assert LinuxBox(root / "orders", root).links() == ["/dev/lobby/printer"]


def test_cable_gateway_and_time_are_told(root):
    facts = LinuxBox(root=root).facts("")
    assert (facts["cable"], facts["gateway"], facts["fixed"]) == (False, "192.168.1.1", False)
    assert (facts["synchronised"], facts["reached"]) == (False, None)
    (root / "sys/class/net/eth0/carrier").write_text("1\n")
    (root / "run/systemd/timesync").mkdir(parents=True)
    (root / "run/systemd/timesync/synchronized").touch()
    facts = LinuxBox(root=root).facts("")
    assert (facts["cable"], facts["synchronised"]) == (True, True)
    assert datetime.fromisoformat(facts["time"]).tzinfo is UTC


def test_a_server_is_reached_or_not(root):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert LinuxBox(root=root).facts(f"http://127.0.0.1:{port}/v1")["reached"] is True
    assert LinuxBox(root=root).facts(f"http://127.0.0.1:{port}/v1")["reached"] is False
    assert LinuxBox(root=root).facts("https://[broken")["reached"] is False


def test_address_and_clock_are_left_for_whoever_may_set_them(root):
    box = LinuxBox(root / "orders", root)
    with pytest.raises(OSError, match="systemd-networkd"):
        box.set_network(BoxNetwork("10.2.3.4/16"))
    (root / "run/systemd/netif").mkdir(parents=True)
    box.set_network(BoxNetwork("10.2.3.4/16", clocks=("10.2.0.4",)))
    box.set_clock(datetime(2026, 11, 25, 1, 30, tzinfo=UTC))
    assert "Address=10.2.3.4/16\n" in (root / "orders/network").read_text()
    assert (root / "orders/clocks").read_text().endswith("NTP=10.2.0.4\n")
    assert (root / "orders/clock").read_text() == "1795570200"
    with pytest.raises(PermissionError):
        LinuxBox(root=root).set_clock(datetime(2026, 11, 25, tzinfo=UTC))
