"""What of a branch's lobby.toml can be used, and when it is read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.branch import SAMPLE, load
from config.lobby_file import LobbyFile

LOBBY = """
[[wires]]
id = "hall"
link = "/dev/lobby/hall"
[[units]]
id = "board-1"
profile = "led-plain"
wire = "hall"
address = 1
counter = "1"
[[units]]
id = "keypad-1"
profile = "keypad-485"
wire = "hall"
address = 31
counter = "1"
"""


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    (folder / "lobby.toml").write_text(LOBBY)
    return folder


@pytest.fixture
def file(branch) -> LobbyFile:
    return LobbyFile(branch, load(branch))


def test_a_sound_file_is_read_once_and_again_when_it_changed(file, branch):
    assert file.changed
    assert {unit.id for unit in file.read().devices.units} == {"board-1", "keypad-1"}
    assert not file.changed
    (branch / "lobby.toml").write_text(f"{LOBBY}# a remark\n")
    assert file.changed


def test_a_file_that_is_no_toml_gives_nothing_and_stands_in_no_branch_s_way(file, branch):
    (branch / "lobby.toml").write_text("[[wires]\n")
    assert load(branch).id
    assert file.read() is None
    assert "lobby.toml line 1" in str(file.faults[0])
    (branch / "lobby.toml").write_text(LOBBY)
    assert file.changed
    assert file.read() is not None
    assert file.faults == []


def test_a_file_that_contradicts_itself_gives_nothing(file, branch):
    (branch / "lobby.toml").write_text(LOBBY.replace('wire = "hall"', 'wire = "hal"', 1))
    assert file.read() is None
    assert "Did you mean hall?" in str(file.faults[0])


def test_a_profile_with_a_fault_leaves_out_its_own_units_alone(file, branch):
    (branch / "boards").mkdir()
    (branch / "boards" / "led-plain.toml").write_text("rows = 99\n")
    found = file.read()
    assert load(branch).id
    assert [unit.id for unit in found.devices.units] == ["keypad-1"]
    assert set(found.profiles) == {"keypad-485"}
    assert "boards/led-plain.toml: rows is 99" in found.left_out["board-1"]
    (branch / "boards" / "led-plain.toml").write_text("rows = 2\n")
    assert file.changed
    assert file.read().profiles["led-plain"].rows == 2


def test_a_branch_without_the_file_has_nothing_plugged_in(file, branch):
    (branch / "lobby.toml").unlink()
    assert file.read().devices.units == ()
