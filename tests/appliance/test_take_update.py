"""The part of an update that is root: what it takes from where, and what it tells of it."""

from __future__ import annotations

import runpy

import pytest

from config import updates
from tests.appliance.box import ROOT

PROGRAM = ROOT / "systemd/image/root/usr/lib/lobby/take-update"
RUNNING = "0.1.1"


class Box:
    """Its functions, with its folders in a place of this test's, and commands that only say they were run."""

    def __init__(self, folder, monkeypatch) -> None:
        self.inside = runpy.run_path(str(PROGRAM))["main"].__globals__
        self.done: list[str] = []
        self.answers = {"mount": (0, ""), "umount": (0, ""), "lobby-update": (0, "")}
        self.room, self.kernels = folder / "room", folder / "kernels"
        for made in (self.room, self.kernels):
            made.mkdir()
        self.inside |= {"ROOM": self.room, "MOUNTED": self.room / "stick", "KERNELS": self.kernels}
        self.inside |= {
            "STICK": folder / "sda1",
            "RELEASE": folder / "os-release",
            "UPDATES": folder / "updates.toml",
        }
        self.inside |= {"KEPT": folder / "kept/version", "run": self.run}
        self.inside["RELEASE"].write_text(f"ID=debian\nIMAGE_VERSION={RUNNING}\n")
        self.has(f"lobby_{RUNNING}.efi")
        self.takes = ""
        self.monkeypatch = monkeypatch

    def run(self, *words: str, patience_s: float = 60) -> tuple[int, str]:
        self.done.append(" ".join(words))
        if words[0] == "lobby-update" and self.takes:
            self.has(self.takes)
        return self.answers[words[0]]

    def has(self, *names: str) -> None:
        for name in names:
            (self.kernels / name).touch()

    def stick(self, *files: str) -> None:
        self.inside["STICK"].touch()
        for file in files:
            place = self.room / "stick" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()

    def deed(self, name: str) -> str:
        self.monkeypatch.setattr("sys.argv", ["take-update", name])
        self.inside["main"]()
        told = self.room / "told"
        return told.read_text("utf-8") if told.exists() else ""

    @property
    def waiting(self) -> str:
        file = self.room / "waiting"
        return file.read_text("utf-8") if file.exists() else ""


@pytest.fixture
def box(tmp_path, monkeypatch) -> Box:
    return Box(tmp_path, monkeypatch)


def test_a_stick_is_read_and_run_by_nobody_and_gone_afterwards(box):
    box.stick("lobby-update/SHA256SUMS")
    box.takes = "lobby_0.1.2+3-0.efi"
    assert box.deed("stick") == "ok taken version=0.1.2 stays=0.1.1"
    mounted, taken, gone = box.done
    assert mounted.startswith("mount -t vfat -o ro,nosuid,nodev,noexec,nosymfollow ")
    assert taken == f"lobby-update {box.room}/stick/lobby-update"
    assert gone == f"umount {box.room}/stick"
    assert box.waiting == "0.1.2"
    assert not (box.room / "at-work").exists()


def test_what_is_older_or_the_same_leaves_everything_as_it_was(box):
    box.stick("SHA256SUMS")
    assert box.deed("stick") == "note nothing_newer version=0.1.1"
    assert f"lobby-update {box.room}/stick" in box.done
    assert box.waiting == ""


@pytest.mark.parametrize(
    ("says", "word", "told"),
    [
        ("Signature verification failed: BAD signature", "failed", "unsigned"),
        ("Failed to fetch SHA256SUMS.gpg", "failed", "unsigned"),
        ("No space left on device", "failed", "not_taken"),
    ],
)
def test_a_refused_update_is_an_alarm(box, says, word, told):
    box.stick("SHA256SUMS")
    box.answers["lobby-update"] = (1, says)
    said = box.deed("stick")
    assert said.startswith(f"{word} ")
    assert told in said
    assert box.waiting == ""
    assert box.done[-1].startswith("umount ")


def test_no_stick_one_of_another_kind_and_one_without_an_update_are_told_and_no_alarm(box):
    assert box.deed("stick") == "note no_stick"
    assert box.done == []
    box.stick()
    box.answers["mount"] = (32, "")
    assert box.deed("stick") == "note unreadable"
    assert [line.split()[2] for line in box.done] == ["vfat", "exfat"]
    box.answers["mount"] = (0, "")
    assert box.deed("stick") == "note not_there folder=lobby-update"
    assert box.done[-1].startswith("umount ")


@pytest.mark.parametrize(
    "table", ["", 'server = ""', 'server = "http://10.0.0.7/"', "server = [", "server = 7"]
)
def test_nobody_is_asked_where_the_branch_names_no_server_with_https(box, table):
    box.inside["UPDATES"].write_text(table)
    assert not box.deed("server").startswith(("ok", "failed"))
    assert box.done == []


def test_a_server_that_does_not_answer_is_no_alarm_and_one_that_cheats_is(box):
    box.inside["UPDATES"].write_text('server = "https://10.0.0.7/lobby"')
    box.answers["lobby-update"] = (1, "Connection refused")
    assert box.deed("server") == "note no_answer"
    assert box.done == ["lobby-update https://10.0.0.7/lobby"]
    box.answers["lobby-update"] = (1, "cannot verify signature")
    assert box.deed("server") == "failed unsigned"


def test_a_system_that_was_given_up_is_told_and_does_not_wait(box):
    box.has("lobby_0.1.2+0-3.efi", "lobby_0.0.9+0-3.efi")
    assert box.deed("seen") == "failed given_up version=0.1.2 tries=3 stays=0.1.1"
    assert box.waiting == ""


def test_a_new_system_is_told_of_once_it_counts_no_more(box):
    box.inside["KEPT"].parent.mkdir()
    box.inside["KEPT"].write_text("0.1.0")
    (box.kernels / f"lobby_{RUNNING}.efi").rename(box.kernels / f"lobby_{RUNNING}+2-1.efi")
    assert box.deed("seen") == ""
    (box.kernels / f"lobby_{RUNNING}+2-1.efi").rename(box.kernels / f"lobby_{RUNNING}.efi")
    assert box.deed("seen") == "ok kept version=0.1.1 before=0.1.0"
    assert box.deed("seen") == ""


def test_the_first_system_of_a_box_is_nothing_new(box):
    assert box.deed("seen") == ""
    assert box.inside["KEPT"].read_text() == RUNNING


def test_an_address_that_the_branch_s_folder_may_name_is_one_that_is_taken():
    # It runs outside the program's environment, so that both say it for themselves.
    assert runpy.run_path(str(PROGRAM))["SERVER"].pattern == updates._SERVER.pattern
