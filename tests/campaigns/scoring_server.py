"""A scoring server as a process of its own, which can be killed: what it kept, it keeps in a file.

    python -m tests.campaigns.scoring_server LEDGER [--port N] [--trouble SEED]

Says its port on a line, and then works until it is killed.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.kiosk.relay.receiver import Receiver, Trouble, no_trouble, receiving

_PARTS = 10_000
_SHARES = (("hang", 2), ("429", 4), ("500", 150), ("drop", 150), ("lost", 100), ("half", 100), ("409", 50))
"""In ten thousand first attempts so many go wrong like this; second attempts half as many."""
_REFUSED = 20
_TRIES_MOST = 3


def is_refused(uid: str, seed: int) -> bool:
    """Whether this server will never have that one."""
    return seed > 0 and _lot(f"refused {seed} {uid}") < _REFUSED


def troubles(seed: int) -> Trouble:
    """What goes wrong with each message, drawn from its name."""

    def happens(uid: str, times: int) -> str:
        if is_refused(uid, seed):
            return "422"
        lot = _lot(f"{seed} {uid} {times}") if times < _TRIES_MOST else _PARTS
        for what, share in _SHARES:
            if lot < share:
                return what
            lot -= share
        return "ok"

    return happens if seed else no_trouble


def _lot(text: str) -> int:
    return zlib.crc32(text.encode()) % _PARTS


class Ledger(dict[str, dict]):
    """What was kept, on disk before it is answered."""

    def __init__(self, file: Path) -> None:
        known = file.read_text().splitlines() if file.exists() else []
        super().__init__({value["id"]: value for value in map(json.loads, known) if value})
        self._file = file.open("a", buffering=1)

    def __setitem__(self, uid: str, value: dict) -> None:
        super().__setitem__(uid, value)
        kept = {name: value[name] for name in ("id", "version", "replaces")}
        self._file.write(json.dumps({**kept, "ticket": value["ticket"]["id"]}) + "\n")


def main(say: Callable[[str], object] = print) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--trouble", type=int, default=0, metavar="SEED")
    given = parser.parse_args()
    server = Receiver(troubles(given.trouble), port=given.port, kept=Ledger(given.ledger))
    with receiving(server):
        say(f"{server.port}")
        sys.stdout.flush()
        sys.stdin.read()
    if server.forged:
        say(f"forged {server.forged[0]}")
    return 1 if server.forged else 0


if __name__ == "__main__":
    sys.exit(main())
