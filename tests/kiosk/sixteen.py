"""A branch with sixteen counters of one kind, and processes that press next at all of them at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.branch import SAMPLE, load
from config.schema import Branch
from kiosk.lobby import Lobby
from kiosk.store import Store, open_store
from tests.house.imports import ROOT

COUNTERS = tuple(str(number) for number in range(1, 17))
PROCESSES = 4
PATIENCE_S = 60.0


def sixteen() -> Branch:
    sample = load(SAMPLE)
    first = sample.counter("1")
    return replace(sample, counters=tuple(replace(first, id=number) for number in COUNTERS))


def clock() -> datetime:
    return datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Round:
    """The tickets that were given until nobody waited, and how long that took."""

    given: list[int]
    took_s: float


@dataclass(frozen=True)
class Pressing:
    """The processes, each with a connection for every counter of its own."""

    processes: list[subprocess.Popen[str]]

    def round(self) -> Round:
        """All press from the same moment on, until nobody waits."""
        began_s = time.monotonic()
        for process in self.processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        told = [line.split() for process in self.processes for line in _until_done(process)]
        ended_s = max((float(moment) for _, moment in told), default=began_s)
        return Round([int(ticket) for ticket, _ in told], ended_s - began_s)


@contextmanager
def pressing(folder: Path, address: str) -> Iterator[Pressing]:
    """The counters of a store, ready to press."""
    command = [sys.executable, "-m", "tests.kiosk.sixteen", str(folder), address]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    started = [
        subprocess.Popen([*command, *COUNTERS[place::PROCESSES]], **pipes) for place in range(PROCESSES)
    ]
    try:
        for process in started:
            assert process.stdout.readline() == "ready\n"
        yield Pressing(started)
    finally:
        for process in started:
            process.communicate(timeout=PATIENCE_S)
    assert [process.returncode for process in started] == [0] * PROCESSES


def _until_done(process: subprocess.Popen[str]) -> Iterator[str]:
    for line in process.stdout:
        if line == "done\n":
            return
        yield line
    raise AssertionError("a process that presses next has ended")


def press(store: Store, counter: str, branch: Branch) -> None:
    """Call and finish until nobody waits, telling each ticket that was given, and when."""
    lobby = Lobby(store, branch, clock)
    ticket = lobby.call_next(counter)
    while ticket:
        # One write: what print puts out in two could stand between another thread's.
        sys.stdout.write(f"{ticket.id} {time.monotonic()}\n")
        ticket = lobby.finish_and_call(counter)


def main(folder: str, address: str, *counters: str) -> None:
    branch = sixteen()
    with ExitStack() as stores:
        opened = [stores.enter_context(closing(open_store(Path(folder), address))) for _ in counters]
        print("ready", flush=True)
        for _ in sys.stdin:
            threads = [
                threading.Thread(target=press, args=(store, counter, branch))
                for store, counter in zip(opened, counters, strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
