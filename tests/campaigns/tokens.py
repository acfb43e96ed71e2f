"""Forged, truncated, replayed, swapped and expired tokens by the million: none may judge anything.

.venv/bin/python -m tests.campaigns.tokens --tokens 1000000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from kiosk.audit import disagreements
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.rating import giving
from kiosk.rating.giving import NotOpenError
from kiosk.rating.verdict import Channel, Verdict
from kiosk.store import open_store
from kiosk.token import TOKEN_LENGTH
from tests.campaigns.scene import SteppingClock, sample

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_VISITS = 40
_HEAD = 13
"""So many characters name key, branch, day and number; the seal begins in the last of them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an attacker may have got hold of: tickets that nobody may judge any more, and open ones."""

    spent: tuple[str, ...]
    """Said for good: the day for a change is over."""
    expired: tuple[str, ...]
    """Never rated, and too late."""
    open: tuple[str, ...]
    """May still be rated: only ever used spoilt."""


Trick = Callable[[random.Random, Known], str]


def _forged(chance: random.Random, known: Known) -> str:
    # Half of the guesses begin as a true token does, which is the better guess.
    head = chance.choice(known.open)[: chance.choice((0, _HEAD))]
    return head + "".join(chance.choices(_ALPHABET, k=TOKEN_LENGTH - len(head)))


def _truncated(chance: random.Random, known: Known) -> str:
    token = chance.choice(known.open)
    first = chance.randrange(TOKEN_LENGTH)
    return token[first : chance.randrange(first, TOKEN_LENGTH)]


def _replayed(chance: random.Random, known: Known) -> str:
    return chance.choice(known.spent)


def _swapped(chance: random.Random, known: Known) -> str:
    """The name of one ticket under the seal of another."""
    one, other = chance.sample((*known.open, *known.spent, *known.expired), 2)
    cut = chance.choice((_HEAD, _HEAD, chance.randrange(_HEAD, TOKEN_LENGTH)))
    return one[:cut] + other[cut:]


def _turned(chance: random.Random, known: Known) -> str:
    """One character of a true token is another."""
    token, place = chance.choice(known.open), chance.randrange(TOKEN_LENGTH)
    other = chance.choice([letter for letter in _ALPHABET if letter != token[place]])
    return token[:place] + other + token[place + 1 :]


def _expired(chance: random.Random, known: Known) -> str:
    return chance.choice(known.expired)


TRICKS: dict[str, Trick] = {
    "forged": _forged,
    "truncated": _truncated,
    "replayed": _replayed,
    "swapped": _swapped,
    "turned": _turned,
    "expired": _expired,
}


def play(folder: Path, tokens: int, seed: int) -> tuple[list[str], Counter[str], float]:
    """What went wrong, how many of each trick were tried, and for how many seconds."""
    with closing(open_store(folder)) as store:
        clock = SteppingClock()
        lobby = Lobby(store, sample(), clock)
        known = _visits(lobby, clock)
        before = _said(lobby)
        chance, tried = random.Random(seed), Counter[str]()
        began = time.perf_counter()
        faults = list(_attacks(lobby, known, tokens, chance, tried))
        took_s = time.perf_counter() - began
        if _said(lobby) != before:
            faults.append("A rating is there that nobody had the right to, or one was changed.")
        return [*faults, *disagreements(store)], tried, took_s


def _attacks(
    lobby: Lobby, known: Known, tokens: int, chance: random.Random, tried: Counter[str]
) -> Iterator[str]:
    true = {*known.open}
    names = tuple(TRICKS)
    while tried.total() < tokens:
        name = names[tried.total() % len(names)]
        token = TRICKS[name](chance, known)
        if token in true:
            # Two halves of one ticket are that ticket.
            continue
        tried[name] += 1
        if fault := _attack(lobby, token, name, chance):
            yield fault


def _attack(lobby: Lobby, token: str, name: str, chance: random.Random) -> str | None:
    try:
        giving.rate(lobby.site, token, Verdict(chance.randint(1, 5)), Channel.PHONE)
    except NotOpenError:
        return None
    # Whatever else is raised is a fault of its own: every wrong token gets the one answer.
    except Exception as error:  # noqa: BLE001
        return f"A {name} token {token!r} raised {error!r}."
    return f"A {name} token {token!r} was let in."


def _visits(lobby: Lobby, clock: SteppingClock) -> Known:
    """Some days of visits: of the first none is open any more, of the last all are."""
    spent = _visited(lobby, "spent")
    for token in spent:
        giving.rate(lobby.site, token, Verdict(4), Channel.PHONE)
    expired = _visited(lobby, "expired")
    clock.now += timedelta(seconds=lobby.branch.rating.open_s, days=1)
    return Known(spent, expired, _visited(lobby, "open"))


def _visited(lobby: Lobby, name: str) -> tuple[str, ...]:
    tokens = []
    for number in range(_VISITS):
        ticket = lobby.issue(IssueRequest(("cash",), f"{name}-{number}"))
        lobby.call_next("1")
        lobby.finish("1")
        tokens.append(lobby.token(ticket))
    return tuple(tokens)


def _said(lobby: Lobby) -> list[tuple[object, ...]]:
    with lobby.site.store.read() as cursor:
        events = cursor.all("SELECT max(seq), 0, '' FROM event")
        return [*cursor.all("SELECT ticket_id, version, uid FROM rating ORDER BY id"), *events]


def main() -> int:
    parser = argparse.ArgumentParser(description="Tries tokens that may judge nothing.")
    parser.add_argument("--tokens", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tokens-") as folder:
        faults, tried, took_s = play(Path(folder), wanted.tokens, wanted.seed)
    each = ", ".join(f"{count} {name}" for name, count in tried.items())
    print(*faults, each, f"{tried.total() / took_s:,.0f} a second", sep="\n")
    print(f"{tried.total()} tokens, seed {wanted.seed}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
