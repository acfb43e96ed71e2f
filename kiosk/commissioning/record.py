"""A first start's progress in one small file: a power cut leaves what was or what is."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.durable import put
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import LANGUAGES, Progress, Step

_FILE, _LOCK, _ENDING = "progress.json", "lock", "ending"
_MOST_BYTES = 64 * 1024


def read(rooms: Rooms) -> Progress:
    """How far it has come; the beginning where nothing can be read."""
    return _progress(read_json(rooms.own / _FILE))


def change(rooms: Rooms, how: Callable[[Progress], Progress]) -> Progress:
    """One step further, whichever process asks; durable when this returns."""
    with _alone(rooms):
        before = read(rooms)
        after = how(before)
        if after != before:
            write_json(rooms.own / _FILE, _written(after))
    return after


def finish(rooms: Rooms) -> None:
    """It is over, for good."""
    write_json(rooms.ended, {})


def read_json(file: Path) -> dict[str, Any]:
    """A small object from a file that anybody may have written; empty where it is none."""
    try:
        found = json.loads(read_bytes(file, _MOST_BYTES))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def read_bytes(file: Path, most: int) -> bytes:
    """A plain file's content, as far as it may be long; empty where it is none. No link is followed."""
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(opened, "rb") as reading:  # noqa: PTH123 - of a descriptor
            return reading.read(most) or b""
    except OSError:
        return b""


def write_json(file: Path, value: dict[str, Any]) -> None:
    """Written beside and put in place, flushed."""
    write_bytes(file, json.dumps(value, ensure_ascii=False).encode())


def write_bytes(file: Path, content: bytes) -> None:
    """The same for any content."""
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, content)


@contextmanager
def ending(rooms: Rooms) -> Iterator[None]:
    """Whoever ends it does so alone: of two who press at once, one finds that it is over."""
    with _alone(rooms, _ENDING):
        yield


@contextmanager
def _alone(rooms: Rooms, name: str = _LOCK) -> Iterator[None]:
    """Screen and pages never change it at once."""
    rooms.own.mkdir(parents=True, exist_ok=True)
    with (rooms.own / name).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _progress(said: dict[str, Any]) -> Progress:
    known = {step.value: step for step in Step}
    language = said.get("language")
    return Progress(
        language if language in LANGUAGES else LANGUAGES[0],
        frozenset(known[each] for each in _words(said.get("done")) if each in known),
        frozenset(known[each] for each in _words(said.get("skipped")) if each in known),
        known.get(str(said.get("at"))),
    )


def _words(said: object) -> list[str]:
    return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []


def _written(progress: Progress) -> dict[str, Any]:
    return {
        "language": progress.language,
        "done": sorted(progress.done),
        "skipped": sorted(progress.skipped),
        "at": progress.at,
    }
