"""Boots a disk image in QEMU and looks at it: `python systemd/image/boot.py IMAGE --out DIR`.

The kiosk's printer is a USB serial adapter on the host's end of a line, where the virtual printer
listens. It waits for a picture on the screen, touches it where it is told (0 to 1 of its width and
height), and ends when the printer has put down a paper: `screen-*.png` and `ticket-*.png` are there to
be looked at. Nothing is written to the image. Emulated, since an image must start wherever it is tried.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SERIAL = "TM0001"
"""The adapter's number: the branch names its printer /dev/lobby/serial-TM0001."""
SIDE_MAX = 32767
PAINTED = 40_000
"""Bytes of a picture that has more on it than a firmware's text."""
# An emulated box is ten times slower than a real one: its watchdogs wait as much longer.
_SLOW = "[Service]\nWatchdogSec=300\nTimeoutStartSec=900\n"
_PARTS = ("seat", "touch", "devices", "web", "relay")


def main() -> int:
    """0 when a paper came out."""
    given = _arguments()
    given.out.mkdir(parents=True)
    line = given.out / "line"
    printer = _start_printer(line, given.out)
    began = time.monotonic()
    with (given.out / "console.log").open("wb") as console:
        box = subprocess.Popen(
            [*given.qemu, *_words(given, line)],
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
        )
        try:
            return _look(Machine(given.out / "qmp"), given, began)
        finally:
            for each in (box, printer):
                each.terminate()
                each.wait(30)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Boot a disk image, touch it, and wait for its ticket.")
    parser.add_argument("image", type=Path)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--qemu", nargs="+", default=["qemu-system-x86_64"], metavar="WORD", help="QEMU 10 or newer"
    )
    parser.add_argument("--firmware", type=Path, default=Path("/usr/share/OVMF/OVMF_CODE_4M.fd"))
    parser.add_argument("--date", default="2026-11-25T02:00:00", help="of the box's clock, in UTC")
    parser.add_argument(
        "--touch", nargs=2, type=float, action="append", metavar=("X", "Y"), help="0 to 1 of the screen"
    )
    parser.add_argument("--patience", type=float, default=600.0, metavar="SECONDS")
    return parser.parse_args()


def _start_printer(line: Path, out: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "ui.cli", "virtual", "printer", "--link", str(line), "--out", str(out)]
    printer = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _await(line.exists, 30.0)
    return printer


def _words(given: argparse.Namespace, line: Path) -> list[str]:
    words = ["-accel", "tcg,thread=multi", "-machine", "q35", "-cpu", "Nehalem", "-smp", "2", "-m", "1536"]
    words += ["-nodefaults", "-display", "none", "-no-reboot", "-serial", "stdio", "-vga", "none"]
    words += ["-drive", f"if=pflash,format=raw,readonly=on,file={given.firmware}"]
    words += ["-drive", f"file={given.image.resolve()},format=raw,if=virtio,snapshot=on"]
    words += ["-device", "virtio-vga,xres=1080,yres=1920", "-device", "qemu-xhci", "-device", "usb-tablet"]
    words += ["-chardev", f"serial,id=line,path={line.readlink()}"]
    words += ["-device", f"usb-serial,chardev=line,serial={SERIAL}", "-device", "i6300esb"]
    words += [
        "-rtc",
        f"base={given.date}",
        "-qmp",
        f"unix:{(given.out / 'qmp').resolve()},server=on,wait=off",
    ]
    words += ["-smbios", "type=11,value=io.systemd.stub.kernel-cmdline-extra=console=ttyS0 mitigations=off"]
    drop_ins = (f"io.systemd.credential:systemd.unit-dropin.lobby-{part}.service={_SLOW}" for part in _PARTS)
    return words + [word for each in drop_ins for word in ("-smbios", f"type=11,value={each}")]


class Machine:
    """QEMU's own ear."""

    def __init__(self, place: Path) -> None:
        _await(place.exists, 60.0)
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.connect(str(place))
        self._words = self._wire.makefile("rw")
        self._words.readline()
        self.say("qmp_capabilities")

    def say(self, verb: str, **more: object) -> object:
        """What it answers; what happens meanwhile is let pass."""
        self._words.write(json.dumps({"execute": verb, "arguments": more}) + "\n")
        self._words.flush()
        while True:
            answer = json.loads(self._words.readline())
            if "error" in answer:
                raise SystemExit(f"QEMU to {verb}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def picture(self, file: Path) -> bytes:
        """The screen, as PNG."""
        self.say("screendump", filename=str(file.resolve()), format="png")
        return file.read_bytes()

    def touch(self, x: float, y: float) -> None:
        """A finger down and up again."""
        places = zip(("x", "y"), (x, y), strict=True)
        moves = [{"type": "abs", "data": {"axis": axis, "value": int(at * SIDE_MAX)}} for axis, at in places]
        self.say("input-send-event", events=moves)
        for down in (True, False):
            press = {"type": "btn", "data": {"button": "left", "down": down}}
            self.say("input-send-event", events=[press])
            time.sleep(0.2)


def _look(box: Machine, given: argparse.Namespace, began: float) -> int:
    seen = b""
    number = 0
    touches = list(given.touch or [])
    paper = given.out / "ticket-0001.png"
    while time.monotonic() - began < given.patience:
        time.sleep(5)
        now = box.picture(given.out / f"screen-{number:02}.png")
        if now != seen:
            print(f"{time.monotonic() - began:.0f} s: screen-{number:02}.png, {len(now)} bytes", flush=True)
            number, seen = number + 1, now
        elif touches and len(now) > PAINTED:
            box.touch(*touches.pop(0))
        if paper.exists():
            print(f"{time.monotonic() - began:.0f} s: {paper}")
            return 0
    return 1


def _await(met: Callable[[], bool], patience_s: float) -> None:
    give_up = time.monotonic() + patience_s
    while not met():
        if time.monotonic() > give_up:
            raise SystemExit("It did not come up.")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
