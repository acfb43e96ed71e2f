"""What a ticket costs the disk, and a whole box the memory: counted by the kernel, process by process.

The whole box runs (`kiosk run --demo`: touch screen, devices, pages, relay and a virtual printer), and each
ticket lives its whole life: issued, printed, called, served, finished. Counted is what the kernel had to hand
to the disk for each process (`write_bytes`), pages of the write-ahead log and of the checkpoints alike; the
virtual printer's pictures are none of the product's and are left out.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.branch import SAMPLE
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from ui.cli.setting import Setting

_PATIENCE_S = 120.0
_LOOK_S = 0.02
_PORTS = {8443: 9861, 8444: 9862, 8445: 9863}
_WARM = 30
"""Tickets until logs are full-grown and each process has its size."""
_PART = re.compile(r"ui\.cli (touch|devices|web|relay|run)\b")
_ROOMY = Path("/var/tmp")
"""On a disk: what is written to memory alone is not counted."""


@dataclass(frozen=True, slots=True)
class Wear:
    """What was counted."""

    kb_a_ticket: float
    by_part: dict[str, float]
    store_kb_a_ticket: float
    """By how much the store grows."""
    memory_mb: dict[str, float]
    """Resident, by part."""


def worn(tickets: int) -> Wear:
    """A box that gives so many tickets."""
    with tempfile.TemporaryDirectory(prefix="wear-", dir=_ROOMY) as folder:
        here = _setting(Path(folder))
        with _running(here) as household, closing(here.store()) as store:
            lobby = here.lobby(store)
            warm = min(_WARM, tickets)
            _lives(lobby, warm, 0)
            before, size = _written(household), _size(here.data)
            _lives(lobby, tickets, warm)
            # This process stands in for the touch screen and the counters.
            parts = {name: (kb - before[name]) / tickets for name, kb in _written(household).items()}
            grown = (_size(here.data) - size) / 1_000 / tickets
            return Wear(sum(parts.values()), parts, grown, _memory(household))


def _setting(folder: Path) -> Setting:
    config = folder / "branch"
    shutil.copytree(SAMPLE, config)
    branch = config / "branch.toml"
    text = branch.read_text("utf-8")
    for shipped, ours in _PORTS.items():
        text = text.replace(f"= {shipped}", f"= {ours}")
    branch.write_text(text, "utf-8")
    return Setting(config, folder / "data")


@contextmanager
def _running(here: Setting) -> Iterator[int]:
    """A box at work; the number of its first process."""
    command = [sys.executable, "-P", "-m", "ui.cli", "run", "--demo"]
    place = ["--config", str(here.config), "--data", str(here.data)]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    box = subprocess.Popen(
        [*command, *place], env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await((here.data / "clock.json").exists)
        _await(lambda: len(_parts(box.pid)) == 5)
        yield box.pid
    finally:
        box.send_signal(signal.SIGINT)
        box.wait(_PATIENCE_S)


def _lives(lobby: Lobby, tickets: int, first: int) -> None:
    """Tickets from the door to the end of the service; one press ends a visit and calls the next one."""
    for number in range(first, first + tickets):
        ticket = lobby.issue(IssueRequest(("cash",), f"wear-{number}"))
        _await(lambda: lobby.print_job(ticket.id).state.settled)  # noqa: B023 - asked at once
        called = lobby.finish_and_call("1", "a.zhou") if number else lobby.call_next("1", "a.zhou")
        assert called is not None


def _await(done: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > give_up:
            raise TimeoutError("The box did not come so far in time.")
        time.sleep(_LOOK_S)


def _parts(household: int) -> dict[str, int]:
    """The processes of the box by their names; the virtual printer is none of them."""
    children = Path(f"/proc/{household}/task/{household}/children").read_text("ascii").split()
    found = {}
    for process in (household, *map(int, children)):
        words = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        if part := _PART.search(words):
            found[part.group(1)] = process
    return found


def _written(household: int) -> dict[str, float]:
    """Kilobytes that each process had the disk write, this one among them."""
    processes = {**_parts(household), "visits": os.getpid()}
    return {name: _write_bytes(process) / 1_000 for name, process in processes.items()}


def _write_bytes(process: int) -> int:
    told = Path(f"/proc/{process}/io").read_text("ascii")
    figures = dict(line.split(": ") for line in told.splitlines())
    return int(figures["write_bytes"]) - int(figures["cancelled_write_bytes"])


def _memory(household: int) -> dict[str, float]:
    page_mb = os.sysconf("SC_PAGE_SIZE") / 1e6
    found = {}
    for name, process in _parts(household).items():
        found[name] = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * page_mb
    return found


def _size(data: Path) -> int:
    return (data / "lobby.db").stat().st_size
