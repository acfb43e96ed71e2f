"""A disk that loses its power: notes what SQLite asks of its files, and rebuilds what a cut leaves.

What was not synced may be there wholly, in part or not at all, sector by sector and in any order.
A file that was made or deleted is so for certain only after a later sync.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes handed to a file."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut to a size."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file's writes made durable."""

    file: str


@dataclass(frozen=True, slots=True)
class Create:
    """A file that was not there."""

    file: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file removed."""

    file: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody was told that the log is durable up to this row."""

    seq: int


Step = Write | Truncate | Sync | Create | Delete | Acknowledged
Files = dict[str, bytes]


class _RecordedFile(apsw.VFSFile):
    def __init__(self, name: str, flags: list[int], steps: list[Step]) -> None:
        self._name = Path(name).name
        self._steps = steps
        if not Path(name).exists():
            steps.append(Create(self._name))
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._steps.append(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._steps.append(Truncate(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._steps.append(Sync(self._name))


class Recorder(apsw.VFS):
    """A file layer for SQLite that notes every step, while the files themselves stay whole."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.steps: list[Step] = []
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        # Without a name it's SQLite's own scratch, which no cut can matter to.
        return apsw.VFSFile("", None, flags) if path is None else _RecordedFile(path, flags, self.steps)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.steps.append(Delete(Path(filename).name))


@dataclass(slots=True)
class _Disk:
    """What is durable, and what is on its way there."""

    durable: dict[str, bytearray]
    pending: list[Write | Truncate] = field(default_factory=list)
    created: set[str] = field(default_factory=set)
    """Files whose name is not durable yet."""
    deleted: dict[str, bytearray] = field(default_factory=dict)
    """Files whose removal is not durable yet."""

    def take(self, step: Step) -> None:
        match step:
            case Write() | Truncate():
                self.pending.append(step)
            case Sync(file):
                self._settle(file)
            case Create(file):
                self.durable[file] = bytearray()
                self.created.add(file)
            case Delete(file):
                self.deleted.setdefault(file, self.durable.pop(file))
                self.pending = [each for each in self.pending if each.file != file]
            case Acknowledged():
                pass

    def _settle(self, file: str) -> None:
        for step in self.pending:
            if step.file == file:
                _apply(self.durable[file], step)
        self.pending = [step for step in self.pending if step.file != file]
        # One journal of the file system carries every name, so that any sync settles them all.
        self.created.clear()
        self.deleted.clear()

    def lose_power(self, chance: random.Random) -> Files:
        kept = chance.choice((0.0, 0.5, 0.9, 1.0))
        files = {name: bytearray(content) for name, content in self.durable.items()}
        for step in self.pending:
            for piece in _torn(step):
                if chance.random() < kept:
                    _apply(files[step.file], piece)
        for name in sorted(self.created):
            if chance.random() >= kept:
                files.pop(name, None)
        for name, content in self.deleted.items():
            if name not in files and chance.random() >= kept:
                files[name] = content
        return {name: bytes(content) for name, content in files.items()}


def after_cut(before: Mapping[str, bytes], steps: Iterable[Step], chance: random.Random) -> Files:
    """The files as a power cut right after these steps leaves them."""
    disk = _Disk({name: bytearray(content) for name, content in before.items()})
    for step in steps:
        disk.take(step)
    return disk.lose_power(chance)


def _torn(step: Write | Truncate) -> Iterator[Write | Truncate]:
    """What a step becomes when each sector reaches the disk by itself."""
    if isinstance(step, Truncate):
        yield step
        return
    start, end = step.offset, step.offset + len(step.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Write(step.file, start, step.data[start - step.offset : stop - step.offset])
        start = stop


def _apply(content: bytearray, step: Write | Truncate) -> None:
    if isinstance(step, Truncate):
        del content[step.size :]
        return
    content.extend(bytes(max(0, step.offset - len(content))))
    content[step.offset : step.offset + len(step.data)] = step.data
