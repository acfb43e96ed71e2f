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
from config.lobby_devices import load_lobby_devices
from config.unit_profile import Key
from drivers.keypad.deeds import RatingPress
from drivers.virtual.hall import VirtualHall
from kiosk.alarms import Trouble, alarms_of
from kiosk.errors import LobbyError
from kiosk.rating import tables
from kiosk.scene import scene
from tests.drivers.benches import eventually
from tests.ui.cli.hall_at_work import BOARD, LOBBY, SCANNER, at_work, state_of
from ui.cli.hall import _play, _profiles, rated_at_counter
from ui.cli.setting import Setting, setting

ROOT = Path(__file__).parents[3]
PATIENCE_S = 20.0


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


@pytest.mark.parametrize("broken", [True, False])
def test_a_branch_without_a_printer_works_its_other_devices_though_its_file_was_faulty(
    branch, tmp_path, broken
):
    """The real process: it starts, tells the fault, takes the mended file up, and ends when told to."""
    (branch / "devices.toml").write_text("")
    sound = (branch / "lobby.toml").read_text()
    here = Setting(branch, tmp_path / "data")
    devices = load_lobby_devices(branch)
    words = ["devices", "--config", str(branch), "--data", str(here.data)]
    if broken:
        (branch / "lobby.toml").write_text("[[wires]\n")
    with VirtualHall(devices, _profiles(here, devices)):
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            if broken:
                eventually(lambda: state_of(here, "lobby.toml") == "failed", PATIENCE_S)
                (branch / "lobby.toml").write_text(sound)
                eventually(lambda: state_of(here, "lobby.toml") == "ok", PATIENCE_S)
            eventually(lambda: state_of(here, "keypad-1") == "ok", PATIENCE_S)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
            said = process.communicate()[1]
    assert ("lobby.toml line 1" in said) is broken
    assert state_of(here, "keypad-1") == "absent"


class TestFaultsOnTheTablet:
    """What goes wrong with a device is an alarm within two seconds of being noticed, and goes again."""

    @pytest.fixture
    def here(self, branch, tmp_path) -> Setting:
        with (branch / "lobby.toml").open("a") as file:
            file.write(SCANNER.format(folder=tmp_path))
            file.write(BOARD.format(folder=tmp_path))
        (branch / "boards").mkdir()
        # A board is spoken to when there is something new to show, else so often.
        (branch / "boards" / "led-modbus.toml").write_text("refresh_s = 1\n")
        return Setting(branch, tmp_path / "data")

    def alarms(self, here: Setting) -> set[str]:
        with closing(here.store()) as store:
            found = alarms_of(scene(here.site(store)))
        return {f"{each.trouble.value} {each.state}" for each in found if each.trouble is Trouble.DEVICE}

    @pytest.mark.parametrize(
        ("broken", "mended", "device", "state"),
        [
            ("unplug hall", "plug hall", "keypad-1", "absent"),
            ("off board-1", "on board-1", "board-1", "silent"),
            ("unplug scanner", "plug scanner", "scanner", "absent"),
        ],
    )
    def test_a_device_that_dies_is_an_alarm_and_comes_back(self, here, broken, mended, device, state):
        with at_work(here) as hall:
            eventually(lambda: state_of(here, device) == "ok", PATIENCE_S)
            self.do(here, hall, broken)
            eventually(lambda: state_of(here, device) == state, PATIENCE_S)
            assert self.alarms(here) == {f"device {state}"}
            self.do(here, hall, mended)
            eventually(lambda: state_of(here, device) == "ok", PATIENCE_S)
            assert self.alarms(here) == set()

    def test_noise_is_no_key_and_no_code_and_ends_nothing(self, here):
        with at_work(here) as hall:
            eventually(lambda: state_of(here, "board-1") == "ok", PATIENCE_S)
            for cable in ("hall", "boards", "scanner"):
                self.do(here, hall, f"noise {cable}")
            for way, state in (("off", "silent"), ("on", "ok")):
                self.do(here, hall, f"{way} board-1")
                eventually(lambda state=state: state_of(here, "board-1") == state, PATIENCE_S)
            assert {state_of(here, each) for each in ("keypad-1", "scanner")} == {"ok"}
        with closing(here.store()) as store, store.read() as cursor:
            kinds = {kind for (kind,) in cursor.all("SELECT kind FROM event")}
        assert kinds == {"day_opened", "device_changed"}

    def do(self, here: Setting, hall: VirtualHall, words: str) -> None:
        assert _play(hall, load_lobby_devices(here.config), words.split())

    def test_a_faulty_file_is_an_alarm_until_it_is_mended(self, here, branch, caplog):
        sound = (branch / "lobby.toml").read_text()
        (branch / "lobby.toml").write_text("[[wires]\n")
        with at_work(here, sound):
            eventually(lambda: self.alarms(here) == {"device failed"}, PATIENCE_S)
            (branch / "lobby.toml").write_text(sound)
            eventually(lambda: state_of(here, "board-1") == "ok", PATIENCE_S)
            eventually(lambda: self.alarms(here) == set(), PATIENCE_S)
        assert "is not used as it stands" in caplog.text


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
        with at_work(here) as hall:
            eventually(lambda: state_of(here, "keypad-1") == "ok", PATIENCE_S)
            hall.press("keypad-1", Key.RATE_5)
            eventually(lambda: self.ratings(here) == [(5, "counter")], PATIENCE_S)

    def test_a_whole_visit_by_keys_leaves_the_customer_time_to_judge(self, here, kiosk, branch, monkeypatch):
        """Next calls, next ends and asks, the customer answers, next calls the next."""
        # Nobody serves so quickly in a lobby; a test does.
        monkeypatch.setattr("drivers.keypad.debounce._HASTE_S", 0.0)
        (branch / "boards").mkdir()
        (branch / "boards" / "keypad-lines.toml").write_text("debounce_ms = 0\n")
        for _ in range(2):
            kiosk("ticket", "issue", "--service", "cash", "--config", branch)
        with at_work(here) as hall:
            eventually(lambda: state_of(here, "keypad-1") == "ok", PATIENCE_S)
            seen = []
            for key in (Key.NEXT, Key.NEXT, Key.RATE_2, Key.NEXT):
                at = len(self.log(here))
                hall.press("keypad-1", key)
                eventually(lambda at=at: len(self.log(here)) > at, PATIENCE_S)
                seen.append((key.value, self.states(here)))
        assert seen == [
            ("next", ["called", "waiting"]),
            ("next", ["finished", "waiting"]),
            ("rate-2", ["finished", "waiting"]),
            ("next", ["finished", "called"]),
        ]
        assert self.ratings(here) == [(2, "counter")]

    def log(self, here: Setting) -> list[str]:
        with closing(here.store()) as store, store.read() as cursor:
            return [
                kind for (kind,) in cursor.all("SELECT kind FROM event WHERE counter = '1' OR kind = 'rated'")
            ]

    def states(self, here: Setting) -> list[str]:
        with closing(here.store()) as store, store.read() as cursor:
            return [state for (state,) in cursor.all("SELECT state FROM ticket ORDER BY id")]
