"""Which parts of the box are at work, by what systemd keeps of each; nothing without it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.finding import finding
from kiosk.upkeep import PARTS
from ui.upkeep.part import Part, to_do, well

SLICE = Path("/sys/fs/cgroup/system.slice")
"""Readable to everybody, so that the pages need no right to ask systemd."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Running:
    """One part's unit."""

    name: str
    runs: bool
    hours: float = 0.0
    memory_mb: int = 0


def running(folder: Path = SLICE) -> list[Running]:
    """Each part as systemd has it; empty where no unit of ours was ever started."""
    found = [_looked_at(name, folder / f"lobby-{name}.service") for name in PARTS]
    return found if any(each.runs for each in found) else []


def parts_at_work(folder: Path = SLICE) -> list[Part]:
    """The same as findings."""
    return [_part(each) for each in running(folder)]


def _looked_at(name: str, unit: Path) -> Running:
    try:
        held = "populated 1" in (unit / "cgroup.events").read_text("ascii")
        began = unit.stat().st_ctime
    except OSError:
        return Running(name, runs=False)
    return Running(name, held, max(0.0, time.time() - began) / 3_600, _memory_mb(unit))


def _memory_mb(unit: Path) -> int:
    """What the unit holds; 0 where nobody counts it, as in some containers."""
    try:
        return int((unit / "memory.current").read_text("ascii")) // _MEGABYTE
    except (OSError, ValueError):
        return 0


def _part(each: Running) -> Part:
    name = f"lobby-{each.name}"
    if not each.runs:
        return to_do(name, finding("doctor.part_stopped", unit=name))
    hours = f"{each.hours:.1f}"
    runs = finding("doctor.part_runs", hours=hours)
    if each.memory_mb:
        runs = finding("doctor.part_runs_with", hours=hours, memory=each.memory_mb)
    return well(name, runs, hours=round(each.hours, 1), memory_mb=each.memory_mb)
