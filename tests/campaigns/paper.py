"""Ten thousand tickets under faults and kills: paper, states and what customers were told must agree.

    .venv/bin/python -m tests.campaigns.paper --runs 10000 --seed 1

In each run one or two tickets are issued while the printer suffers a fault at some byte, and the
devices process may be killed; then the printer is put right, and the next run begins on what is left.
Several lobbies run side by side: most of the time each waits for a printer that says nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from config.profile import Evidence, PrinterProfile
from drivers.virtual.faults import FaultKind
from drivers.virtual.tray import RETRACTED
from tests.campaigns.actors import BRANCH, Stage
from tests.campaigns.agreement import disagreements, jobs
from tests.campaigns.child import Actor, Play, Say, spawn
from tests.campaigns.paper_parts import (
    HURRIED,
    SWAP,
    log_of,
    profile_of,
    the_customers,
    the_devices,
    the_printer,
)
from tests.campaigns.paper_trail import Paper, tickets_on
from tests.campaigns.witness import Promises, faults

F = FaultKind
ILLS = (F.PAPER_OUT, F.COVER_OPEN, F.CUTTER, F.UNPLUG, F.SILENT, F.POWER_CUT, F.NEAR_END, F.GARBAGE)
MOUTH_ILLS = (F.PRESENTER_JAM, F.NOT_TAKEN)
PROFILES = ("generic-80", "custom-80", "xprinter-80", "generic-58")
LONGEST = 1_000
"""No ticket has more bytes."""
SWAPS_S = (1.2 * HURRIED.exchange, 2 * HURRIED.exchange)
KILLED, WELL = 0.3, 0.15
"""So many runs kill the devices process; so many have no fault."""
LONGEST_LIFE_S, LONGEST_WAY_S = 0.25, 0.2


@dataclass(slots=True)
class Shift:
    """One lobby with its printer, its customers and its devices process."""

    stage: Stage
    profile: PrinterProfile
    seed: str
    promises: Promises = field(default_factory=Promises)

    def work(self, runs: range, say: Say) -> None:
        """These runs; what does not agree in the end is said."""
        printer, printer_orders = self._child(lambda orders: the_printer(self.stage, self.profile, orders))
        printer.wait_for("plugged")
        customers, wishes = self._child(lambda orders: the_customers(self.stage, self.seed, orders))
        owner = self._start_devices()
        for number in runs:
            last = number == runs[-1]
            owner = self._run(number, owner, customers, wishes, printer_orders, last=last)
        owner.end()
        for actor, orders in ((customers, wishes), (printer, printer_orders)):
            os.close(orders)
            while actor.listen():
                pass
            self.promises.hear(actor.lines())
        for found in self._found():
            say(f"found {found}")

    def _run(
        self, number: int, owner: Actor, customers: Actor, wishes: int, printer: int, *, last: bool
    ) -> Actor:
        """One fault at most; none in the last run, which pushes out what the one before it left."""
        # What happens in a run does not hang on how the one before it went: each can be tried again.
        chance = random.Random(f"{self.seed}/{number}")
        log, settled = log_of(self.stage), customers.heard.count(b"settled\n")
        log.note("run", number)
        ills = (*ILLS, *(MOUTH_ILLS if self.profile.presenter.has else ()))
        if chance.random() > WELL and not last:
            os.write(printer, f"{_ill(chance, ills)}\n".encode())
        os.write(wishes, f"issue {number} {chance.choice((1, 1, 2))}\n".encode())
        if chance.random() < KILLED and not last:
            _rest(chance.uniform(0, LONGEST_LIFE_S))
            owner.end()
            log.note("driver", "is killed")
            owner = self._start_devices()
        troubles = customers.heard.count(b"trouble ")
        while customers.heard.count(b"settled\n") <= settled:
            assert customers.listen(), self.stage.errors.read_text()
            if customers.heard.count(b"trouble ") > troubles:
                # Whoever is to put it right was called by the tablet, and needs a while to come.
                _rest(chance.uniform(0, LONGEST_WAY_S))
                told = next(words[1] for words in reversed(customers.lines()) if words[0] == "trouble")
                os.write(printer, f"mend {told}\n".encode())
                troubles = customers.heard.count(b"trouble ")
        os.write(printer, b"mend nothing\n")
        return owner

    def _start_devices(self) -> Actor:
        return spawn(the_devices(self.stage, self.profile), self.stage.errors)

    def _child(self, play: object) -> tuple[Actor, int]:
        """A child, and the pipe that gives it orders."""
        ear, mouth = os.pipe()

        def closed(say: Say) -> None:
            os.close(mouth)
            play(ear)(say)  # type: ignore[operator]

        actor = spawn(closed, self.stage.errors)
        os.close(ear)
        return actor, mouth

    def _found(self) -> Iterator[str]:
        with closing(self.stage.open()) as store:
            yield from faults(store, self.promises)
            believed = jobs(store)
        out, back = _tickets(self.stage.tray), _tickets(self.stage.tray / RETRACTED)
        timer = self.profile.completion is Evidence.TIMER
        yield from disagreements(believed, out, back, timer=timer)
        states = Counter(job.state.value for job in believed)
        late = log_of(self.stage).late_s()
        yield f"# {dict(states)}, {len(out)} tickets, {len(back)} taken back"
        yield f"# its driver waited for the box {len(late)} times, {max(late, default=0)} s at most"


def _ill(chance: random.Random, ills: Sequence[str]) -> str:
    """What goes wrong, at which byte."""
    ill, at = chance.choice((*ills, SWAP)), chance.randint(0, LONGEST)
    return f"{SWAP} {at} {chance.uniform(*SWAPS_S):.3f}" if ill == SWAP else f"break {ill} {at}"


def _tickets(tray: Path) -> list[Paper]:
    first_line = BRANCH.bank["zh_CN"]
    return [ticket for path in sorted(tray.glob("ticket-*.bin")) for ticket in tickets_on(path, first_line)]


def _rest(seconds: float) -> None:
    """Nothing happens for a while; the moment of a kill is random on purpose."""
    select.select([], [], [], seconds)


def shift(folder: Path, profile_name: str, seed: str, runs: range) -> Play:
    """One lobby's share of the campaign, in a process of its own."""

    def play(say: Say) -> None:
        folder.mkdir(parents=True)
        stage = Stage(folder, time.monotonic())
        Shift(stage, profile_of(profile_name), seed).work(runs, say)

    return play


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be tried: all lobbies of a seed, or the given runs of one of them."""

    seed: int
    runs: int
    lobbies: int
    profiles: tuple[str, ...] = PROFILES
    lobby: int | None = None
    first: int = 0

    def shifts(self) -> Iterator[tuple[int, str, range]]:
        """The number of each lobby, its printer, and its runs."""
        for number in range(self.lobbies):
            name = self.profiles[number % len(self.profiles)]
            if self.lobby is None:
                yield number, name, range(self.runs // self.lobbies + (number < self.runs % self.lobbies))
            elif self.lobby == number:
                yield number, name, range(self.first, self.first + self.runs)


def campaign(plan: Plan, folder: Path) -> Iterator[str]:
    """What did not agree; lines that begin with # are figures."""
    actors = []
    for number, name, runs in plan.shifts():
        place = folder / f"{number}"
        play = shift(place, name, f"{plan.seed}-{number}", runs)
        actors.append((f"{name}, lobby {number}", place, spawn(play, folder / "errors.txt")))
    for name, place, actor in actors:
        while actor.listen():
            pass
        for words in actor.lines():
            yield f"{name}: {' '.join(words[1:])}"
        if code := actor.end(signal.SIGCONT):
            complaints = "".join(
                path.read_text() for path in (folder / "errors.txt", place / "errors.txt") if path.exists()
            )
            yield f"{name}: its lobby ended with {code}: {complaints}"


def main() -> int:
    wanted = _wanted()
    profiles = tuple(wanted.profile or PROFILES)
    plan = Plan(wanted.seed, wanted.runs, wanted.lobbies, profiles, wanted.lobby, wanted.first)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        said = list(campaign(plan, Path(folder)))
        found = [line for line in said if ": # " not in line]
        print(*said, f"{wanted.runs} runs: {len(found)} disagreements", sep="\n")
        if found and wanted.keep:
            # Neither the port nor a bell is a file.
            sockets = shutil.ignore_patterns("port", "bells")
            shutil.copytree(folder, wanted.keep, dirs_exist_ok=True, ignore=sockets)
    return 1 if found else 0


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Prints tickets under random faults and kills.")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lobbies", type=int, default=12, help="so many side by side")
    parser.add_argument("--profile", action="append", help="only this printer; may be given more than once")
    parser.add_argument("--lobby", type=int, help="only this one of them")
    parser.add_argument("--first", type=int, default=0, help="with --lobby: its first run")
    parser.add_argument("--keep", type=Path, help="a folder for logs and paper, if anything is found")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
