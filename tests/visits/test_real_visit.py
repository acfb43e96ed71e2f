"""A whole demo branch as a customer meets it: a real window on a virtual screen, a mouse, and paper."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageGrab

from ui.cli.setting import Setting

JADE = (0x08, 0x59, 0x3F)
PATIENCE_S = 30
BLOCK = 40


def until(true: Callable[[], object], what: str) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < give_up, f"still waiting until {what}"
        time.sleep(0.02)


@dataclass(frozen=True)
class Screen:
    """A virtual screen with a mouse."""

    display: str
    width: int
    height: int

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def tap(self, across: float, down: float) -> None:
        """Press at a share of the screen's width and height."""
        place = (str(round(across * self.width)), str(round(down * self.height)))
        subprocess.run(["xdotool", "mousemove", *place, "click", "1"], env=self.environment, check=True)

    def is_still(self) -> bool:
        """Whether the menu is there and does not change any more: no banner comes or goes."""
        before = self.picture()
        time.sleep(0.3)
        return before == self.picture() and before.getpixel((self.width // 2, self.height - 4))[1] > 200

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}

    def jade(self) -> tuple[float, float] | None:
        """The middle of the one green button, as shares of the screen; None where there is none."""
        red, green, blue = (
            band.point([255 * (level == wanted) for level in range(256)])
            for band, wanted in zip(self.picture().split(), JADE, strict=True)
        )
        mask = ImageChops.multiply(red, ImageChops.multiply(green, blue))
        # Only what is solid over a whole block: no icon, no mark on a picked card.
        blocks = mask.resize((self.width // BLOCK, self.height // BLOCK), Image.Resampling.BOX)
        found = blocks.point([255 * (level > 250) for level in range(256)]).getbbox()
        if found is None:
            return None
        return (found[0] + found[2]) * BLOCK / 2 / self.width, (found[1] + found[3]) * BLOCK / 2 / self.height


@pytest.fixture(params=[(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def screen(request: pytest.FixtureRequest) -> Iterator[Screen]:
    width, height = request.param
    told, say = os.pipe()
    size = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset", "-displayfd", str(say)]
    server = subprocess.Popen(["Xvfb", *size], pass_fds=[say], stderr=subprocess.DEVNULL)
    os.close(say)
    with os.fdopen(told) as answer:
        display = f":{answer.readline().strip()}"
    yield Screen(display, width, height)
    server.terminate()
    server.wait()


@pytest.fixture
def branch(screen: Screen, tmp_path: Path) -> Iterator[Path]:
    """`kiosk run --demo` on that screen; gives its data folder."""
    data = tmp_path / "data"
    words = [
        sys.executable,
        "-m",
        "ui.cli",
        "run",
        "--demo",
        "--data",
        str(data),
        "--clock",
        "2026-11-25T10:00",
    ]
    process = subprocess.Popen(words, env=screen.environment, stdout=subprocess.PIPE, text=True)
    yield data
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert said.endswith("Stopped.\n")


def tickets(data: Path) -> list[Path]:
    return sorted((data / "tickets").glob("*.png"))


def printer_state(data: Path) -> str | None:
    """What the devices process last said of the printer."""
    here = Setting(Path("config/sample").resolve(), data)
    with closing(here.store()) as store:
        printer = here.lobby(store).overview().printer
    return printer.state if printer else None


def paper_of(data: Path, label: str) -> str:
    """What the QR code of the last paper says, after checking that it is this ticket's."""
    code = zxingcpp.read_barcode(Image.open(tickets(data)[-1]))
    here = Setting(Path("config/sample").resolve(), data)
    with closing(here.store()) as store:
        lobby = here.lobby(store)
        link = lobby.link(lobby.find(label))
    assert code is not None
    assert code.text == link
    return code.text


def leads(paper: bytes) -> str:
    """Which language a ticket says first."""
    return "en" if paper.index(b"Personal cash") < paper.index("个人现金".encode("gb18030")) else "zh_CN"


def test_two_taps_give_paper_and_a_second_visit_in_english_does_too(screen: Screen, branch: Path):
    first_card = (0.25, 0.16) if screen.height > screen.width else (0.12, 0.3)
    english = (0.87, 0.96)
    until(lambda: printer_state(branch) == "ok", "the printer is there")
    until(screen.is_still, "the screen has nothing more to say")

    screen.tap(*first_card)
    until(screen.jade, "a service is picked")
    screen.tap(*(screen.jade() or (0, 0)))
    until(lambda: len(tickets(branch)) == 1, "the ticket is printed")
    assert paper_of(branch, "A001").startswith("HTTPS://Q.BANK.EXAMPLE/T/")

    screen.tap(*(screen.jade() or (0, 0)))
    until(lambda: screen.jade() is None, "the ticket panel is gone")
    screen.tap(*english)
    screen.tap(*first_card)
    until(screen.jade, "a service is picked in English")
    screen.tap(*(screen.jade() or (0, 0)))
    until(lambda: len(tickets(branch)) == 2, "the English ticket is printed")
    paper_of(branch, "A002")
    chinese, english_paper = (ticket.with_suffix(".bin").read_bytes() for ticket in tickets(branch))
    assert leads(chinese) == "zh_CN"
    assert leads(english_paper) == "en"
