"""What is in the store of a box that lost its power, read from its disk without mounting it."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import apsw

from kiosk.audit import disagreements
from kiosk.store import open_store

STATE_AT = 3329 * 2**20
"""Where the state's partition begins on the disk, in bytes: see disk.sfdisk."""
_FOLDER = "/lib/lobby"
_NOT_REPAIRED = 4
"""From this status on e2fsck left a fault."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a disk holds after a cut."""

    numbers: tuple[str, ...]
    faults: tuple[str, ...]
    """Sentences on whatever is not sound; empty is what it has to be."""


def examine(state: Path, work: Path) -> Found:
    """Check the state's file system, as the box does at its start, then its store."""
    checked = subprocess.run(["e2fsck", "-p", str(state)], capture_output=True, text=True, check=False)
    if checked.returncode >= _NOT_REPAIRED:
        return Found((), (f"e2fsck -p ends with {checked.returncode}: {checked.stdout.strip()}",))
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    for name in ("lobby.db", "lobby.db-wal"):
        words = ["debugfs", "-R", f"dump {_FOLDER}/{name} {work / name}", str(state)]
        subprocess.run(words, capture_output=True, check=True)
    return look_into(work)


def look_into(data: Path) -> Found:
    """A store's numbers of every day, and whether it is whole and agrees with its log."""
    if not (data / "lobby.db").exists():
        return Found((), ("There is no store.",))
    with closing(apsw.Connection(str(data / "lobby.db"))) as plain:
        whole = [row[0] for row in plain.execute("PRAGMA integrity_check")]
        numbers = tuple(
            row[0] for row in plain.execute("SELECT day || ' ' || prefix || number FROM ticket ORDER BY id")
        )
    faults = [] if whole == ["ok"] else [f"SQLite: {word}" for word in whole]
    with closing(open_store(data)) as store:
        faults += disagreements(store)
    faults += [
        f"{number} was given twice." for number in sorted({n for n in numbers if numbers.count(n) > 1})
    ]
    return Found(numbers, tuple(faults))
