"""`kiosk virtual hall`, and what a press on the customer's keys comes to."""

from __future__ import annotations

import io
import os
import select
import shutil
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from config.branch import SAMPLE
from drivers.keypad.deeds import RatingPress
from kiosk.errors import LobbyError
from kiosk.rating import tables
from tests.drivers.benches import eventually
from ui.cli.hall import besides, rated_at_counter
from ui.cli.setting import Setting, setting

ROOT = Path(__file__).parents[3]
PATIENCE_S = 20.0
LOBBY = """
[[wires]]
id = "hall"
link = "{folder}/hall"
[[units]]
id = "keypad-1"
profile = "keypad-lines"
wire = "hall"
address = 1
counter = "1"
"""
SCANNER = """
[scanner]
kind = "serial"
link = "{folder}/scanner"
"""


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A branch with a keypad on a line of this test's."""
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    (folder / "lobby.toml").write_text(LOBBY.format(folder=tmp_path))
    return folder


@pytest.fixture
def type_in(kiosk: Callable, branch: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Say these lines to a virtual hall, and end it."""

    def typed(*lines: str):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
        former = signal.getsignal(signal.SIGTERM)
        try:
            return kiosk("virtual", "hall", "--config", branch, "--out", branch / "boards")
        finally:
            signal.signal(signal.SIGTERM, former)

    return typed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("press keypad-9 next", "no keypad keypad-9"),
        ("press keypad-1 fly", "no key fly; there are next, recall"),
        ("press keypad-1 start", "no keypad keypad-1 with a key start"),
        ("scan T:1", "no twin of the scanner"),
        ("off keypad-9", "Type `press KEYPAD KEY`"),
        ("unplug street", "Type `press KEYPAD KEY`"),
        ("dance", "Type `press KEYPAD KEY`"),
    ],
)
def test_what_can_not_be_done_is_a_sentence(type_in, line, words):
    answer = type_in(line)
    assert answer.code == 0
    assert words in answer.err


def test_what_can_be_done_is_done_in_silence(type_in, branch, tmp_path):
    with (branch / "lobby.toml").open("a") as file:
        file.write(SCANNER.format(folder=tmp_path))
    lines = [
        "scan two words",
        "off keypad-1",
        "on keypad-1",
        "unplug hall",
        "plug hall",
        "",
        "press keypad-1 next",
    ]
    assert type_in(*lines).err == ""


def test_a_hall_with_nothing_in_it_is_refused(type_in, branch):
    (branch / "lobby.toml").unlink()
    answer = type_in()
    assert answer.code == 1
    assert "no lobby.toml" in answer.err


def test_a_scanned_text_and_an_unplugged_wire_are_seen_from_the_other_end(branch, tmp_path):
    with (branch / "lobby.toml").open("a") as file:
        file.write(SCANNER.format(folder=tmp_path))
    words = ["virtual", "hall", "--config", str(branch), "--out", str(tmp_path / "boards")]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdin is not None
        assert "The boards are drawn in" in process.stdout.readline()
        near = os.open(tmp_path / "scanner", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        process.stdin.write("scan two words\nunplug hall\n")
        process.stdin.flush()
        assert select.select([near], [], [], PATIENCE_S)[0]
        assert os.read(near, 100) == b"two words\r\n"
        os.close(near)
        eventually(lambda: not (tmp_path / "hall").is_symlink(), PATIENCE_S)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.communicate()
    assert not (tmp_path / "scanner").is_symlink()


class TestTheCustomersKeys:
    @pytest.fixture
    def here(self, kiosk, branch) -> Setting:
        return setting(Namespace(config=branch, data=None, clock=None))

    @pytest.fixture
    def press(self, here) -> Callable:
        take = rated_at_counter(here)
        return lambda score: take(RatingPress("1", score, here.clock(), None))

    @pytest.fixture
    def served(self, kiosk, branch) -> None:
        kiosk("ticket", "issue", "--service", "cash", "--config", branch)
        kiosk("call", "next", "--counter", "1", "--config", branch)
        kiosk("call", "finish", "--counter", "1", "--config", branch)

    def ratings(self, here: Setting) -> list[tuple[int, str]]:
        with closing(here.store()) as store, store.read() as cursor:
            found = tables.rating_of(cursor, 1)
            return [(found.verdict.score, found.channel)] if found else []

    def test_after_the_service_the_press_is_the_customer_s_verdict(self, here, served, press):
        press(4)
        assert self.ratings(here) == [(4, "counter")]
        with pytest.raises(LobbyError):
            press(1)
        assert self.ratings(here) == [(4, "counter")]

    def test_a_press_for_nobody_or_before_the_end_is_refused(self, here, kiosk, branch, press):
        with pytest.raises(LobbyError):
            press(5)
        kiosk("ticket", "issue", "--service", "cash", "--config", branch)
        kiosk("call", "next", "--counter", "1", "--config", branch)
        with pytest.raises(LobbyError):
            press(5)
        assert self.ratings(here) == []

    def test_the_devices_process_is_given_it(self, here, served, tmp_path):
        """From the key on the wire to the verdict in the store."""
        from config.lobby_devices import load_lobby_devices  # noqa: PLC0415
        from config.unit_profile import Key  # noqa: PLC0415
        from drivers.virtual.hall import VirtualHall  # noqa: PLC0415
        from ui.cli.hall import _profiles  # noqa: PLC0415

        devices = load_lobby_devices(here.config)
        begin = besides(here)
        assert begin is not None
        with VirtualHall(devices, _profiles(here, devices)) as hall:
            running = begin(lambda: None)
            try:
                eventually(lambda: self.is_heard(here), PATIENCE_S)
                hall.press("keypad-1", Key.RATE_5)
                eventually(lambda: self.ratings(here) == [(5, "counter")], PATIENCE_S)
            finally:
                running.stop()

    def is_heard(self, here: Setting) -> bool:
        with closing(here.store()) as store:
            known = here.lobby(store).overview().devices.get("keypad-1")
        return known is not None and known.state == "ok"
