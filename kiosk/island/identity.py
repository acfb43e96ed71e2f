"""Who a box is: a name for people, and a number drawn once that tells it from all others."""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from config.box import load_box
from config.durable import flush
from kiosk.store import StoreBroken, StoreError, Whose
from kiosk.store.engine import IDS

FOLDER = "island"
"""Of the data folder: the box's own store, and who it is."""
_FILE = "box.json"
_STAMPS = 1 << 20
_NAME_MOST = 19
_MODE = 0o660
_FOLDER_MODE = 0o770


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a branch."""

    name: str
    instance: str
    """Drawn once in its data folder; the reserves and what is carried over belong to it."""
    stamp: int
    """In the ids of what it gives on its own, so that no other store ever gives them; never 0."""

    @property
    def common(self) -> Whose:
        """As which it works on the common store."""
        return Whose(self.name)

    @property
    def alone(self) -> Whose:
        """As which it works on its own."""
        return Whose("", self.stamp * IDS, alone=True)


def box_of(data: Path, draw: Callable[[int], str] = secrets.token_hex, node: str = "") -> Box:
    """The box whose data folder this is; what tells it from others is drawn at the first need."""
    file = data / FOLDER / _FILE
    try:
        kept = _kept(file) or _drawn(file, draw)
    except OSError as error:
        raise StoreError(f"{file} could not be used ({error.strerror}): make it the kiosk's own.") from error
    named = load_box(data).name or _machine_name(node or platform.node(), kept[0])
    return Box(named, *kept)


def _machine_name(node: str, instance: str) -> str:
    """The machine's own name; boxes made from one image have the same, and are told apart by four digits."""
    words = re.findall(r"[a-z0-9]+", node.partition(".")[0].lower())
    plain = "-".join(words)[:_NAME_MOST].strip("-") or "kiosk"
    return f"{plain}-{instance[:4]}"


def _kept(file: Path) -> tuple[str, int] | None:
    try:
        found = json.loads(file.read_text("utf-8"))
        instance, stamp = str(found["instance"]), int(found["stamp"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        # Another one may never take its place: the tickets of this one lie beside it.
        raise StoreBroken(f"{file} is damaged: put back a copy, or move the folder away.") from error
    return instance, stamp


def _drawn(file: Path, draw: Callable[[int], str]) -> tuple[str, int]:
    """Whole or not at all, and the same for all processes that start at once."""
    file.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    made = {"instance": draw(16), "stamp": 1 + int(draw(4), 16) % (_STAMPS - 1)}
    partial = file.with_name(f"{_FILE}.{os.getpid()}.{draw(4)}")
    partial.write_text(json.dumps(made), "utf-8")
    partial.chmod(_MODE)
    flush(partial)
    try:
        os.link(partial, file)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
    flush(file.parent)
    kept = _kept(file)
    assert kept is not None  # noqa: S101  (linked above, by us or by another)
    return kept
