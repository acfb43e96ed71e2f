"""Links as text: which ones can be opened, and what a technician is told of the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.branch import SAMPLE, check, load
from config.links import Plug, Way, plug_of

LOBBY = """
[[wires]]
id = "hall"
link = "{wire}"
[scanner]
kind = "serial"
link = "{scanner}"
"""


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    return folder


def with_printer_at(branch: Path, link: str) -> Path:
    file = branch / "devices.toml"
    file.write_text(file.read_text().replace("/dev/lobby/printer", link))
    return branch


@pytest.mark.parametrize(
    ("link", "plug"),
    [
        ("/dev/ttyUSB0", Plug(Way.SERIAL, "/dev/ttyUSB0")),
        ("/dev/usb/lp0", Plug(Way.USB, "/dev/usb/lp0")),
        ("usb:/dev/lobby/printer", Plug(Way.USB, "/dev/lobby/printer")),
        ("tcp:10.0.0.9", Plug(Way.TCP, host="10.0.0.9", port=9_100)),
        ("tcp:[fe80::1]:9101", Plug(Way.TCP, host="fe80::1", port=9_101)),
    ],
)
def test_a_link_says_which_way_a_device_is_plugged_in(link, plug):
    assert plug_of(link) == plug


@pytest.mark.parametrize(
    ("link", "bound"),
    [
        ("tcp:printer:9100", "the host in numbers"),
        ("tcp:10.0.0.9:65536", "a port from 1 to 65535"),
        ("tcp:", "tcp:HOST:PORT"),
        ("COM3", "such as /dev/ttyUSB0"),
        ("usb:lp0", "usb:PATH"),
        ("/dev/", "such as /dev/ttyUSB0"),
    ],
)
def test_a_printer_s_link_that_cannot_be_opened_is_told_and_numbers_are_given_all_the_same(
    branch, link, bound
):
    (fault,) = check(with_printer_at(branch, link))
    assert (fault.file, fault.key, fault.value) == ("devices.toml", "printer.link", link)
    assert bound in str(fault)
    assert load(branch).printer.link == link


@pytest.mark.parametrize("link", ["/dev/ttyS0", "usb:/dev/lobby/printer", "tcp:192.168.1.50:9100"])
def test_a_printer_s_link_that_can_be_opened_has_no_fault(branch, link):
    assert check(with_printer_at(branch, link)) == []


@pytest.mark.parametrize("link", ["tcp:10.0.0.9:9100", "ttyUSB0", "usb:/dev/usb/lp0"])
def test_a_wire_or_a_scanner_is_a_path(branch, link):
    (branch / "lobby.toml").write_text(LOBBY.format(wire=link, scanner=f"x{link}"))
    faults = check(branch)
    assert [(fault.key, fault.value) for fault in faults] == [
        ("wires[1].link", link), ("scanner.link", f"x{link}"),
    ]  # fmt: skip
    assert "a path from / on" in str(faults[0])


def test_a_printer_that_counts_its_cuts_but_holds_nothing_out_is_told(branch):
    file = branch / "devices.toml"
    file.write_text(file.read_text().replace('"generic-80"', '"own"'))
    (branch / "printers").mkdir()
    own = branch / "printers" / "own.toml"
    own.write_text('name = "x"\ndots = 576\nhanzi = "none"\ncompletion = "custom_presenter"\n')
    (fault,) = check(branch)
    assert (fault.file, fault.key) == ("printers/own.toml", "presenter.has")
    assert "must be true, since completion is custom_presenter" in str(fault)
    own.write_text(f"{own.read_text()}[presenter]\nhas = true\n")
    assert check(branch) == []
