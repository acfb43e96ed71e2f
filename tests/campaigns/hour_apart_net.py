"""Boxes in network namespaces of their own, on a bridge beside the database, and ways to lose the line."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_NETWORK = "10.77.0"
SERVER = f"{_NETWORK}.1"
SUBNET = f"{_NETWORK}.0/24"
_BRIDGE = "bank"
_NAMES = Path("/run/netns")
_CLONE_NEWNET = 0x4000_0000


def cannot() -> str:
    """Why no namespaces can be made here; empty where they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    name = f"lobby-{os.getpid()}-try"
    try:
        tried = _ip("netns", "add", name, check=False)
        if tried:
            return f"the kernel makes no network namespace: {tried}"
        return _ip("-n", name, "link", "add", _BRIDGE, "type", "bridge", check=False)
    except FileNotFoundError:
        return "the command ip is not installed: apt-get install iproute2"
    finally:
        with suppress(FileNotFoundError):
            _ip("netns", "delete", name, check=False)


@dataclass(frozen=True, slots=True)
class Place:
    """One namespace."""

    name: str

    def words(self, *command: str) -> tuple[str, ...]:
        """A command that runs there."""
        return ("ip", "netns", "exec", self.name, *command)

    def enter(self) -> None:
        """The calling process works there from now on."""
        with (_NAMES / self.name).open("rb") as file:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(file.fileno(), _CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), f"{self.name} can't be entered")

    @property
    def pids(self) -> list[int]:
        """Every process that works there."""
        said = subprocess.run(
            ["ip", "netns", "pids", self.name], capture_output=True, text=True, check=True
        ).stdout
        return [int(word) for word in said.split()]

    def kill(self) -> int:
        """The power is cut: all die at once, and nobody may say a last word; how many died."""
        dead: set[int] = set()
        while alive := [pid for pid in self.pids if pid not in dead]:
            for pid in alive:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            dead.update(alive)
        return len(dead)


@dataclass(slots=True)
class Cable:
    """A box's way to the bridge, and how it is lost now; one way of losing it goes over into the next."""

    box: Place
    office: Place
    end: str
    """Of the veth pair: at the box it is eth0, at the bridge it has this name."""
    lost: str = ""

    def lose(self, kind: str) -> None:
        """The line is away from now on, in this way: between two ways it never holds."""
        before, self.lost = self.lost, kind
        _WAYS[kind](self, True)
        if before and before != kind:
            _WAYS[before](self, False)

    def mend(self) -> None:
        """As if nothing had been."""
        if self.lost:
            _WAYS[self.lost](self, False)
        self.lost = ""

    def unplug(self, away: bool) -> None:
        """The cable at the switch: the box's network card has no carrier."""
        _ip("-n", self.office.name, "link", "set", self.end, "down" if away else "up")

    def switch_off(self, away: bool) -> None:
        """The box's own network card is taken down, and with it its addresses' routes."""
        _ip("-n", self.box.name, "link", "set", "eth0", "down" if away else "up")

    def silence(self, away: bool) -> None:
        """Every packet vanishes on its way, in both directions, and nobody is told."""
        deed = ("add", "dev") if away else ("delete", "dev")
        for place, end in ((self.box, "eth0"), (self.office, self.end)):
            kind = ("root", "blackhole") if away else ("root",)
            _run("tc", "-n", place.name, "qdisc", *deed, end, *kind)

    def mislead(self, away: bool) -> None:
        """A router that knows no way: the kernel refuses at once."""
        _ip("-n", self.box.name, "route", "add" if away else "delete", "blackhole", f"{SERVER}/32")


_WAYS: dict[str, Callable[[Cable, bool], None]] = {
    "unplugged": Cable.unplug,
    "silent": Cable.silence,
    "no route": Cable.mislead,
    "card down": Cable.switch_off,
}
KINDS = tuple(_WAYS)


@contextmanager
def laid(names: tuple[str, ...]) -> Iterator[tuple[Place, dict[str, Cable]]]:
    """The database's place with the bridge, and a cable to each box; all of it is gone afterwards."""
    mark = f"lobby-{os.getpid()}"
    office = Place(f"{mark}-office")
    made: list[Place] = []
    cables = {}
    try:
        made.append(_made(office))
        _ip("-n", office.name, "link", "add", _BRIDGE, "type", "bridge")
        _ip("-n", office.name, "addr", "add", f"{SERVER}/24", "dev", _BRIDGE)
        _ip("-n", office.name, "link", "set", _BRIDGE, "up")
        for number, name in enumerate(names, 2):
            made.append(box := _made(Place(f"{mark}-{name}")))
            cables[name] = _plugged_in(box, office, f"to-{name}", f"{_NETWORK}.{number}/24")
        yield office, cables
    finally:
        for place in made:
            place.kill()
            _ip("netns", "delete", place.name)


def _made(place: Place) -> Place:
    _ip("netns", "add", place.name)
    _ip("-n", place.name, "link", "set", "lo", "up")
    return place


def _plugged_in(box: Place, office: Place, end: str, address: str) -> Cable:
    pair = ("type", "veth", "peer", "name", "eth0", "netns", box.name)
    _ip("-n", office.name, "link", "add", end, *pair)
    _ip("-n", office.name, "link", "set", end, "master", _BRIDGE, "up")
    _ip("-n", box.name, "addr", "add", address, "dev", "eth0")
    _ip("-n", box.name, "link", "set", "eth0", "up")
    return Cable(box, office, end)


def _ip(*words: str, check: bool = True) -> str:
    return _run("ip", *words, check=check)


def _run(*words: str, check: bool = True) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise OSError(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stderr.strip() if done.returncode else ""
