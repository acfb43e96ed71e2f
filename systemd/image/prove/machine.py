"""One emulated box: started from a disk image, looked at, touched, and cut from its power.

Everything that a proof needs comes from outside through QEMU: the image is the one that is delivered.
The printer is a USB serial adapter on whose other end the virtual printer listens; root's shell on a
second serial line, and longer watchdogs, are credentials that the emulated firmware hands to systemd.
"""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

SERIAL = "TM0001"
"""The adapter's number: the branch names its printer /dev/lobby/serial-TM0001."""
PARTS = ("seat", "touch", "devices", "web", "relay")
PAINTED = 40_000
"""Bytes of a picture that has more on it than a firmware's text."""
_SIDE_MAX = 32767
# An emulated box is some twenty times slower than a real one: its watchdogs wait as much longer.
_SLOW = "[Service]\nWatchdogSec=300\nTimeoutStartSec=900\n"
_SHELL = """[Unit]
DefaultDependencies=no
After=systemd-tmpfiles-setup.service local-fs.target
Conflicts=shutdown.target
[Service]
ExecStart=/bin/sh -c "stty raw -echo; echo =here=; exec /bin/sh"
StandardInput=tty-force
StandardOutput=tty
TTYPath=/dev/ttyS1
Environment=HOME=/root PATH=/usr/sbin:/usr/bin
Restart=always
"""
# A box whose first start is over: it offers its services, as the branch in the image has them.
_COMMISSIONED = "d /var/lib/lobby-setup 0755 root root -\nf /var/lib/lobby-setup/done 0644 root root -\n"
_CALM = "mitigations=off nokaslr audit=0 apparmor=0 random.trust_cpu=on console=ttyS0 systemd.show_status=no"


class ProofError(Exception):
    """What was to be shown did not happen."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is the same for every start."""

    out: Path
    qemu: tuple[str, ...] = ("qemu-system-x86_64",)
    firmware: Path = Path("/usr/share/OVMF/OVMF_CODE_4M.fd")
    date: str = "2026-11-25T02:00:00"
    cpus: int = 2
    patience_s: float = 600.0


@dataclass(frozen=True, slots=True)
class Start:
    """What one start has of its own."""

    name: str
    disk: Path
    log: Path | None = None
    """Where each write and each flush goes as well, in their order."""
    kept: bool = False
    """Whether what it writes stays in the disk's file."""
    restarts: bool = False
    """Whether a box that asks to be started again is; else it ends there."""
    date: str = ""
    words: str = ""
    credentials: Mapping[str, str] = field(default_factory=dict)
    devices: Sequence[str] = ()


def until(met: Callable[[], bool], patience_s: float, what: str, pause_s: float = 0.2) -> None:
    """Wait for a condition; ProofError where it does not come."""
    give_up = time.monotonic() + patience_s
    while not met():
        if time.monotonic() > give_up:
            raise ProofError(f"{what}: not within {patience_s:.0f} s.")
        time.sleep(pause_s)


