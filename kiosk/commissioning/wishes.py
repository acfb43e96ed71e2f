"""What screen and pages ask of the setting up, which alone may change the box; and what it answers.

A wish is a small file that the setting up takes away and answers under the same name. Nothing in it is
believed: whoever may write the lobby's state may write one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from config.branch_file import MOST_BYTES
from kiosk.commissioning.record import read_bytes, read_json, write_bytes, write_json
from kiosk.commissioning.rooms import Rooms

_ID = re.compile(r"[0-9a-f]{16}")
_KEPT = 24
"""So many answers are kept; nobody asks for an older one."""
_SENTENCES_MOST, _SENTENCE_MOST = 60, 300


class Want(StrEnum):
    """What can be asked for."""

    LOOK = "look"
    """What is plugged in, which address, what time, and whether the bank answers."""
    STICK = "stick"
    """The branch's file from the USB stick."""
    BRANCH = "branch"
    """The branch's file that lies beside the wish."""
    PRINTER = "printer"
    NETWORK = "network"
    CLOCK = "clock"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is asked for."""

    id: str
    want: Want
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    id: str
    fine: bool
    reason: str = ""
    """Why not, in one word, for a page that says it in its reader's language."""
    says: tuple[str, ...] = ()
    """The same in sentences, such as each fault of a branch's file."""
    facts: dict[str, Any] = field(default_factory=dict)


def ask(rooms: Rooms, want: Want, content: bytes = b"", **facts: object) -> Wish:
    """Lay down a wish, with a file if it goes with one."""
    wish = Wish(secrets.token_hex(8), want, dict(facts))
    if content:
        write_bytes(rooms.wishes / f"{wish.id}.branch", content)
    write_json(rooms.wishes / f"{wish.id}.json", {"want": want.value, "facts": wish.facts})
    return wish


def answer_to(rooms: Rooms, wish: Wish) -> Answer | None:
    """The answer, once it is there."""
    file = rooms.answers / f"{wish.id}.json"
    if not file.is_file():
        return None
    found = read_json(file)
    says, facts = found.get("says"), found.get("facts")
    return Answer(
        wish.id,
        found.get("fine") is True,
        str(found.get("reason", "")),
        tuple(map(str, says)) if isinstance(says, list) else (),
        facts if isinstance(facts, dict) else {},
    )


def taken(rooms: Rooms, prepared: Collection[str] | None = None) -> Iterator[tuple[Wish, bytes]]:
    """Every wish there is, with its file; each is gone before anything is done about it.

    Where somebody lays the stick ready before, only for the wishes that were `prepared`, one for the stick
    that came since stays for the next time: it would be told that there is none.
    """
    for file in sorted(rooms.wishes.glob("*.json"), key=_age):
        said = read_json(file)
        if prepared is not None and said.get("want") == Want.STICK and file.stem not in prepared:
            continue
        beside = file.with_suffix(".branch")
        content = read_bytes(beside, MOST_BYTES + 1)
        for each in (beside, file):
            _away(each)
        want, facts = said.get("want"), said.get("facts")
        if _ID.fullmatch(file.stem) and want in set(Want):
            yield Wish(file.stem, Want(want), facts if isinstance(facts, dict) else {}), content


def answered(rooms: Rooms, answer: Answer) -> None:
    """Write an answer; the oldest ones go."""
    says = [each[:_SENTENCE_MOST] for each in answer.says[:_SENTENCES_MOST]]
    value = {"fine": answer.fine, "reason": answer.reason, "says": says, "facts": answer.facts}
    write_json(rooms.answers / f"{answer.id}.json", value)
    for old in sorted(rooms.answers.glob("*.json"), key=_age)[:-_KEPT]:
        old.unlink(missing_ok=True)


def _away(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        file.rename(file.with_suffix(".strange"))
    else:
        file.unlink(missing_ok=True)


def _age(file: Path) -> float:
    try:
        return file.lstat().st_mtime
    except OSError:
        return 0.0
