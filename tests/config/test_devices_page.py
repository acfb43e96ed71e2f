"""What docs/devices.md tells a technician to write is what the kiosk takes."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from config.branch import SAMPLE, check, load
from config.lobby_devices import LobbyDevices, ScannerKind, load_lobby_devices
from config.profile import profiles
from config.unit_profile import unit_profiles
from drivers.unit_state import UnitState
from kiosk.print_job import PrintState
from kiosk.printer_state import PrinterState

PAGE = (Path(__file__).parents[2] / "docs" / "devices.md").read_text(encoding="utf-8")
PRINTER, LOBBY = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """The sample branch with what the page says to write."""
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    (folder / "devices.toml").write_text(PRINTER, encoding="utf-8")
    (folder / "lobby.toml").write_text(LOBBY, encoding="utf-8")
    return folder


def test_the_examples_have_no_fault(branch):
    assert [str(fault) for fault in check(branch)] == []
    assert load(branch).printer.profile == "generic-80"


def test_the_lobby_s_example_has_everything_that_can_be_plugged_in(branch):
    devices = load_lobby_devices(branch)
    assert {unit.profile for unit in devices.units} | {"led-plain", "bank-track2"} == set(unit_profiles())
    assert devices.scanner.kind is ScannerKind.WEDGE
    assert set(tomllib.loads(LOBBY)) == set(LobbyDevices.__dataclass_fields__)


def test_the_lines_that_are_commented_out_can_be_used(branch):
    (branch / "clips").mkdir()
    scanner = LOBBY.index("[scanner]")
    hall, rest = LOBBY[:scanner], LOBBY[scanner:]
    rest = rest.replace('kind = "wedge"\nlink = "/dev/input/by-id/usb-scanner-event-kbd"\n', "", 1)
    bare = re.compile(r"^# (?=[a-z_]+ = )", re.MULTILINE)
    (branch / "lobby.toml").write_text(bare.sub("", hall) + bare.sub("", rest), encoding="utf-8")
    assert [str(fault) for fault in check(branch)] == []
    devices = load_lobby_devices(branch)
    assert (devices.wires[0].baud, devices.scanner.kind, devices.voice.clips) == (9_600, "serial", "clips")


@pytest.mark.parametrize("word", [*profiles(), *PrinterState, *PrintState, *UnitState, *unit_profiles()])
def test_every_profile_and_state_is_told(word):
    assert re.search(rf"\b{re.escape(word)}\b", PAGE)
