"""Draws the pictures of the README with the program itself: a demo branch on a virtual screen.

Run it as `.venv/bin/python docs/pictures/draw.py` after `./lobby setup test`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

HERE = Path(__file__).resolve().parent
KIOSK = Path(sys.prefix) / "bin" / "kiosk"
SIZE = (1080, 1920)
MORNING = "2026-11-25T09:40"
WAITING = ("cash", "noncash", "cash", "corporate", "cash", "wealth", "cash", "noncash")
PATIENCE_S = 30.0
STILL_S = 1.5


@contextmanager
def screen() -> Iterator[str]:
    """A virtual display that nobody else uses."""
    reader, writer = os.pipe()
    geometry = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", geometry, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def running(environment: dict[str, str], *arguments: str) -> Iterator[None]:
    """The kiosk, stopped as Ctrl-C stops it."""
    process = subprocess.Popen([KIOSK, *arguments], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def still_picture(display: str) -> Image.Image:
    """The screen, once something is on it and nothing moves."""
    give_up, last, since = time.monotonic() + PATIENCE_S, None, 0.0
    while time.monotonic() < give_up:
        now = ImageGrab.grab(xdisplay=display)
        if last is None or now.tobytes() != last.tobytes():
            last, since = now, time.monotonic()
        elif len(now.getcolors(1 << 24) or ()) > 1 and time.monotonic() - since > STILL_S:
            return now
        time.sleep(0.1)
    message = f"Nothing stood still on the screen for {PATIENCE_S:g} s: does `kiosk run --demo` show it?"
    raise SystemExit(message)


def main() -> None:
    """Draw the home screen and a ticket."""
    with tempfile.TemporaryDirectory() as data, screen() as display:
        unset = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        environment |= {"DISPLAY": display, "KIOSK_DATA": data, "KIOSK_CLOCK": MORNING}
        for service in WAITING:
            subprocess.run([KIOSK, "ticket", "issue", "--service", service], env=environment, check=True)
        with running(environment, "run", "--demo", "--windowed", f"{SIZE[0]}x{SIZE[1]}"):
            still_picture(display).save(HERE / "home.png", optimize=True)
        ticket = HERE / "ticket.png"
        subprocess.run([KIOSK, "ticket", "render", "--sample", "--out", ticket], env=environment, check=True)


if __name__ == "__main__":
    main()
