"""The plug is pulled in the middle of tickets, again and again, on a disk that drops what was not flushed."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from machine import Bench, Box, ProofError, Start
from power import SECTOR, Write, cut, writes
from store import STATE_AT, examine

KEEPS = (0.0, 0.5, 0.9, 1.0)
"""How likely a sector that was not flushed is kept."""
_SEED = 8
# The product's own issuing, as fast as it goes: each number is told only after its commit.
_ISSUING = """setpriv --reuid=lobby-touch --regid=lobby --init-groups /usr/lib/lobby/bin/python3 -I -c '
import itertools, uuid
from pathlib import Path
from config.branch import load
from kiosk.clock import branch_clock
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
branch = load(Path("/etc/lobby"))
lobby = Lobby(open_store(Path("/var/lib/lobby"), branch.store), branch, branch_clock(branch.timezone))
while True:
    ticket = lobby.issue(IssueRequest(("cash",), str(uuid.uuid4())))
    print(f"GIVEN {ticket.day} {ticket.prefix}{ticket.number}", flush=True)
' 2>&1"""


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut and what was found after it."""

    lost_sectors: int
    owed: int
    """How many numbers were told before it, and have to be there."""
    faults: tuple[str, ...]


@dataclass(slots=True)
class Told:
    """The numbers of one start, each with how long the disk's log was when it was told."""

    given: list[tuple[int, str]] = field(default_factory=list)

    def by(self, length: int) -> set[str]:
        """What has to be there after a cut at this length."""
        return {number for at, number in self.given if at <= length}


class Campaign:
    """One box, started and cut again and again; each start finds the disk that the last cut left."""

    def __init__(self, bench: Bench, image: Path, numbers: int) -> None:
        self._bench = bench
        self._numbers = numbers
        self._chance = random.Random(_SEED)  # noqa: S311 - the same moments each time, and no secret
        self._disk = bench.out / "disk"
        self._owed: set[str] = set()
        _copy(image, self._disk)

    def once(self, turn: int, moments: int) -> Iterator[Cut]:
        """A start, cuts at so many moments of it, and the one that ends it."""
        log = self._bench.out / "log"
        log.write_bytes(b"")
        new = self._start(turn, log)
        if twice := self._owed & {number for _, number in new.given}:
            raise ProofError(f"Given again after a cut: {', '.join(sorted(twice))}.")
        lines = writes(log)
        yield from (self._at(self._moment(lines, new), log, new) for _ in range(moments))
        lost = cut(self._disk, log, lines, self._chance.choice(KEEPS), self._chance)
        self._owed |= new.by(lines[-1].end)
        yield self._judged(self._state(), self._owed, lost)

    def _start(self, turn: int, log: Path) -> Told:
        """Up to the screen, then numbers given without a pause, until the plug is pulled."""
        # QEMU writes to a copy of the disk: what it left there is not what a cut leaves.
        scratch = self._bench.out / "scratch"
        _copy(self._disk, scratch)
        date = datetime.fromisoformat(self._bench.date) + timedelta(minutes=20 * turn)
        new = Told()
        with Box(self._bench, Start(f"start-{turn}", scratch, log, date=date.isoformat())) as box:
            box.shell.reach(self._bench.patience_s)
            ready, screen = box.await_parts(), box.await_screen()
            print(
                f"start {turn + 1}: parts ready after {ready:.0f} s, screen up after {screen:.0f} s",
                flush=True,
            )
            box.shell.tell(_ISSUING)
            while len(new.given) < self._numbers:
                verb, _, number = box.shell.line(120.0).partition(" ")
                if verb != "GIVEN":
                    raise ProofError(f"The box can't give numbers: {verb} {number}")
                new.given.append((log.stat().st_size, number))
            box.cut()
        return new

    def _moment(self, lines: Sequence[Write], new: Told) -> Sequence[Write]:
        """The log up to a moment between the first number and the last."""
        begun = new.given[0][0]
        return lines[: self._chance.choice([at for at, line in enumerate(lines) if line.end > begun]) + 1]

    def _at(self, lines: Sequence[Write], log: Path, new: Told) -> Cut:
        state = self._state()
        lost = cut(state, log, lines, self._chance.choice(KEEPS), self._chance, STATE_AT // SECTOR)
        return self._judged(state, self._owed | new.by(lines[-1].end), lost)

    def _state(self) -> Path:
        """The disk's state as a file of its own."""
        to = self._bench.out / "state"
        words = ["dd", f"if={self._disk}", f"of={to}", "bs=1M", f"skip={STATE_AT // 2**20}", "count=512"]
        subprocess.run([*words, "conv=sparse", "status=none"], check=True)
        return to

    def _judged(self, state: Path, owed: set[str], lost_sectors: int) -> Cut:
        work = self._bench.out / "store"
        found = examine(state, work)
        shutil.rmtree(work, ignore_errors=True)
        missing = (f"{number} was given and is lost." for number in sorted(owed - set(found.numbers)))
        return Cut(lost_sectors, len(owed), (*found.faults, *missing))


def _copy(disk: Path, to: Path) -> None:
    subprocess.run(["cp", "--sparse=always", str(disk), str(to)], check=True)


def pull(bench: Bench, image: Path, starts: int, moments: int, numbers: int) -> None:
    """So many starts, each with its cut and cuts at other moments; ProofError at the first that does harm."""
    campaign = Campaign(bench, image, numbers)
    cuts: list[Cut] = []
    for turn in range(starts):
        for each in campaign.once(turn, moments):
            cuts.append(each)
            if each.faults:
                raise ProofError(
                    f"Cut {len(cuts)} ({each.lost_sectors} sectors lost): {' '.join(each.faults)}"
                )
        lost = sum(each.lost_sectors for each in cuts)
        print(
            f"{len(cuts)} cuts, {lost} sectors lost, {cuts[-1].owed} numbers given: all there, once each",
            flush=True,
        )
