"""The proof of the disk image, as far as it can be judged without starting one."""

from __future__ import annotations

import importlib
import os
import random
import re
import shutil
import struct
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.branch import SAMPLE, load
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.appliance.box import ROOT, UNITS, lines
from tests.appliance.test_image import partitions, size_mib

PROVE = ROOT / "systemd" / "image" / "prove"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
OLD, NEW = b"o" * 512, b"n" * 512


@pytest.fixture
def part(monkeypatch):
    """A module of the proof by its name; it finds the others beside it, as the command does."""
    monkeypatch.syspath_prepend(str(PROVE))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(PROVE) in str(sys.modules[name].__dict__.get("__file__")):
            del sys.modules[name]


def log_of(*entries: tuple[int, int, bytes], known: int = 0) -> bytes:
    """A log as QEMU leaves it: sector, flags and bytes of each; its head knows of the first few at most."""
    head = struct.pack("<QQQI", 0x6A736677736872, 1, known, 512).ljust(512, b"\0")
    lines = (
        struct.pack("<QQQQ", sector, len(told) // 512, flags, 0).ljust(512, b"\0") + told
        for sector, flags, told in entries
    )
    return head + b"".join(lines)


def after_cut(part, tmp_path, log: bytes, keep: float, first: int = 0) -> tuple[bytes, int]:
    power = part("power")
    (tmp_path / "log").write_bytes(log)
    (tmp_path / "disk").write_bytes(OLD * 8)
    lines = power.writes(tmp_path / "log")
    lost = power.cut(tmp_path / "disk", tmp_path / "log", lines, keep, random.Random(1), first)
    return (tmp_path / "disk").read_bytes(), lost


FLUSH, FUA, DISCARD = (0, 1, b""), 2, 4


def test_what_was_flushed_stays_and_what_was_not_is_lost(part, tmp_path):
    log = log_of((1, 0, NEW), FLUSH, (2, 0, NEW * 2), (5, FUA, NEW))
    assert after_cut(part, tmp_path, log, keep=0.0) == (OLD + NEW + OLD * 3 + NEW + OLD * 2, 2)


def test_a_disk_that_loses_nothing_has_everything(part, tmp_path):
    log = log_of((1, 0, NEW), (2, 0, NEW * 2))
    assert after_cut(part, tmp_path, log, keep=1.0) == (OLD + NEW * 3 + OLD * 4, 0)


def test_a_write_is_torn_between_sectors(part, tmp_path):
    disk, lost = after_cut(part, tmp_path, log_of((0, 0, NEW * 8)), keep=0.5)
    assert 0 < lost < 8
    assert disk.count(NEW) == 8 - lost


def test_a_sector_that_was_given_back_stays_as_it_was(part, tmp_path):
    log = log_of((1, 0, NEW)) + struct.pack("<QQQQ", 1, 1, DISCARD, 0).ljust(512, b"\0")
    assert after_cut(part, tmp_path, log, keep=1.0)[0] == OLD + NEW + OLD * 6


def test_a_partition_is_written_alone(part, tmp_path):
    log = log_of((1, 0, NEW), (100, 0, NEW), FLUSH)
    assert after_cut(part, tmp_path, log, keep=0.0, first=98) == (OLD * 2 + NEW + OLD * 5, 0)


def test_a_log_that_was_killed_in_the_middle_of_a_write_ends_before_it(part, tmp_path):
    (tmp_path / "log").write_bytes(log_of((1, 0, NEW), (2, 0, NEW * 2))[:-1])
    assert [line.sector for line in part("power").writes(tmp_path / "log")] == [1]


def test_another_file_is_no_log(part, tmp_path):
    (tmp_path / "log").write_bytes(bytes(512))
    with pytest.raises(ValueError, match="no log of sectors of 512 bytes"):
        part("power").writes(tmp_path / "log")


def test_the_state_is_looked_for_where_the_recipe_lays_it(part):
    before_mib = 1 + sum(size_mib(each) for each in partitions()[:3])
    assert before_mib * 2**20 == part("store").STATE_AT


@pytest.fixture
def data(tmp_path) -> Path:
    folder = tmp_path / "var" / "lib" / "lobby"
    folder.mkdir(parents=True)
    with closing(open_store(folder)) as store:
        Lobby(store, load(SAMPLE), lambda: NOON).issue(IssueRequest(("cash",), "one"))
    return folder


@pytest.mark.skipif(not shutil.which("mke2fs"), reason="there is no mke2fs here")
def test_a_store_is_read_off_its_disk(part, data, tmp_path):
    state = tmp_path / "state"
    words = ["mke2fs", "-q", "-F", "-t", "ext4", "-d", str(tmp_path / "var"), str(state), "64M"]
    subprocess.run(words, check=True)
    found = part("store").examine(state, tmp_path / "found")
    assert found.numbers == ("2026-11-25 A1",)
    assert found.faults == ()


def test_a_store_that_is_not_sound_is_told(part, data, tmp_path):
    look_into = part("store").look_into
    with closing(open_store(data)) as store, store.write() as cursor:
        cursor.run("UPDATE ticket SET state = 'finished'")
    assert any("ticket 1" in fault for fault in look_into(data).faults)
    assert look_into(tmp_path / "var").faults == ("There is no store.",)


@pytest.fixture
def made(part, tmp_path):
    """What a build leaves, as small as it can be."""
    for name, text in (
        ("usr/lib/os-release", "ID=debian\nIMAGE_VERSION=0.1.8\n"),
        ("usr/bin/kiosk", "the old\n"),
    ):
        (tmp_path / "root" / name).parent.mkdir(parents=True)
        (tmp_path / "root" / name).write_text(text)
    made = part("sticks").made_with(tmp_path / "lobby_0.1.8.img")
    words = ["mke2fs", "-q", "-F", "-t", "ext4", "-d", str(tmp_path / "root"), str(made.root), "4M"]
    subprocess.run(words, check=True)
    made.kernel.write_bytes(b"\0root=PARTLABEL=lobby_0.1.8 ro\0IMAGE_VERSION=0.1.8\n\0")
    return made


@pytest.mark.skipif(not shutil.which("mke2fs"), reason="there is no mke2fs here")
def test_an_update_is_made_of_an_image_by_its_number(part, made, tmp_path):
    sticks = part("sticks")
    new = sticks.next_version(made, 1, tmp_path / "new", "the new\n")
    assert new.kernel.read_bytes() == made.kernel.read_bytes().replace(b"0.1.8", b"0.1.9")
    assert sticks._debugfs(new.root, "cat /usr/lib/os-release") == "ID=debian\nIMAGE_VERSION=0.1.9\n"
    assert sticks._debugfs(new.root, "cat /usr/bin/kiosk") == "the new\n"
    assert subprocess.run(["e2fsck", "-fn", str(new.root)], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("mke2fs"), reason="there is no mke2fs here")
def test_a_number_of_another_length_would_not_fit(part, made, tmp_path):
    with pytest.raises(part("machine").ProofError, match="build the image under another version"):
        part("sticks").next_version(made, 2, tmp_path / "new")


def test_every_part_and_its_slower_watchdog_is_handed_over(part):
    machine = part("machine")
    target = (ROOT / "systemd/root/usr/lib/systemd/system/lobby.target").read_text("utf-8")
    assert set(machine.PARTS) == set(re.findall(r"lobby-(\w+)\.service", target))
    start = machine.Start("one", Path("image"))
    assert {f"systemd.unit-dropin.lobby-{name}.service" for name in machine.PARTS} < set(
        machine._credentials(start)
    )


def test_the_box_of_a_proof_has_its_first_start_behind_it(part):
    machine = part("machine")
    done = lines(UNITS / "lobby-setup.service", "ConditionPathExists")[0].removeprefix("!")
    assert f"\nf {done} " in machine._credentials(machine.Start("one", Path("image")))["tmpfiles.extra"]


def test_where_there_is_no_emulator_it_says_that_it_skips(tmp_path):
    words = [
        sys.executable,
        str(PROVE),
        "see",
        "image",
        "--out",
        str(tmp_path / "out"),
        "--qemu",
        "no-such-qemu",
    ]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert told.stdout == "skipped: there is no no-such-qemu here.\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.alone
@pytest.mark.skipif("LOBBY_IMAGE" not in os.environ, reason="LOBBY_IMAGE names no disk image to be started")
def test_an_image_shows_its_screen_and_gives_a_ticket(tmp_path):
    qemu = os.environ.get("LOBBY_QEMU", "qemu-system-x86_64")
    words = [sys.executable, str(PROVE), "see", os.environ["LOBBY_IMAGE"], "--out", str(tmp_path / "out")]
    told = subprocess.run([*words, "--qemu", qemu], capture_output=True, text=True, check=False)
    if told.stdout.startswith("skipped"):
        pytest.skip(told.stdout)
    assert told.returncode == 0, told.stdout
    assert (tmp_path / "out" / "see" / "ticket-0001.png").stat().st_size > 0
