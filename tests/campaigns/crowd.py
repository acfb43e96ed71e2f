"""Many processes at one store at once: screens that issue, and counters that press next.

.venv/bin/python -m tests.campaigns.crowd --processes 8 --tickets 250 --counters 16
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from tests.campaigns.actors import BRANCH, Stage
from tests.campaigns.child import Actor, Play, Say, spawn
from tests.campaigns.scene import SERVICES
from tests.campaigns.witness import Promises, faults


@dataclass(frozen=True, slots=True)
class Outcome:
    """How long each deed took, in the order of its process, and what was found wrong."""

    ms: list[float]
    faults: list[str]


def crowd(stage: Stage, processes: int, tickets: int, warm: int = 0) -> Outcome:
    """So many screens issue so many tickets each, without a pause, all from the same moment on.

    Before that each issues a few to warm up, which are not timed.
    """
    lines = _at_once(stage, [_screen(f"screen{each}", tickets + warm) for each in range(processes)], warm)
    promises = Promises()
    promises.hear(lines)
    with closing(stage.open()) as store:
        found = list(faults(store, promises))
    if len(promises.issued) != processes * (tickets + warm):
        found.append(
            f"{processes} x {tickets + warm} tickets were wanted, {len(promises.issued)} were issued"
        )
    if len({number for _, number in promises.issued.values()}) != len(promises.issued):
        found.append("two tickets have the same number")
    return Outcome([float(line[1]) for line in lines if line[0] == "ms"], found)


def rush(stage: Stage, counters: int, tickets: int) -> Outcome:
    """So many counters press next at once, again and again, until nobody waits."""
    many = tuple(replace(BRANCH.counters[0], id=str(each + 1), services=SERVICES) for each in range(counters))
    stage = replace(stage, branch=replace(BRANCH, counters=many))
    with closing(stage.open()) as store:
        lobby = Lobby(store, stage.branch, stage.clock)
        waiting = {lobby.issue(IssueRequest(("cash",), f"{each}")).id for each in range(tickets)}
    lines = _at_once(stage, [_counter(counter.id) for counter in many])
    called = Counter(int(line[2]) for line in lines if line[0] == "called")
    found = [f"ticket {ticket} was called {times} times" for ticket, times in called.items() if times > 1]
    found += [f"ticket {ticket} was never called" for ticket in waiting - set(called)]
    with closing(stage.open()) as store:
        found += faults(store, Promises())
    return Outcome([float(line[1]) for line in lines if line[0] == "ms"], found)


def _screen(name: str, tickets: int) -> Callable[[Lobby], Iterator[str]]:
    def touches(lobby: Lobby) -> Iterator[str]:
        for each in range(tickets):
            wanted = IssueRequest((SERVICES[each % len(SERVICES)],), f"{name}-{each}")
            began_s = time.perf_counter()
            ticket = lobby.issue(wanted)
            took_ms = (time.perf_counter() - began_s) * 1e3
            yield f"ms {took_ms:.3f}\nissued {wanted.request_id} {ticket.id} {ticket.public_id}"

    return touches


def _counter(counter: str) -> Callable[[Lobby], Iterator[str]]:
    def presses(lobby: Lobby) -> Iterator[str]:
        while True:
            began_s = time.perf_counter()
            ticket = lobby.call_next(counter)
            if ticket is None:
                return
            took_ms = (time.perf_counter() - began_s) * 1e3
            yield f"ms {took_ms:.3f}\ncalled {counter} {ticket.id}"
            lobby.finish(counter)

    return presses


def _at_once(stage: Stage, deeds: list[Callable[[Lobby], Iterator[str]]], warm: int = 0) -> list[list[str]]:
    """Everything that these processes say; none begins in earnest before all are ready."""
    gate, opener = os.pipe()
    actors = [spawn(_behind(gate, opener, stage, deed, warm), stage.errors) for deed in deeds]
    for actor in actors:
        actor.wait_for("ready")
    os.close(opener)
    said = [line for actor in actors for line in _heard_out(actor)]
    os.close(gate)
    return said


def _behind(gate: int, opener: int, stage: Stage, deed: Callable[[Lobby], Iterator[str]], warm: int) -> Play:
    def play(say: Say) -> None:
        os.close(opener)
        deeds = deed(stage.lobby())
        early = [said.replace("ms ", "warm ") for said in itertools.islice(deeds, warm)]
        say("ready")
        os.read(gate, 1)
        # Said in one go at the end: a pipe that nobody empties would hold the others up.
        say("\n".join([*early, *deeds]))

    return play


def _heard_out(actor: Actor) -> list[list[str]]:
    while actor.listen():
        pass
    code = actor.end()
    return [*actor.lines(), *([["failed", str(code)]] if code else [])]


def main() -> int:
    parser = argparse.ArgumentParser(description="Many processes at one store at once.")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--tickets", type=int, default=250)
    parser.add_argument("--counters", type=int, default=16)
    parser.add_argument("--address", default="", help="of a PostgreSQL; SQLite without it")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crowd-") as folder:
        stage = Stage(Path(folder), time.monotonic(), wanted.address)
        called = rush(stage, wanted.counters, wanted.tickets)
        issued = crowd(stage, wanted.processes, wanted.tickets)
    print(
        json.dumps(
            {"issued": len(issued.ms), "called": len(called.ms), "faults": issued.faults + called.faults}
        )
    )
    return 1 if issued.faults or called.faults else 0


if __name__ == "__main__":
    sys.exit(main())
