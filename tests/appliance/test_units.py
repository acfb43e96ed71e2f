"""The units: without a warning, as little exposed as was promised, and true to the house's rules."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.upkeep import PARTS
from tests.appliance.box import (
    BOX,
    ROOT,
    UNITS,
    lines,
    services,
    services_of_the_image,
    units_that_start_here,
)
from ui.cli.arguments import arguments
from ui.upkeep.restart import WISHES

EXPOSURE = {
    "lobby-archive": 0.2,
    "lobby-backup": 0.2,
    "lobby-devices": 0.4,
    "lobby-fault@": 0.2,
    "lobby-healthy": 0.5,
    "lobby-learn": 0.2,
    "lobby-relay": 0.9,
    "lobby-restart@": 0.5,
    "lobby-restart-box": 0.5,
    "lobby-restart-night": 0.2,
    "lobby-seat": 1.0,
    "lobby-selftest": 0.2,
    "lobby-setup": 0.9,
    "lobby-touch": 0.2,
    "lobby-update@": 0.2,
    "lobby-web": 0.2,
}
"""Ten is a service that may do anything; docs/appliance.md tells what is left of each."""
WORKERS = ("seat", "touch", "devices", "web", "relay")

analyzed = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze here")


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", "--no-pager", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@analyzed
def test_systemd_finds_nothing_to_warn_of(tmp_path):
    units = units_that_start_here(tmp_path / "units")
    told = analyze(
        "verify", "--man=no", "--recursive-errors=yes", *map(str, sorted(units.glob("lobby*.*[!d]")))
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@analyzed
def test_the_check_notices_a_key_that_systemd_does_not_know(tmp_path):
    unit = units_that_start_here(tmp_path / "units") / "lobby-web.service"
    unit.write_text(unit.read_text("utf-8") + "PrivateNetwerk=yes\n", "utf-8")
    told = analyze("verify", "--man=no", "--recursive-errors=yes", str(unit))
    assert told.returncode != 0
    assert "PrivateNetwerk" in told.stderr


@analyzed
@pytest.mark.parametrize("unit", [*services(), *services_of_the_image()], ids=lambda unit: unit.stem)
def test_a_service_is_exposed_no_more_than_was_promised(unit, tmp_path):
    units = units_that_start_here(tmp_path / "units")
    most = EXPOSURE[unit.stem]
    told = analyze("security", "--offline=true", f"--threshold={most * 10:.0f}", str(units / unit.name))
    assert told.returncode == 0, told.stdout
    assert most <= 1.0


def test_the_page_about_it_tells_the_same_scores():
    told = re.findall(
        r"^\| `(lobby-[a-z@-]+)` \|.*\| (\d\.\d) \|$", (ROOT / "docs/appliance.md").read_text(), re.MULTILINE
    )
    assert {name: float(score) for name, score in told} == EXPOSURE


@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_says_when_it_is_ready_is_watched_and_restarted_for_ever(name):
    unit = UNITS / f"lobby-{name}.service"
    assert lines(unit, "Type") == ["notify"]
    assert lines(unit, "Restart") == ["always"]
    assert 5 <= int(lines(unit, "WatchdogSec")[0]) <= 30
    assert lines(unit, "ExecStopPost") == ["-/usr/lib/lobby/note-fault %N"]
    assert lines(unit, "PartOf") == ["lobby.target"]
    house = UNITS / "lobby-.service.d" / "10-house.conf"
    assert lines(house, "StartLimitIntervalSec") == ["0"]


@pytest.mark.parametrize("unit", services(), ids=lambda unit: unit.stem)
def test_what_a_unit_starts_is_a_verb_of_the_command(unit):
    words = shlex.split(lines(unit, "ExecStart")[0])
    if "/usr/bin/kiosk" in words:
        arguments().parse_args(words[words.index("/usr/bin/kiosk") + 1 :])


@pytest.mark.parametrize("unit", services(), ids=lambda unit: unit.stem)
def test_the_failure_of_a_chore_is_written_down(unit):
    # Not its own: a record that fails is in the journal as it is.
    expected = ["lobby-fault@%N.service"] if lines(unit, "Type") == ["oneshot"] else []
    assert lines(unit, "OnFailure") == ([] if unit.stem == "lobby-fault@" else expected)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (
            {"SERVICE_RESULT": "watchdog", "EXIT_CODE": "killed", "EXIT_STATUS": "ABRT"},
            "result=watchdog exit=killed/ABRT",
        ),
        (
            {
                "MONITOR_SERVICE_RESULT": "exit-code",
                "MONITOR_EXIT_CODE": "exited",
                "MONITOR_EXIT_STATUS": "1",
            },
            "result=exit-code exit=exited/1",
        ),
        ({"SERVICE_RESULT": "success", "EXIT_CODE": "exited", "EXIT_STATUS": "0"}, ""),
        ({}, "result=unknown exit=none/none"),
    ],
)
def test_what_is_written_down_of_a_failure(tmp_path, environment, said):
    logger = tmp_path / "logger"
    logger.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', "utf-8")
    logger.chmod(0o755)
    command = [str(BOX / "usr/lib/lobby/note-fault"), "lobby-web"]
    path = f"{tmp_path}:{os.environ['PATH']}"
    told = subprocess.run(
        command, env={**environment, "PATH": path}, check=True, capture_output=True, text=True
    )
    assert told.stdout == (f"--priority|user.crit|--tag|lobby-fault|part=lobby-web {said}|" if said else "")


def test_only_the_relay_and_the_seat_share_the_box_s_network_and_the_seat_may_not_use_it():
    sharing = {unit.stem for unit in services() if lines(unit, "PrivateNetwork") != ["yes"]}
    # The third only during a first start, with the addresses of the bank's server and no other.
    assert sharing == {"lobby-relay", "lobby-seat", "lobby-setup"}
    seat = UNITS / "lobby-seat.service"
    assert lines(seat, "RestrictAddressFamilies") == ["AF_UNIX AF_NETLINK"]
    assert all("any" in lines(unit, "IPAddressDeny") for unit in services())


def test_while_the_box_starts_the_screen_goes_first_and_nobody_waits_for_the_network():
    weights = {name: lines(UNITS / f"lobby-{name}.service", "StartupCPUWeight") for name in WORKERS}
    order = ["seat", "touch", "devices", "web", "relay"]
    told = [int(weights[name][0]) for name in order]
    assert told == sorted(told, reverse=True)
    assert told[1] > 2 * told[2] > 4 * told[3]
    keys = ("Wants", "Requires", "After")
    assert not [unit.stem for unit in services() for key in keys if "network-online" in str(lines(unit, key))]


def test_nobody_changes_to_another_console_by_a_key():
    cage = shlex.split(lines(UNITS / "lobby-seat.service", "ExecStart")[0])
    assert not [word for word in cage[: cage.index("--")] if re.fullmatch(r"-\w*s\w*", word)]
    assert "PAMName" not in (UNITS / "lobby-seat.service").read_text()


def test_the_compositor_draws_by_nothing_that_translates_at_run_time():
    said = [word for line in lines(UNITS / "lobby-seat.service", "Environment") for word in line.split()]
    assert "WLR_RENDERER=pixman" in said
    assert lines(UNITS / "lobby-.service.d" / "10-house.conf", "MemoryDenyWriteExecute") == ["yes"]


def test_each_process_has_a_user_of_its_own_that_is_made():
    made = (BOX / "usr/lib/sysusers.d/lobby.conf").read_text("utf-8")
    users = {name: lines(UNITS / f"lobby-{name}.service", "User")[0] for name in WORKERS}
    assert len(set(users.values())) == len(WORKERS)
    for unit in services():
        for user in lines(unit, "User"):
            assert re.search(rf"^u {user} ", made, re.MULTILINE)
        for group in lines(unit, "Group"):
            assert re.search(rf"^g {group} ", made, re.MULTILINE)


def test_state_is_written_in_var_alone():
    written = {place for unit in services() for place in lines(unit, "ReadWritePaths")}
    written -= {"/run/lobby-wish", "-/run/lobby-wish"}
    # The branch's folder by one alone, which works during a first start and never again.
    assert lines(UNITS / "lobby-setup.service", "ReadWritePaths") == ["/var/lib/lobby", "/etc/lobby"]
    assert lines(UNITS / "lobby-setup.service", "ConditionPathExists") == ["!/var/lib/lobby-setup/done"]
    written -= {"/etc/lobby"}
    assert written == {"/var/lib/lobby", "/var/backups/lobby", "-/etc/lobby/tickets"}
    made = (BOX / "usr/lib/tmpfiles.d/lobby.conf").read_text("utf-8")
    for place in written:
        assert re.search(rf"^d {place.removeprefix('-')} +2\d7\d root lobby", made, re.MULTILINE)


def test_the_target_wants_every_part_that_there_is():
    wanted = {name for line in lines(UNITS / "lobby.target", "Wants") for name in line.split()}
    parts = {unit.name for unit in UNITS.iterdir() if unit.suffix in {".service", ".socket", ".timer"}}
    oneshots = {unit.name for unit in services() if lines(unit, "Type") == ["oneshot"]}
    wishes = {f"lobby-restart@{part}.path" for part in PARTS}
    assert wanted == (parts - oneshots) | wishes


def test_root_starts_a_part_afresh_that_its_unit_names_and_does_nothing_else():
    unit = UNITS / "lobby-restart@.service"
    assert lines(UNITS / "lobby-restart@.path", "PathExists") == [f"{WISHES}/%i"]
    assert lines(unit, "ExecStart") == ["/usr/bin/systemctl --no-block restart lobby-%i.service"]
    assert lines(unit, "ExecStartPre") == [f"/usr/bin/rm -f {WISHES}/%i"]
    # Whoever is not the pages cannot wish, and the others that write state have no way in.
    writers = {each.stem for each in services() if any("lobby-wish" in line for line in _written(each))}
    assert writers == {"lobby-restart@", "lobby-web"}
    made = (BOX / "usr/lib/tmpfiles.d/lobby.conf").read_text("utf-8")
    assert re.search(rf"^d {WISHES} +0770 lobby-web root -$", made, re.MULTILINE)
    assert all((UNITS / f"lobby-{part}.service").is_file() for part in PARTS)


def _written(unit):
    return lines(unit, "ReadWritePaths")


def test_every_listener_of_the_pages_is_handed_over_by_its_name():
    for name, port in (("staff", 8443), ("board", 8444), ("public", 8445)):
        unit = UNITS / f"lobby-web-{name}.socket"
        assert lines(unit, "FileDescriptorName") == [name]
        assert lines(unit, "ListenStream") == [f"0.0.0.0:{port}"]
        assert lines(unit, "Service") == ["lobby-web.service"]


@pytest.mark.parametrize("name", ["ctrl-alt-del.target", "getty@tty1.service", "autovt@.service"])
def test_a_keyboard_finds_nobody_at_home(name):
    assert (BOX / "etc/systemd/system" / name).readlink() == Path("/dev/null")


def test_the_power_key_does_nothing():
    said = (BOX / "usr/lib/systemd/logind.conf.d/50-lobby.conf").read_text("utf-8")
    for key in ("Power", "Reboot", "Suspend", "Hibernate"):
        assert f"Handle{key}Key=ignore" in said


@pytest.mark.skipif(not shutil.which("udevadm"), reason="there is no udevadm here")
def test_udev_reads_every_rule():
    version = int(subprocess.run(["udevadm", "--version"], capture_output=True, text=True, check=True).stdout)
    if version < 254:
        pytest.skip("this udevadm cannot verify yet; Debian 13's can")
    rules = sorted(map(str, (BOX / "usr/lib/udev/rules.d").iterdir()))
    told = subprocess.run(["udevadm", "verify", *rules], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_every_file_of_the_box_is_of_a_kind_that_systemd_reads():
    assert not [
        path for path in BOX.rglob("*") if path.is_file() and path.name.endswith(("~", ".orig", ".pyc"))
    ]
    assert Path(BOX / "usr/bin/kiosk").stat().st_mode & 0o111


def test_where_there_is_no_screen_nobody_waits_long_for_one():
    (device,) = (each for each in lines(UNITS / "lobby-seat.service", "Wants")[0].split() if "screen" in each)
    patience = lines(UNITS / f"{device}.d" / "10-patience.conf", "JobRunningTimeoutSec")[0]
    assert int(patience.removesuffix("s")) <= 30
    rules = (UNITS.parents[1] / "udev/rules.d/70-lobby.rules").read_text("utf-8")
    assert "/dev/lobby/screen" in rules, "no driver would ever be that device"
