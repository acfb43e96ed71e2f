"""`kiosk first-start`: the five questions over SSH, and the files for stick and scanner."""

from __future__ import annotations

import io
import shutil
import threading

import pytest
from PIL import Image

from config.adoption import files_of
from config.branch import SAMPLE, load
from config.branch_file import opened
from config.lobby_devices import LobbyDevices, Scanner, ScannerKind
from kiosk.commissioning import collecting, guests
from kiosk.commissioning.codes import codes_of
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.wishes import Want, ask, taken
from ui.cli.arguments import arguments
from ui.cli.first_codes import with_codes, with_scanner
from ui.cli.run import _parts
from ui.cli.setting import Setting, setting
from ui.cli.setting_up import as_delivered, setting_up

SECRET = "a long enough one"


@pytest.fixture
def rooms(tmp_path):
    made = Rooms(tmp_path / "data")
    made.setup.mkdir()
    return made


@pytest.fixture
def config(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "etc")


@pytest.fixture
def box(kiosk, rooms, config, tmp_path):
    """The command on a box that is set up meanwhile."""
    here, over = Setting(config, rooms.data), threading.Event()
    working = setting_up(here, tmp_path / "stick", None)

    def work():
        while not over.wait(0.02):
            working.work()

    def run(deed, *words):
        return kiosk("first-start", deed, "--config", config, *words)

    thread = threading.Thread(target=work)
    thread.start()
    yield run
    over.set()
    thread.join()


def another(tmp_path):
    folder = shutil.copytree(SAMPLE, tmp_path / "jiangan")
    file = folder / "branch.toml"
    file.write_text(file.read_text().replace('id = "wutong"', 'id = "jiangan"'))
    return folder


def test_a_box_is_set_up_over_ssh(box, kiosk, rooms, config, tmp_path, monkeypatch):
    assert box("status", "--json").value["missing"] == ["language", "branch", "administrator"]
    assert box("code").out.strip() == guests.code(rooms)
    assert box("language", "en").code == 0
    file = tmp_path / "branch.zip"
    assert box("pack", another(tmp_path), "--out", file).code == 0
    assert box("branch", file).code == 0
    assert load(config).id == "jiangan"
    assert box("skip", "printer").code == 0
    assert "192.168.1.20/24" in box("network", "--address", "10.2.3.4").err
    assert box("skip", "network").code == 0
    assert box("skip", "branch").code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert box("administrator", "chen.min", "--pin-stdin").code == 0
    assert "over" in box("status").out
    assert box("language", "en").code == 1
    assert kiosk("staff", "list", "--config", config).out == "chen.min: administrator\n"


def test_faults_of_a_file_are_told_one_a_line(box, config, tmp_path):
    folder = another(tmp_path)
    (folder / "zones.toml").write_text("zones = 3\n")
    file = tmp_path / "branch.zip"
    shutil.make_archive(str(file.with_suffix("")), "zip", folder)
    told = box("branch", file)
    assert told.code == 1
    assert any(line.startswith("zones.toml") for line in told.err.splitlines())
    assert load(config).id == "wutong"


def test_the_codes_of_a_branch_are_drawn_for_the_scanner(kiosk, tmp_path, monkeypatch):
    # A dozen take two seconds to draw.
    monkeypatch.setattr("ui.cli.first_start.codes_of", lambda files: codes_of(files)[:2])
    made = kiosk("first-start", "codes", SAMPLE, "--out", tmp_path / "codes")
    pictures = sorted((tmp_path / "codes").iterdir())
    assert made.code == 0
    assert pictures[0].name == f"branch-01-of-{len(pictures):02}.png"
    with Image.open(pictures[0]) as drawn:
        assert drawn.width > 300


def test_nobody_is_there_to_do_it(kiosk, rooms, config, monkeypatch):
    monkeypatch.setattr("ui.cli.first_start._PATIENCE_S", 0.0)
    rooms.begun.touch()
    told = kiosk("first-start", "branch", "--stick", "--config", config)
    assert (told.code, "lobby-setup" in told.err) == (1, True)


