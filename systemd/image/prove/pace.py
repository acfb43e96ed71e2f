"""How much work a start is, beside the same system without the lobby, and what runs then.

Work is CPU time of the emulation: it is the same however busy this machine is, and a real processor's
seconds are proportional to it. Neither asks for a picture of the screen, which is work as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from machine import PARTS, Bench, Box, Start, until

_RESIDENT = """cd /sys/fs/cgroup/system.slice
for part in %s; do for pid in $(cat lobby-$part.service/cgroup.procs); do
echo lobby-$part $(awk '/^VmRSS/ { print $2 }' /proc/$pid/status); done; done"""
_CHAINS = (
    "systemd-analyze time; systemd-analyze critical-chain --no-pager lobby-touch.service multi-user.target"
)


@dataclass(frozen=True, slots=True)
class Pace:
    """One start, up to one moment."""

    work_s: float
    wall_s: float


def pace(bench: Bench, image: Path) -> None:
    """Start it bare and whole; tell the share of the lobby, the critical chain and the resident memory."""
    with Box(bench, Start("bare", image, words="systemd.mask=lobby.target")) as box:
        box.shell.reach(bench.patience_s)
        bare = _reached(bench, box, "multi-user.target")
        (bench.out / "bare.txt").write_text(box.shell.run(_CHAINS), "utf-8")
    with Box(bench, Start("whole", image)) as box:
        box.shell.reach(bench.patience_s)
        screen = _reached(bench, box, "lobby-touch.service")
        whole = _reached(bench, box, *(f"lobby-{part}.service" for part in PARTS))
        resident = box.shell.run(_RESIDENT % " ".join(PARTS))
        chains = box.shell.run(_CHAINS)
        (bench.out / "whole.txt").write_text(chains, "utf-8")
    total_mb = sum(int(line.split()[1]) for line in resident.splitlines()) / 1000
    print(f"{resident}\nresident memory of all processes: {total_mb:.0f} MB\n{chains}")
    for name, each in (("bare system", bare), ("first frame", screen), ("every part", whole)):
        more = each.work_s / bare.work_s - 1
        print(f"{name:12} {each.work_s:6.1f} s of work, {each.wall_s:6.1f} s by the clock, {more:+.0%}")


def _reached(bench: Bench, box: Box, *units: str) -> Pace:
    asked = f"systemctl is-active {' '.join(units)}"
    ready = ["active"] * len(units)
    until(lambda: box.shell.run(asked).split() == ready, bench.patience_s, " ".join(units), 2.0)
    return Pace(box.work_s(), box.age_s)