class Box:
    """A box with its power on; outside of its `with` it is off, without being asked."""

    def __init__(self, bench: Bench, start: Start) -> None:
        self._bench = bench
        self.folder = bench.out / start.name
        self.folder.mkdir(parents=True)
        self._printer = _start_printer(self.folder)
        self.began = time.monotonic()
        with (self.folder / "qemu.log").open("wb") as told:
            self._qemu = subprocess.Popen(
                [*bench.qemu, *_words(bench, start, self.folder.resolve())],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.STDOUT,
            )
        self._wire = _dial(self.folder / "qmp", self._qemu)
        self._talk = self._wire.makefile("rw")
        self._talk.readline()
        self.say("qmp_capabilities")
        self.shell = Shell(_dial(self.folder / "shell", self._qemu))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.cut()
        self._printer.terminate()
        self._printer.wait(30)

    def cut(self) -> None:
        """The plug is pulled."""
        self._qemu.kill()
        self._qemu.wait()

    @property
    def age_s(self) -> float:
        """How long ago the power came."""
        return time.monotonic() - self.began

    def work_s(self) -> float:
        """CPU seconds of the emulation: the box's work, however busy this machine is."""
        words = Path(f"/proc/{self._qemu.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / 100

    def say(self, verb: str, **more: object) -> object:
        """QEMU's answer; what it tells meanwhile is let pass."""
        self._talk.write(json.dumps({"execute": verb, "arguments": more}) + "\n")
        self._talk.flush()
        while line := self._talk.readline():
            answer = json.loads(line)
            if "error" in answer:
                raise ProofError(f"QEMU to {verb}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
        raise ProofError(f"QEMU ended: {(self.folder / 'qemu.log').read_text(errors='replace')[-400:]}")

    def picture(self, name: str) -> Path:
        """The screen as it is now, as PNG."""
        file = self.folder / f"{name}.png"
        self.say("screendump", filename=str(file.resolve()), format="png")
        return file

    def touch(self, x: float, y: float) -> None:
        """A finger down and up again, 0 to 1 of the screen."""
        places = zip(("x", "y"), (x, y), strict=True)
        moves = [{"type": "abs", "data": {"axis": axis, "value": int(at * _SIDE_MAX)}} for axis, at in places]
        self.say("input-send-event", events=moves)
        for down in (True, False):
            press = {"type": "btn", "data": {"button": "left", "down": down}}
            self.say("input-send-event", events=[press])
            time.sleep(0.2)

    def keys(self, *names: str) -> None:
        """Keys of a keyboard, all down at once."""
        self.say("send-key", keys=[{"type": "qcode", "data": name} for name in names])

    def papers(self) -> list[Path]:
        """The pictures of what the printer has put down."""
        return sorted(self.folder.glob("ticket-*.png"))

    def await_paper(self, count: int) -> list[Path]:
        """The papers, once there are so many."""
        until(lambda: len(self.papers()) >= count, 120.0, f"{count} papers")
        return self.papers()

    def await_screen(self) -> float:
        """Seconds from the power to the kiosk's first frame."""
        until(self._is_painted, self._bench.patience_s, "the first frame", 3.0)
        return self.age_s

    def _is_painted(self) -> bool:
        return self.picture("screen").stat().st_size > PAINTED

    def await_parts(self) -> float:
        """Seconds from the power to the last part's word that it is ready."""
        asked = "systemctl is-active " + " ".join(f"lobby-{part}" for part in PARTS)
        until(
            lambda: self.shell.run(asked).split() == ["active"] * len(PARTS),
            self._bench.patience_s,
            "every part active",
            2.0,
        )
        return self.age_s

    def starts(self) -> int:
        """How often its firmware has begun."""
        return (self.folder / "console.log").read_bytes().count(b"BdsDxe: starting")

    def await_end(self, patience_s: float) -> None:
        """Until the box has ended by itself."""
        self._qemu.wait(patience_s)


class Shell:
    """Root's shell on the second serial line; there is none without QEMU's credential."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire
        self._heard = b""
        self._asked = 0

    def reach(self, patience_s: float) -> None:
        """Until it is there, once a start: what is said to a box before that may arrive in pieces."""
        try:
            self._until(b"=here=\n", patience_s)
        except TimeoutError:
            raise ProofError(f"The shell is not there within {patience_s:.0f} s.") from None
        self._wire.sendall(b"PS1= PS2=\n")
        self.run("true")

    def run(self, command: str, patience_s: float = 120.0) -> str:
        """What a command says, without its status; TimeoutError where it does not end."""
        self._asked += 1
        mark = f"~{self._asked}~\n"
        # Split, so that an echo of the command is not taken for its answer.
        self._wire.sendall(f"{{ {command}\n}} 2>&1; printf '%s%s\\n' '~{self._asked}' '~'\n".encode())
        return self._until(mark.encode(), patience_s).decode(errors="replace").replace("\r", "").strip()

    def await_word(self, word: str, patience_s: float) -> None:
        """Until the box has said it, without being asked."""
        try:
            self._until(word.encode(), patience_s)
        except TimeoutError:
            raise ProofError(f"The box has not said {word} within {patience_s:.0f} s.") from None

    def tell(self, command: str) -> None:
        """A command whose words come by `lines`."""
        self._wire.sendall(command.encode() + b"\n")

    def line(self, patience_s: float) -> str:
        """The next line of what a command told so far."""
        return self._until(b"\n", patience_s).decode(errors="replace").strip()

    def _until(self, mark: bytes, patience_s: float) -> bytes:
        give_up = time.monotonic() + patience_s
        while mark not in self._heard:
            self._wire.settimeout(max(0.01, give_up - time.monotonic()))
            more = self._wire.recv(65536)
            if not more:
                raise ProofError("The box is off.")
            self._heard += more
        told, _, self._heard = self._heard.partition(mark)
        return told


def _start_printer(out: Path) -> subprocess.Popen[bytes]:
    line = out / "line"
    words = [sys.executable, "-m", "ui.cli", "virtual", "printer", "--link", str(line), "--out", str(out)]
    with (out / "printer.log").open("wb") as told:
        printer = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT)
    until(line.exists, 60.0, "the virtual printer")
    return printer


def _dial(place: Path, qemu: subprocess.Popen[bytes]) -> socket.socket:
    def answers() -> bool:
        if qemu.poll() is not None:
            raise ProofError(f"QEMU ended: {(place.parent / 'qemu.log').read_text(errors='replace')[-400:]}")
        return place.exists()

    until(answers, 60.0, f"QEMU's {place.name}")
    wire = socket.socket(socket.AF_UNIX)
    wire.connect(str(place))
    return wire


def _words(bench: Bench, start: Start, folder: Path) -> list[str]:
    words = ["-accel", "tcg,thread=multi", "-machine", "q35", "-cpu", "Nehalem"]
    words += ["-smp", str(bench.cpus), "-m", "1536", "-nodefaults", "-display", "none", "-vga", "none"]
    words += [] if start.restarts else ["-no-reboot"]
    words += ["-drive", f"if=pflash,format=raw,readonly=on,file={bench.firmware}"]
    words += _disk(start)
    words += ["-device", "virtio-vga,xres=1080,yres=1920", "-device", "qemu-xhci,id=usb"]
    words += ["-device", "usb-tablet", "-device", "i6300esb"]
    words += ["-chardev", f"serial,id=line,path={(folder / 'line').readlink()}"]
    words += ["-device", f"usb-serial,chardev=line,serial={SERIAL}"]
    words += ["-chardev", f"file,id=console,path={folder / 'console.log'}", "-serial", "chardev:console"]
    words += ["-chardev", f"socket,id=shell,path={folder / 'shell'},server=on,wait=off"]
    words += ["-serial", "chardev:shell", "-rtc", f"base={start.date or bench.date}"]
    words += ["-qmp", f"unix:{folder / 'qmp'},server=on,wait=off", *start.devices]
    extra = f"{_CALM} systemd.wants=proof-shell.service {start.words}".strip()
    words += ["-smbios", f"type=11,value=io.systemd.stub.kernel-cmdline-extra={extra}"]
    for name, told in _credentials(start).items():
        coded = base64.b64encode(told.encode()).decode()
        words += ["-smbios", f"type=11,value=io.systemd.credential.binary:{name}={coded}"]
    return words


def _disk(start: Start) -> list[str]:
    file = start.disk.resolve()
    if start.log is None:
        snapshot = "off" if start.kept else "on"
        return ["-drive", f"file={file},format=raw,if=virtio,cache=unsafe,snapshot={snapshot}"]
    nodes = [f"driver=file,node-name=disk-file,filename={file}", "driver=raw,node-name=disk,file=disk-file"]
    nodes += [f"driver=file,node-name=log-file,filename={start.log.resolve()}"]
    nodes += ["driver=blklogwrites,node-name=logged,file=disk,log=log-file,log-sector-size=512"]
    named = [word for node in nodes for word in ("-blockdev", node)]
    return [*named, "-device", "virtio-blk-pci,drive=logged,write-cache=on"]


def _credentials(start: Start) -> dict[str, str]:
    slow = {f"systemd.unit-dropin.lobby-{part}.service": _SLOW for part in PARTS}
    slow["systemd.unit-dropin.dev-lobby-screen.device"] = "[Unit]\nJobRunningTimeoutSec=600\n"
    given = {"systemd.extra-unit.proof-shell.service": _SHELL, "tmpfiles.extra": _COMMISSIONED}
    return {**slow, **given, **start.credentials}