def test_codes_that_are_scanned_become_the_branch_s_file(rooms, config, tmp_path):
    here, other = Setting(config, rooms.data), []
    take = with_codes(here, other.append)
    for code in (*codes_of({"branch.toml": bytes(range(256)) * 6}), "https://q.bank.example/T/ABC"):
        take(code)
    assert other == ["https://q.bank.example/T/ABC"]
    [(wish, content)] = taken(rooms)
    assert (wish.want, opened(content)) == (Want.BRANCH, {"branch.toml": bytes(range(256)) * 6})
    assert not collecting.reading(rooms).pieces
    rooms.done.touch()
    take("LB1 ABC")
    assert other[-1] == "LB1 ABC"


def test_before_the_branch_s_file_any_scanner_that_plays_a_keyboard_will_do(rooms, config, tmp_path):
    here = Setting(config, rooms.data)
    plugged = tmp_path / "dev"
    plugged.mkdir()
    assert with_scanner(here, LobbyDevices(), plugged).scanner is None
    (plugged / "keys-usb-0_1").touch()
    found = with_scanner(here, LobbyDevices(), plugged).scanner
    assert found == Scanner(kind=ScannerKind.WEDGE, link=str(plugged / "keys-usb-0_1"))
    own = LobbyDevices(scanner=Scanner(kind=ScannerKind.SERIAL, link="/dev/lobby/port-1"))
    assert with_scanner(here, own, plugged) == own
    rooms.done.touch()
    assert with_scanner(here, LobbyDevices(), plugged).scanner is None


def test_a_wish_that_a_terminal_lays_down_is_the_same(rooms):
    ask(rooms, Want.LOOK)
    assert [wish.want for wish, _ in taken(rooms)] == [Want.LOOK]


@pytest.mark.parametrize("demo", [True, False])
def test_the_screen_of_a_demonstration_names_the_pages_as_they_listen(tmp_path, config, demo):
    words = ["run", "--first-start", "--config", str(config), "--data", str(tmp_path / "data")]
    given = arguments().parse_args([*words, *(["--demo"] if demo else [])])
    parts = {part.words[0]: part.words for part in _parts(setting(given), given)}
    assert ("--plain" in parts["web"]) is ("--plain-pages" in parts["touch"]) is demo
    assert arguments().parse_args(parts["touch"]).plain_pages is demo


def test_a_store_that_is_away_is_not_taken_for_a_new_one_and_a_faulty_branch_is_looked_behind(
    rooms, config, tmp_path, kiosk
):
    here = Setting(config, rooms.data)
    own = (config / "branch.toml").read_text()
    (config / "branch.toml").write_text(
        own.replace('store = ""', 'store = "postgresql://lobby@127.0.0.1:1/lobby"')
    )
    assert setting_up(here, None, None).is_fresh() is None
    (config / "branch.toml").write_text("name = broken")
    assert setting_up(Setting(config, rooms.data), None, None).is_fresh() is None
    alone = Setting(config, tmp_path / "alone")
    assert setting_up(alone, None, None).is_fresh() is True
    kiosk("ticket", "issue", "--service", "cash", "--config", SAMPLE, "--data", alone.data)
    assert setting_up(alone, None, None).is_fresh() is False


def test_a_demonstration_works_on_a_copy_of_the_branch_and_never_comes_back(config, tmp_path):
    here = Setting(config, tmp_path / "demo")
    shown = as_delivered(here)
    rooms = Rooms(here.data)
    assert shown.config == here.data / "branch"
    assert files_of(shown.config) == files_of(config)
    (shown.config / "calendar.toml").unlink()
    assert as_delivered(here).config == shown.config
    assert not (shown.config / "calendar.toml").exists()
    rooms.done.touch()
    assert as_delivered(here).config == shown.config
    assert rooms.is_over
