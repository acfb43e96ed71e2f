"""A branch's folder replaced by another as if in one moment, whenever the power goes.

The new files are laid into a hidden folder inside it, checked there, and flushed. One rename says that they
hold from now on; what is left to do then is done again by whoever looks next, until it is done.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from config.branch import check
from config.durable import flush
from config.fault import Fault
from config.files import TEMPLATES

_COMING, _HOLDS, _SPENT = ".coming", ".holds", ".spent"
_FILE, _FOLDER = 0o644, 0o755


def adopt(folder: Path, files: Mapping[str, bytes]) -> list[Fault]:
    """Put these files in the place of what is there; every fault instead, and nothing is changed."""
    complete(folder)
    coming = folder / _COMING
    shutil.rmtree(coming, ignore_errors=True)
    try:
        for name, content in files.items():
            _lay(coming, name, content)
        if faults := check(coming):
            return faults
        _flush_folders(coming)
        coming.rename(folder / _HOLDS)
        flush(folder)
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    complete(folder)
    return []


def complete(folder: Path) -> bool:
    """Finish what a power cut interrupted; whether there was anything."""
    shutil.rmtree(folder / _SPENT, ignore_errors=True)
    holds = folder / _HOLDS
    if not holds.is_dir():
        return False
    kept = set(_files(holds))
    for name in sorted(kept):
        _put(holds, folder, Path(name))
    for name in _files(folder):
        if name not in kept and not _is_spared(name, kept):
            (folder / name).unlink()
    _flush_folders(folder)
    # Half of it removed must never be taken for all of it.
    holds.rename(folder / _SPENT)
    shutil.rmtree(folder / _SPENT, ignore_errors=True)
    return True


def files_of(folder: Path) -> dict[str, bytes]:
    """What a branch's folder holds."""
    return {name: (folder / name).read_bytes() for name in _files(folder)}


def _is_spared(name: str, kept: set[str]) -> bool:
    """Paper as it was designed on the pages stays, unless the new files have paper of their own."""
    own = f"{TEMPLATES}/"
    return name.startswith(own) and not any(each.startswith(own) for each in kept)


def _lay(coming: Path, name: str, content: bytes) -> None:
    file = coming / name
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as writing:
        writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())
    file.chmod(_FILE)


def _put(holds: Path, folder: Path, name: Path) -> None:
    """A copy of its own under its name, at once: what holds stays whole until all is done."""
    file, place = holds / name, folder / name
    _make_way(place, len(name.parts))
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True)
        place.parent.chmod(_FOLDER)
    beside = place.with_name(f".{place.name}.new")
    beside.unlink(missing_ok=True)
    os.link(file, beside)
    # Two names of one file: replacing the one by the other would do nothing at all.
    if place.exists() and place.samefile(beside):
        beside.unlink()
    else:
        beside.replace(place)


def _make_way(place: Path, depth: int) -> None:
    """What was a folder may be a file now, and the other way round."""
    for above in reversed(place.parents[: depth - 1]):
        if above.is_file():
            above.unlink()
    if place.is_dir():
        shutil.rmtree(place)


def _files(folder: Path) -> Iterator[str]:
    """Every file below, less what is hidden."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix()


def _flush_folders(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            flush(path)
