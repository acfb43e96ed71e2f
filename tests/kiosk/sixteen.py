"""A branch with sixteen counters of one kind, and a process that presses next at some of them."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from config.branch import SAMPLE, load
from config.schema import Branch
from kiosk.lobby import Lobby
from kiosk.store import open_store

COUNTERS = tuple(str(number) for number in range(1, 17))


def sixteen() -> Branch:
    sample = load(SAMPLE)
    first = sample.counter("1")
    return replace(sample, counters=tuple(replace(first, id=number) for number in COUNTERS))


def clock() -> datetime:
    return datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def press(folder: Path, address: str, counter: str, branch: Branch) -> None:
    """Call and finish until nobody waits, telling each ticket that was given."""
    store = open_store(folder, address)
    lobby = Lobby(store, branch, clock)
    ticket = lobby.call_next(counter)
    while ticket:
        # One write: what print puts out in two could stand between another thread's.
        sys.stdout.write(f"{ticket.id}\n")
        ticket = lobby.finish_and_call(counter)
    store.close()


def main(folder: str, address: str, *counters: str) -> None:
    branch = sixteen()
    threads = [
        threading.Thread(target=press, args=(Path(folder), address, counter, branch)) for counter in counters
    ]
    print("ready", flush=True)
    sys.stdin.readline()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
