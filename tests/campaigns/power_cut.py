"""A thousand power cuts under the real store: nothing that was acknowledged is lost.

    .venv/bin/python -m tests.campaigns.power_cut --cuts 1000 --seed 1

The lobby lives on a recorded disk, from the first start with its migrations to the last
checkpoint; each life is cut at random moments, and the next one begins on what a cut has left.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kiosk import audit
from kiosk.event import Event
from kiosk.follower import head
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import Store, StoreBroken, StoreError, open_store
from kiosk.store.migrate import migrate
from kiosk.store.sqlite import SqliteStore
from tests.campaigns.disk import Acknowledged, Files, Recorder, Step, after_cut
from tests.campaigns.scene import SteppingClock, any_deed, labels, sample
from tests.campaigns.witness import damage

BRANCH = sample()
DEEDS = 30
CUTS = 25
PAGES = 60
"""Checkpoints after so many pages of the WAL: some in each life, where SQLite's 1,000 would give none."""

_names = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Life:
    """What a lobby did between two cuts, and the steps its disk took."""

    before: Files
    steps: tuple[Step, ...]
    log: tuple[Event, ...]


@dataclass(slots=True)
class Verdict:
    """What a series of cuts has shown."""

    cuts: int = 0
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.broken)

    def __str__(self) -> str:
        return f"{self.cuts} cuts: {len(self.lost)} lost something, {len(self.broken)} left the store broken"


def campaign(
    cuts: int, seed: int, folder: Path, prepare: Callable[[SqliteStore], None] = lambda _: None
) -> Verdict:
    """So many cuts, a few to each life; `prepare` may spoil the store, to see whether that is noticed."""
    chance = random.Random(seed)
    clock = SteppingClock()
    verdict = Verdict()
    files: Files = {}
    while verdict.cuts < cuts:
        life = live(folder / "life", files, chance, clock, prepare)
        for _ in range(min(CUTS, cuts - verdict.cuts)):
            moment = chance.randint(0, len(life.steps))
            files = after_cut(life.before, life.steps[:moment], chance)
            judge(folder / "after", files, life, moment, clock, verdict)
        if verdict.broken:
            files = {}
    return verdict


def live(
    folder: Path,
    files: Files,
    chance: random.Random,
    clock: SteppingClock,
    prepare: Callable[[SqliteStore], None] = lambda _: None,
) -> Life:
    """A lobby's life on a recorded disk that holds these files: it starts, works and stops."""
    _lay_out(folder, files)
    disk = Recorder(f"power-cut-{next(_names)}")
    store = SqliteStore(folder, disk.name)
    migrate(store)
    prepare(store)
    with store.read() as cursor:
        cursor.run(f"PRAGMA wal_autocheckpoint = {PAGES}")
    lobby = Lobby(store, BRANCH, clock)
    disk.steps.append(Acknowledged(head(store)))
    for deed in range(DEEDS):
        any_deed(lobby, chance, f"{disk.name}-{deed}")
        disk.steps.append(Acknowledged(head(store)))
    log = tuple(audit.whole_log(store))
    store.close()
    disk.unregister()
    return Life(files, tuple(disk.steps), log)


def judge(
    folder: Path, files: Files, life: Life, moment: int, clock: SteppingClock, verdict: Verdict
) -> None:
    """Start on what the cut has left, with the plain engine, as the box does; and give the next number."""
    _lay_out(folder, files)
    verdict.cuts += 1
    where = f"cut {verdict.cuts}, at step {moment} of {len(life.steps)}"
    told = max((step.seq for step in life.steps[:moment] if isinstance(step, Acknowledged)), default=0)
    try:
        with closing(open_store(folder)) as store:
            if found := list(damage(store)):
                raise StoreBroken(found[0])
            log = tuple(audit.whole_log(store))
            Lobby(store, BRANCH, clock).issue(IssueRequest(("cash",), f"after {where}"))
            verdict.broken += [f"{where}: {fault}" for fault in _faults(store)]
    except StoreError as error:
        verdict.broken.append(f"{where}: {error}")
        return
    if len(log) < told:
        verdict.lost.append(f"{where}: {told} rows of the log were acknowledged, {len(log)} are left")
    if log != life.log[: len(log)]:
        verdict.broken.append(f"{where}: the log is not what was written")


def _faults(store: Store) -> Iterator[str]:
    yield from audit.disagreements(store)
    numbers = labels(store)
    if len(numbers) != len(set(numbers)):
        yield f"a number came twice: {numbers}"


def _lay_out(folder: Path, files: Files) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("lobby.db*"):
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def main() -> int:
    parser = argparse.ArgumentParser(description="Cuts the power under the store, again and again.")
    parser.add_argument("--cuts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="power-cut-") as folder:
        verdict = campaign(wanted.cuts, wanted.seed, Path(folder))
    print(*verdict.lost, *verdict.broken, verdict, sep="\n")
    return 0 if verdict.sound else 1


if __name__ == "__main__":
    sys.exit(main())
