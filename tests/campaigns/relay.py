"""A hundred thousand ratings through a bad line to a bad server: each is in effect once.

    .venv/bin/python -m tests.campaigns.relay --ratings 100000 --kills 200 --seed 1

The server drops the line after it accepted, answers 500, 429 with Retry-After, 409 and 422, hangs and
sends half a reply; it and the real relay process are killed at random moments and start again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from config.branch import SAMPLE
from kiosk.audit import disagreements
from kiosk.clock import branch_clock
from kiosk.relay import outbox
from kiosk.relay.parcel import Destination
from kiosk.site import Site
from kiosk.store import open_store
from tests.campaigns.scene import sample
from tests.campaigns.scoring_server import is_refused
from tests.campaigns.verdicts import judge
from tests.house.imports import ROOT
from tests.kiosk.relay.receiver import SECRET

PATIENCE_S = 3_600.0
LOOK_S = 0.1
SPAN_S = 6.0
"""Somebody is killed at most so long after the last one."""


@dataclass
class Stage:
    """A branch with a scoring server, and the two processes that are killed."""

    folder: Path
    seed: int
    port: int = 0
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger"

    def begin(self) -> None:
        self.server()
        branch = Path(shutil.copytree(SAMPLE, self.folder / "branch"))
        (branch / "secret").write_text(SECRET + "\n")
        rating = (branch / "rating.toml").read_text()
        rating = rating.replace('url = ""', f'url = "http://127.0.0.1:{self.port}"', 1)
        rating = rating.replace('secret_file = ""', 'secret_file = "secret"', 1)
        for old, new in (("timeout_s = 10", "timeout_s = 2"), ("first_pause_s = 2", "first_pause_s = 1")):
            rating = rating.replace(old, new)
        (branch / "rating.toml").write_text(rating.replace("longest_pause_s = 300", "longest_pause_s = 10"))
        self.relay()

    def server(self) -> None:
        words = ["tests.campaigns.scoring_server", str(self.ledger), "--port", str(self.port)]
        self._start("server", [*words, "--trouble", str(self.seed)])
        said = self.running["server"].stdout
        self.port = int(said.readline()) if said else 0

    def relay(self) -> None:
        place = ["--config", str(self.folder / "branch"), "--data", str(self.folder / "data")]
        self._start("relay", ["ui.cli", "relay", *place])

    def _start(self, name: str, words: list[str]) -> None:
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.folder / f"{name}.log").open("a"),
            text=True,
        )

    def last_word(self, name: str) -> str:
        said = (self.folder / f"{name}.log").read_text().splitlines()
        return said[-1] if said else "without a word"

    def kill(self, name: str) -> None:
        process = self.running[name]
        process.kill()
        process.communicate()
        (self.server if name == "server" else self.relay)()

    def end(self) -> int:
        """The code of the server, which tells of forged signatures."""
        self.running["relay"].terminate()
        self.running["relay"].communicate(timeout=30)
        server = self.running["server"]
        server.communicate("", timeout=30)
        return server.returncode


def campaign(folder: Path, ratings: int, kills: int, seed: int, span_s: float = SPAN_S) -> list[str]:
    """Whatever was found wrong; the speed is told on standard output."""
    with closing(open_store(folder / "data")) as store:
        # The relay keeps the box's own time: in a store from another time it would rest.
        site = Site(store, sample(), branch_clock(sample().timezone))
        uids = judge(site, ratings, seed)
        stage = Stage(folder, seed)
        began = time.monotonic()
        stage.begin()
        try:
            found = _harass(stage, site, kills, span_s, random.Random(seed))
        finally:
            code = stage.end()
        print(f"{len(uids)} words of {ratings} customers left in {time.monotonic() - began:.0f} s")
        found += [f"the server saw a forged signature, code {code}"] if code else []
        found += _faults(stage, uids, seed)
        with store.read() as cursor:
            stands = outbox.standing(cursor, Destination.SCORING)
        wanted = sum(is_refused(uid, seed) for uid in uids)
        if (stands.waiting, stands.refused) != (0, wanted):
            found.append(f"{stands.waiting} wait, {stands.refused} were refused; 0 and {wanted} should")
        return [*found, *disagreements(store)]


def _harass(stage: Stage, site: Site, kills: int, span_s: float, chance: random.Random) -> list[str]:
    """Kill and wait until everything has left; who died without being killed."""
    give_up, doom = time.monotonic() + PATIENCE_S, time.monotonic() + chance.uniform(0.3, span_s)
    while time.monotonic() < give_up:
        with site.store.read() as cursor:
            if not outbox.standing(cursor, Destination.SCORING).waiting and not kills:
                return []
        ended = [name for name, process in stage.running.items() if process.poll() is not None]
        if ended:
            return [f"{name} ended by itself: {stage.last_word(name)}" for name in ended]
        if kills and time.monotonic() >= doom:
            kills -= 1
            stage.kill(chance.choice(["server", "relay"]))
            doom = time.monotonic() + chance.uniform(0.3, span_s)
        time.sleep(LOOK_S)
    return [f"after {PATIENCE_S:.0f} s there are still some that wait"]


def _faults(stage: Stage, uids: list[str], seed: int) -> Iterator[str]:
    kept = [json.loads(line) for line in stage.ledger.read_text().splitlines()]
    names = [each["id"] for each in kept]
    wanted = {uid for uid in uids if not is_refused(uid, seed)}
    if len(names) != len(set(names)):
        yield f"{len(names) - len(set(names))} words are in effect twice"
    if missing := wanted - set(names):
        yield f"{len(missing)} words never arrived, {min(missing)} among them"
    if strange := set(names) - wanted:
        yield f"{len(strange)} words arrived that should not have, {min(strange)} among them"
    yield from _disorder(kept)


def _disorder(kept: list[dict]) -> Iterator[str]:
    order = defaultdict(list)
    for each in kept:
        order[each["ticket"]].append(each["version"])
    for ticket, versions in order.items():
        if versions != sorted(versions):
            yield f"the words on {ticket} came in the order {versions}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Ratings through a bad line to a bad server.")
    parser.add_argument("--ratings", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--span", type=float, default=SPAN_S, help="seconds from kill to kill at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relay-") as folder:
        found = campaign(Path(folder), given.ratings, given.kills, given.seed, given.span)
    for fault in found:
        print(fault)
    print(f"{given.ratings} ratings, {given.kills} kills, seed {given.seed}: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
