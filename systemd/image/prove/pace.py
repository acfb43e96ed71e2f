"""How much work a start is, beside the same system without the lobby, and what runs then.

Work is CPU time of the emulation: it is the same however busy this machine is, and a real processor's
seconds are proportional to it. The box is asked for nothing meanwhile, neither for a picture nor for its
units' states, which is work as well: it says by itself when each moment is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from machine import PARTS, Bench, Box, Start

_RESIDENT = """cd /sys/fs/cgroup/system.slice
for part in %s; do for pid in $(cat lobby-$part.service/cgroup.procs); do
echo lobby-$part $(awk '/^VmRSS/ { print $2 }' /proc/$pid/status); done; done"""
_CHAINS = (
    "systemd-analyze time; systemd-analyze critical-chain --no-pager lobby-touch.service multi-user.target"
)
_MOMENT = """[Unit]
DefaultDependencies=no
After=%s
[Service]
Type=oneshot
ExecStart=/bin/echo =%s=
StandardOutput=tty
TTYPath=/dev/ttyS1
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """One start, up to one moment."""

    work_s: float
    wall_s: float


def pace(bench: Bench, image: Path) -> None:
    """Start it bare and whole; tell the share of the lobby, the critical chain and the resident memory."""
    bare_told = _told("multi-user.target", bare="multi-user.target")
    with Box(bench, Start("bare", image, words="systemd.mask=lobby.target", credentials=bare_told)) as box:
        box.shell.reach(bench.patience_s)
        bare = _reached(bench, box, "bare")
        (bench.out / "bare.txt").write_text(box.shell.run(_CHAINS), "utf-8")
    every = " ".join(f"lobby-{part}.service" for part in PARTS)
    whole_told = _told("lobby.target", screen="lobby-touch.service", every=every)
    with Box(bench, Start("whole", image, credentials=whole_told)) as box:
        box.shell.reach(bench.patience_s)
        screen = _reached(bench, box, "screen")
        whole = _reached(bench, box, "every")
        resident = box.shell.run(_RESIDENT % " ".join(PARTS))
        chains = box.shell.run(_CHAINS)
        (bench.out / "whole.txt").write_text(chains, "utf-8")
    total_mb = sum(int(line.split()[1]) for line in resident.splitlines()) / 1000
    print(f"{resident}\nresident memory of all processes: {total_mb:.0f} MB\n{chains}")
    for name, each in (("bare system", bare), ("first frame", screen), ("every part", whole)):
        more = each.work_s / bare.work_s - 1
        print(f"{name:12} {each.work_s:6.1f} s of work, {each.wall_s:6.1f} s by the clock, {more:+.0%}")


def _told(target: str, **moments: str) -> dict[str, str]:
    """Units of which each says its word once others are ready; `target` is what wants them."""
    units = {
        f"systemd.extra-unit.proof-{word}.service": _MOMENT % (after, word) for word, after in moments.items()
    }
    wanted = " ".join(f"proof-{word}.service" for word in moments)
    return units | {f"systemd.unit-dropin.{target}": f"[Unit]\nWants={wanted}\n"}


def _reached(bench: Bench, box: Box, word: str) -> Pace:
    box.shell.await_word(f"={word}=", bench.patience_s)
    return Pace(box.work_s(), box.age_s)
