"""`kiosk printer logo`: what a technician does once, and what keeps it from being done twice or amid work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from config.profile import load_profile
from drivers.ownership import owned
from drivers.stored_logo import logo_in, note_sending, noted
from drivers.virtual.printer import VirtualPrinter
from drivers.virtual.tray import Tray
from kiosk.devices import PRINTER
from tests.drivers.benches import words


@pytest.fixture
def branch(branch: Path) -> Path:
    """One whose tickets have a row for the logo."""
    (branch / "tickets").mkdir(exist_ok=True)
    (branch / "tickets" / "zh_CN.toml").write_text('rows = [{ kind = "logo" }, { kind = "number" }]\n')
    return branch


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    profile = load_profile("generic-80")
    with VirtualPrinter(tmp_path / "port", Tray(tmp_path / "tray", words), profile) as virtual:
        yield virtual


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    picture = Image.new("1", (200, 64), 1)
    picture.paste(0, (20, 10, 180, 50))
    picture.save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


@pytest.fixture
def store(kiosk: Callable, branch: Path, logo: Path) -> Callable:
    return lambda *words: kiosk("printer", "logo", logo, "--config", branch, *words)


def stored(tmp_path: Path):
    return logo_in(tmp_path / "data", load_profile("generic-80"))


def looks(kiosk, branch, tmp_path, profile="generic-80") -> tuple[int, int]:
    out = tmp_path / "paper.png"
    assert (
        kiosk("ticket", "render", "--sample", "--profile", profile, "--out", out, "--config", branch).code
        == 0
    )
    with Image.open(out) as picture:
        return picture.height, sum(picture.convert("1").crop((0, 0, picture.width, 184)).histogram()[:1])


def test_it_is_stored_once_and_stands_on_the_paper_from_then_on(store, virtual, kiosk, branch, tmp_path):
    tall, ink = looks(kiosk, branch, tmp_path)
    plain = looks(kiosk, branch, tmp_path, "custom-80")
    answer = store()
    assert (answer.code, answer.err) == (0, "")
    assert "It is stored" in answer.out
    assert stored(tmp_path).wide == 200
    assert looks(kiosk, branch, tmp_path)[0] == tall + 64
    assert looks(kiosk, branch, tmp_path)[1] != ink
    assert looks(kiosk, branch, tmp_path, "custom-80") == plain


def test_the_same_logo_is_not_written_twice_unless_that_is_meant(store, virtual, tmp_path):
    assert store().code == 0
    refused = store()
    assert refused.code != 0
    assert "noted as stored" in refused.err
    assert len(noted(tmp_path / "data").writes) == 1
    assert store("--again").code == 0
    assert len(noted(tmp_path / "data").writes) == 2


def test_a_memory_that_was_written_ten_times_a_day_is_left_alone(store, virtual, kiosk, tmp_path):
    store()
    before = noted(tmp_path / "data")
    for _ in range(9):
        note_sending(tmp_path / "data", before.logo, load_profile("generic-80"), before.writes[0])
    refused = store("--again")
    assert refused.code != 0
    assert "10 times within a day" in refused.err


def test_nothing_is_sent_while_tickets_may_print(store, virtual, tmp_path):
    with owned(tmp_path / "data", PRINTER):
        refused = store()
    assert refused.code != 0
    assert "stop it" in refused.err
    assert noted(tmp_path / "data") is None


def test_a_printer_without_such_a_memory_is_told(store, tmp_path):
    refused = store("--profile", "custom-80")
    assert refused.code != 0
    assert 'logo = "none"' in refused.err


def test_a_printer_that_is_not_there_is_told_and_nothing_is_noted(store, tmp_path):
    refused = store()
    assert refused.code != 0
    assert "nothing is plugged in" in refused.err
    assert noted(tmp_path / "data") is None


@pytest.mark.parametrize("size", [(600, 64), (200, 300)])
def test_a_picture_that_does_not_fit_is_told_with_its_size(store, logo, size):
    Image.new("1", size, 0).save(logo)
    refused = store()
    assert refused.code == 2
    assert f"{size[0]} x {size[1]} dots" in refused.err


def test_a_file_that_is_not_there_is_told(kiosk, branch, tmp_path):
    refused = kiosk("printer", "logo", tmp_path / "none.png", "--config", branch)
    assert (refused.code, "can't be read" in refused.err) == (2, True)


def test_the_doctor_tells_whether_the_printer_has_what_the_tickets_want(store, virtual, kiosk, branch):
    def told() -> dict:
        answer = kiosk("doctor", "--json", "--config", branch)
        return next((part for part in answer.value["parts"] if part["part"] == "logo"), {})

    assert told()["fine"] is False
    assert "`kiosk printer logo FILE.png` stores one" in told()["says"]
    store()
    assert (told()["fine"], told()["found"]["wide"]) == (True, 200)
    (branch / "tickets" / "zh_CN.toml").unlink()
    assert told() == {}


def test_the_doctor_does_not_ask_for_what_a_printer_cannot_keep(kiosk, branch):
    devices = branch / "devices.toml"
    devices.write_text(devices.read_text().replace("generic-80", "custom-80"))
    parts = kiosk("doctor", "--json", "--config", branch).value["parts"]
    told = next(part for part in parts if part["part"] == "logo")
    assert told["fine"]
    assert "tickets go without it" in told["says"]
