"""What processes use while they are cut off: memory, disk, processor, connections tried, lines in the log."""

from __future__ import annotations

import itertools
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.hour_apart_net import Place

_PROC = Path("/proc")
_TICKS = 100
_PARTS = ("touch", "devices", "web", "relay", "run")


@dataclass(frozen=True, slots=True)
class Use:
    """One process at one moment; all but the memory since its start."""

    pid: int
    own_kb: int
    written_kb: int
    cpu_s: float


@dataclass(slots=True)
class Course:
    """What a place's processes used, look by look, and what went out of it."""

    place: Place
    log: Path
    uses: dict[str, list[tuple[float, Use]]] = field(default_factory=lambda: defaultdict(list))
    tried: list[tuple[float, int, int, int]] = field(default_factory=list)
    """By moment: connections begun, packets with no way to go, and lines of the log."""

    def look(self) -> None:
        now, counted = time.monotonic(), None
        for pid in self.place.pids:
            with suppress(OSError, ValueError, IndexError):
                if part := _part(pid):
                    self.uses[part].append((now, _use(pid)))
                counted = counted or _counted(pid)
        if counted:
            lines = self.log.read_bytes().count(b"\n") if self.log.exists() else 0
            self.tried.append((now, *counted, lines))

    def told(self, since: float, until: float) -> Iterator[str]:
        """A line for each process, and one for the network and the log, of a span of time."""
        for part, looks in self.uses.items():
            runs: dict[int, list[Use]] = defaultdict(list)
            for at, use in looks:
                if since <= at <= until:
                    runs[use.pid].append(use)
            yield from (f"  {part}: {_course(run)}" for run in runs.values() if len(run) > 1)
        yield f"  {_rates([each for each in self.tried if since <= each[0] <= until])}"


def _course(run: list[Use]) -> str:
    first, last = run[0], run[-1]
    third = run[len(run) // 3]
    return (
        f"own memory {first.own_kb / 1024:.1f} MB, after a third {third.own_kb / 1024:.1f},"
        f" at the end {last.own_kb / 1024:.1f}, at most {max(use.own_kb for use in run) / 1024:.1f};"
        f" written {last.written_kb - first.written_kb} kB; {last.cpu_s - first.cpu_s:.1f} s of processor"
    )


def _rates(looks: list[tuple[float, int, int, int]]) -> str:
    spans = [
        [(b - a) * 60 / (late[0] - early[0]) for a, b in zip(early[1:], late[1:], strict=True)]
        for early, late in itertools.pairwise(looks)
    ]
    if not spans:
        return "nothing was counted"
    begun, lost, lines = zip(*spans, strict=True)
    return "; ".join(
        f"{name} {statistics.median(each):.0f} a minute, at most {max(each):.0f}"
        for name, each in (
            ("connections begun", begun),
            ("refused for want of a way", lost),
            ("log lines", lines),
        )
    )


def _part(pid: int) -> str:
    words = (_PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    if "ui.cli" not in words:
        return ""
    verb = words[words.index("ui.cli") + 1]
    return verb if verb in _PARTS else ""


def _use(pid: int) -> Use:
    here = _PROC / str(pid)
    own = sum(
        int(line.split()[1])
        for line in (here / "smaps_rollup").read_text().splitlines()
        if line.startswith("Private_")
    )
    written = next(
        int(line.split()[1])
        for line in (here / "io").read_text().splitlines()
        if line.startswith("write_bytes")
    )
    stat = (here / "stat").read_text().rpartition(")")[2].split()
    return Use(pid, own, written // 1024, (int(stat[11]) + int(stat[12])) / _TICKS)


def _counted(pid: int) -> tuple[int, int]:
    """Connections begun, and packets for which there was no way, in that process's network."""
    rows = (_PROC / str(pid) / "net" / "snmp").read_text().splitlines()
    found = _pairs(rows)
    return found["Tcp:ActiveOpens"], found["Ip:OutNoRoutes"]


def _pairs(rows: Iterable[str]) -> dict[str, int]:
    lines = list(rows)
    found = {}
    for names, values in zip(lines[::2], lines[1::2], strict=False):
        head, *keys = names.split()
        found.update(
            {f"{head}{key}": int(value) for key, value in zip(keys, values.split()[1:], strict=True)}
        )
    return found


def spread(waits: list[float]) -> str:
    """Middle, 99th and worst of some waits."""
    if not waits:
        return "nobody asked"
    order = sorted(waits)
    return (
        f"{len(order)} times, p50 {1e3 * order[len(order) // 2]:.0f},"
        f" p99 {1e3 * order[len(order) * 99 // 100]:.0f}, at most {1e3 * order[-1]:.0f} ms"
    )
