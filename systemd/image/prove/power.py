"""A disk after a power cut, out of the log of everything that was written to it.

QEMU's `blklogwrites` notes each write and each flush in their order, as Linux's dm-log-writes does. What
stood before the last flush of a moment is on the disk; of each sector written since, a disk may have kept
it or not, in any order: so the same log gives many disks, each as a cut could have left it. A sector
that was given back (discard) stays as it was, as disks may do.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
FLUSH, FUA, DISCARD = 1, 2, 4
_MAGIC = 0x6A736677736872
_HEAD = struct.Struct("<QQQI")
_ENTRY = struct.Struct("<QQQQ")


@dataclass(frozen=True, slots=True)
class Write:
    """One line of the log."""

    sector: int
    """Of the disk."""
    sectors: int
    flags: int
    at: int
    """Where its bytes stand in the log."""

    @property
    def end(self) -> int:
        """How long the log is once this is in it."""
        return self.at + (0 if self.flags & DISCARD else self.sectors * SECTOR)


def writes(log: Path) -> list[Write]:
    """Every line of a log, the last ones too, of which its head knows nothing after a kill."""
    size = log.stat().st_size
    found = []
    with log.open("rb") as file:
        magic, _, _, sector = _HEAD.unpack(file.read(_HEAD.size))
        if (magic, sector) != (_MAGIC, SECTOR):
            raise ValueError(f"{log} is no log of sectors of {SECTOR} bytes.")
        at = SECTOR
        while at + SECTOR <= size:
            file.seek(at)
            where, count, flags, _ = _ENTRY.unpack(file.read(_ENTRY.size))
            line = Write(where, count, flags, at + SECTOR)
            if (where, count, flags) == (0, 0, 0) or line.end > size:
                break
            found.append(line)
            at = line.end
    return found


def cut(
    disk: Path, log: Path, lines: Sequence[Write], keep: float, chance: random.Random, first: int = 0
) -> int:
    """Make of `disk`, as it was before these lines of the log, what a cut right after the last one leaves.

    `keep` is how likely a sector is kept that was not flushed; `first` is where on the logged disk this one
    begins. Tells how many sectors are lost.
    """
    flushed = max((number for number, line in enumerate(lines) if line.flags & FLUSH), default=-1)
    lost = 0
    with log.open("rb") as told, disk.open("r+b") as kept:
        for number, line in enumerate(lines):
            if line.flags & DISCARD or line.sector < first:
                continue
            whole = range(line.sectors)
            sure = number <= flushed or line.flags & FUA
            luck = whole if sure else [each for each in whole if chance.random() < keep]
            lost += len(whole) - len(luck)
            for start, count in _runs(luck):
                told.seek(line.at + start * SECTOR)
                kept.seek((line.sector - first + start) * SECTOR)
                kept.write(told.read(count * SECTOR))
    return lost


def _runs(sectors: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together: many small writes take long."""
    first = last = -2
    for each in sectors:
        if each != last + 1:
            if first >= 0:
                yield first, last - first + 1
            first = each
        last = each
    if first >= 0:
        yield first, last - first + 1
