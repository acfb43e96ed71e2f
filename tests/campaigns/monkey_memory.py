"""The memory of a process that lives long, told while it lives."""

from __future__ import annotations

import os
from dataclasses import dataclass

from tests.bench.screen import own_mb, resident_mb


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process holds at a moment, in megabytes."""

    resident_mb: float
    own_mb: float
    """Of that, what lies in no file. A leak is here; the rest comes and goes as the kernel likes."""


def remembered(moment: str) -> Memory:
    """The memory of this process, told at once: a run that is cut off has said what it saw."""
    memory = Memory(resident_mb(os.getpid()), own_mb(os.getpid()))
    print(f"{moment}: {memory.resident_mb:.1f} MB, its own {memory.own_mb:.1f}", flush=True)
    return memory


def grown(memory: list[Memory]) -> str:
    """How much a run grew once its caches were full."""
    first, last = memory[len(memory) // 3], memory[-1]
    resident, own = last.resident_mb - first.resident_mb, last.own_mb - first.own_mb
    return f"memory after the first third: {resident:+.1f} MB, its own {own:+.1f}"
