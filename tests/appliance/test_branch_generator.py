"""What the units take from the branch's folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from config.branch import SAMPLE
from tests.appliance.box import BOX, OF_THE_IMAGE, UNITS, lines, units_that_start_here

GENERATOR = BOX / "usr/lib/systemd/system-generators/lobby-branch-generator"


@pytest.fixture
def branch(tmp_path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "branch")
    return tmp_path / "branch"


def made(branch: Path) -> tuple[dict[str, Path], str]:
    """The drop-ins by the unit they are for, and what was said aloud."""
    out = branch.parent / "made"
    out.mkdir(exist_ok=True)
    command = ["python3", "-IS", str(GENERATOR), str(out), str(out), str(out)]
    environment = {**os.environ, "KIOSK_CONFIG": str(branch)}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return {file.parent.name.removesuffix(".d"): file for file in out.glob("*/50-branch.conf")}, told.stderr


def change(branch: Path, file: str, before: str, after: str) -> None:
    text = (branch / file).read_text("utf-8")
    assert before in text
    (branch / file).write_text(text.replace(before, after, 1), "utf-8")


def test_the_sample_branch_lets_nobody_out(branch):
    units, said = made(branch)
    assert [name for name in units if name.endswith(".service")] == []
    assert said == ""


def test_the_pages_listen_where_the_branch_says(branch):
    change(branch, "branch.toml", 'staff_address = "0.0.0.0"', 'staff_address = "fd00::7"')
    change(branch, "branch.toml", "staff_port = 8443", "staff_port = 9443")
    units, _ = made(branch)
    assert lines(units["lobby-web-staff.socket"], "ListenStream") == ["", "[fd00::7]:9443"]
    assert lines(units["lobby-web-public.socket"], "ListenStream") == ["", "0.0.0.0:8445"]


def test_the_self_test_comes_half_an_hour_before_the_first_door_opens(branch):
    change(branch, "hours.toml", 'monday = ["09:00-17:00"]', 'monday = ["09:15-17:00"]')
    units, _ = made(branch)
    moments = lines(units["lobby-selftest.timer"], "OnCalendar")
    # Corporate business still begins at nine on Mondays.
    assert moments[:2] == ["", "Mon *-*-* 08:30 Asia/Shanghai"]
    assert "Sat *-*-* 09:00 Asia/Shanghai" in moments
    assert "2026-02-14 08:30 Asia/Shanghai" in moments
    assert not [moment for moment in moments if moment.startswith("2026-10-01")]


def test_the_chores_of_the_night_begin_by_the_clock_of_the_branch(branch):
    units, _ = made(branch)
    timers = {name: file for name, file in units.items() if name.endswith(".timer")}
    nightly = {name: file for name, file in timers.items() if name != "lobby-selftest.timer"}
    shipped = {
        file.name: lines(file, "OnCalendar")
        for folder in (UNITS, OF_THE_IMAGE)
        for file in folder.glob("*.timer")
        if file.name != "lobby-selftest.timer" and lines(file, "OnCalendar")
    }
    assert {name: lines(file, "OnCalendar") for name, file in nightly.items()} == {
        name: ["", f"{at} Asia/Shanghai"] for name, (at,) in shipped.items()
    }


def test_a_database_elsewhere_is_reached_by_everybody_and_nothing_else_is(branch):
    change(branch, "branch.toml", 'store = ""', 'store = "postgresql://lobby@10.0.0.5/lobby"')
    units, _ = made(branch)
    for name in ("touch", "devices", "web", "relay", "learn", "archive", "selftest", "update@"):
        unit = units[f"lobby-{name}.service"]
        assert lines(unit, "IPAddressAllow") == ["10.0.0.5"]
        assert lines(unit, "PrivateNetwork") == ["no"]
    assert "lobby-seat.service" not in units


def test_a_printer_on_the_network_is_reached_by_the_devices_process_alone(branch):
    change(branch, "devices.toml", 'link = "/dev/lobby/printer"', 'link = "tcp:192.168.1.50:9100"')
    units, _ = made(branch)
    assert [name for name in units if name.endswith(".service")] == ["lobby-devices.service"]
    assert lines(units["lobby-devices.service"], "IPAddressAllow") == ["192.168.1.50"]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://10.1.2.3:8446", "10.1.2.3"),
        ("https://[fd00::9]/x", "fd00::9"),
        ("https://scoring.bank.example", "any"),
    ],
)
def test_the_relay_may_call_the_scoring_server(branch, url, allowed):
    change(branch, "rating.toml", 'url = ""', f'url = "{url}"')
    units, _ = made(branch)
    assert lines(units["lobby-relay.service"], "IPAddressAllow") == [allowed]


def test_only_what_asks_the_bank_s_server_for_a_new_system_may_reach_it(branch):
    change(branch, "updates.toml", 'server = ""', 'server = "https://10.0.0.7/lobby"')
    units, _ = made(branch)
    assert [name for name in units if name.endswith(".service")] == ["lobby-update@server.service"]
    assert lines(units["lobby-update@server.service"], "IPAddressAllow") == ["10.0.0.7"]


def test_a_faulty_file_leaves_the_units_as_shipped_and_says_which_it_is(branch):
    (branch / "hours.toml").write_text("monday = [", "utf-8")
    units, said = made(branch)
    assert "lobby-selftest.timer" not in units
    assert "lobby-web-staff.socket" in units
    assert "hours.toml is left out of account" in said


def test_a_line_in_a_value_adds_nothing_to_a_unit(branch):
    change(branch, "branch.toml", 'timezone = "Asia/Shanghai"', 'timezone = "UTC\\n[Service]\\nUser=root"')
    change(branch, "branch.toml", 'store = ""', 'store = "postgresql://10.0.0.5\\nUser=root"')
    units, _ = made(branch)
    for unit in units.values():
        assert "User" not in unit.read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze here")
def test_systemd_takes_what_was_made(branch, tmp_path):
    change(branch, "branch.toml", 'store = ""', 'store = "postgresql://lobby@10.0.0.5/lobby"')
    units, _ = made(branch)
    folder = units_that_start_here(tmp_path / "units")
    for name, file in units.items():
        (folder / f"{name}.d").mkdir(exist_ok=True)
        shutil.copy(file, folder / f"{name}.d")
    named = sorted(str(folder / name) for name in [*units, "lobby-web.service"])
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=yes", *named]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
