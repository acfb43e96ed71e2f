"""A thousand kills at random moments: what was promised is kept, and no paper comes twice.

    .venv/bin/python -m tests.campaigns.kill --kills 1000 --seed 1

First writers alone, as many and as fast as they can; then a whole box with the real devices
process and a virtual printer. Each process has a random span to live, dies by SIGKILL and is
started again.
"""

from __future__ import annotations

import argparse
import random
import selectors
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.actors import Stage, customers, devices_process, drained, on_the_wire, printer, tellers
from tests.campaigns.child import Actor, Play, spawn
from tests.campaigns.paper_trail import papers
from tests.campaigns.witness import Promises, faults, paper_faults

DEVICES = "devices"
BACKLOG = 4
"""More papers than this to come make a screen pause, so that the printer keeps up with it."""


@dataclass(slots=True)
class Role:
    """One part in the play: how to start it anew, and how long it lives at most."""

    name: str
    longest_s: float
    play: Callable[[int], Play]
    """From how often it was killed before."""
    actor: Actor | None = None
    doom_s: float = 0.0
    kills: int = 0


@dataclass(slots=True)
class Cast:
    """Everybody on stage; each is killed when its time has come, and starts again."""

    stage: Stage
    chance: random.Random
    roles: list[Role] = field(default_factory=list)
    promises: Promises = field(default_factory=Promises)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def perform(self, kills: int) -> None:
        for role in self.roles:
            self._enter(role)
        for _ in range(kills):
            role = self._next_to_die()
            self._die(role)
            self._enter(role)

    def leave(self) -> None:
        """The last of those who are still there; the devices process may finish its papers first."""
        for role in sorted(self.roles, key=lambda role: role.name == DEVICES):
            if role.actor and role.name == DEVICES:
                self.hear(drained(self.stage))
                self._exit(role, signal.SIGTERM, expected=0)
            elif role.actor:
                self._die(role)

    def hear(self, play: Play) -> None:
        """Let a child say something and go."""
        asked = spawn(play, self.stage.errors)
        while asked.listen():
            pass
        code = asked.end()
        self.promises.hear(asked.lines())
        assert code == 0, self.stage.errors.read_text()

    def _enter(self, role: Role) -> None:
        role.actor = spawn(role.play(role.kills), self.stage.errors)
        role.doom_s = time.monotonic() + self.chance.uniform(0.0, role.longest_s)
        self.selector.register(role.actor.pipe, selectors.EVENT_READ, role)

    def _next_to_die(self) -> Role:
        role = min(self.roles, key=lambda role: role.doom_s)
        while (left_s := role.doom_s - time.monotonic()) > 0:
            for key, _ in self.selector.select(left_s):
                if not key.data.actor.listen():
                    self._exit(key.data, signal.SIGKILL, expected=-signal.SIGKILL)
        return role

    def _die(self, role: Role) -> None:
        self._exit(role, signal.SIGKILL, expected=-signal.SIGKILL)
        role.kills += 1
        if role.name == DEVICES:
            self.hear(on_the_wire(self.stage))

    def _exit(self, role: Role, number: signal.Signals, *, expected: int) -> None:
        assert role.actor is not None
        self.selector.unregister(role.actor.pipe)
        code = role.actor.end(number)
        self.promises.hear(role.actor.lines())
        role.actor = None
        if code != expected:
            raise AssertionError(f"{role.name} ended with {code}:\n{self.stage.errors.read_text()}")


def writers(kills: int, chance: random.Random, folder: Path) -> Iterator[str]:
    """Screens and counters alone, without a pause between two deeds; the faults that were found."""
    stage = Stage(folder, time.monotonic())
    cast = Cast(stage, chance)
    cast.roles = [_customers(cast, f"screen{each}", 0.25) for each in range(4)]
    cast.roles += [_tellers(cast, f"counter{each}", 0.25) for each in range(2)]
    cast.perform(kills)
    cast.leave()
    with closing(stage.open()) as store:
        yield from faults(store, cast.promises)


def box(kills: int, chance: random.Random, folder: Path) -> Iterator[str]:
    """A whole box that prints; the faults that were found."""
    stage = Stage(folder, time.monotonic())
    cast = Cast(stage, chance)
    cast.roles = [Role(DEVICES, 2.0, lambda _: devices_process(stage))]
    cast.roles += [_customers(cast, f"screen{each}", 0.6, BACKLOG) for each in range(2)]
    cast.roles += [_tellers(cast, f"counter{each}", 0.6) for each in range(2)]
    paper = spawn(printer(stage), stage.errors)
    paper.wait_for("plugged")
    cast.perform(kills)
    cast.leave()
    paper.end(signal.SIGTERM)
    with closing(stage.open()) as store:
        yield from faults(store, cast.promises)
        yield from paper_faults(store, papers(stage.tray))


def _customers(cast: Cast, name: str, longest_s: float, backlog: int | None = None) -> Role:
    def play(_: int) -> Play:
        return customers(cast.stage, name, cast.promises.tried.get(name, 0), backlog)

    return Role(name, longest_s, play)


def _tellers(cast: Cast, name: str, longest_s: float) -> Role:
    return Role(name, longest_s, lambda kills: tellers(cast.stage, f"{name}-{kills}"))


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills the processes of a box at random moments.")
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    half = wanted.kills // 2
    found = []
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        for number, (play, kills) in enumerate(((writers, half), (box, wanted.kills - half))):
            place = Path(folder) / f"{number}"
            place.mkdir()
            found += play(kills, chance, place)
    print(*found, f"{wanted.kills} kills: {len(found)} promises broken", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
