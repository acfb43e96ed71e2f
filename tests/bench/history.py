"""Ten years of tickets in a store, and what they cost the next one."""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import apsw

from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.campaigns.scene import OPENING, lobby_clock, sample

A_DAY = 2_000
"""Tickets of a busy branch: 5 million in ten years of 250 days."""
SERIES = 5
WARM = 20
_ISSUED = {
    "prefix": "A",
    "number": 23,
    "class": "ordinary",
    "steps": [[["cash"], "cash", ["1", "2", "3"]]],
    "due_at": "2026-11-25T09:45:00+08:00",
    "ahead": 6,
    "wait": [840, 1140],
    "request_id": "0123456789abcdef0123456789abcdef",
    "language": "zh_CN",
    "large": False,
}
_LIFE = [
    ["issued", _ISSUED],
    ["print_queued", {"job": 1, "copy": 0, "expires_at": "2026-11-25T09:33:00+08:00"}],
    ["print_marked", {"job": 1, "state": "sent", "detail": ""}],
    ["print_marked", {"job": 1, "state": "cut", "detail": "The printer confirmed print and cut."}],
    ["called", {"why": "is due first, at 09:45", "overtook": []}],
    ["finished", {"taught": ["cash", 240.0]}],
]
"""What the log says of a ticket; here the same of every one, since only its bulk matters."""

_FILL = (
    "INSERT INTO business_day VALUES (:day, :day || 'T08:30:00+08:00', :day || 'T18:00:00+08:00')",
    """
    WITH RECURSIVE each (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM each WHERE n + 1 < :tickets)
    INSERT INTO ticket (id, day, prefix, number, class, steps, issued_at, due_at, rank, due, ahead,
      p50_s, p90_s, request_id, language, large, state, step, counter, waiting_since, called_at,
      started_at, finished_at, overtaken, calls, live)
    SELECT :before + n + 1, :day, substr('ABCDE', n % :series + 1, 1), n / :series + 1, 'ordinary',
           '[[["cash"],"cash",["1","2","3"]]]', :day || 'T09:30:00+08:00', :day || 'T09:45:00+08:00',
           1, 0.0, 6, 840, 1140, lower(hex(randomblob(16))), 'zh_CN', 0, 'finished', 0, '1',
           :day || 'T09:30:00+08:00', :day || 'T09:40:00+08:00', NULL, :day || 'T09:44:00+08:00', 0, 1, 0
    FROM each
    """,
    """
    INSERT INTO print_job
    SELECT id, id, 0, 'cut', issued_at, due_at, 'The printer confirmed print and cut.', 0, ''
    FROM ticket WHERE id > :before
    """,
    """
    INSERT INTO event
    SELECT (ticket.id - 1) * json_array_length(:life) + key + 1, issued_at, issued_at, day,
           value ->> 0, ticket.id, NULL, value -> 1
    FROM ticket, json_each(:life) WHERE ticket.id > :before ORDER BY ticket.id, key
    """,
    "INSERT INTO series SELECT day, prefix, max(number) FROM ticket WHERE day = :day GROUP BY prefix",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Milliseconds of the same deed, one right after the other, in an empty store and in a full one."""

    empty_ms: float
    full_ms: float


def pairs(tickets: int, count: int) -> list[Pair]:
    """Issue so many tickets in turn, in an empty store and in one with so many tickets of history."""
    with tempfile.TemporaryDirectory(prefix="history-") as folder, ExitStack() as stores:
        fill(Path(folder) / "full", tickets)
        clock = lobby_clock(time.monotonic())
        empty, full = (
            Lobby(stores.enter_context(closing(open_store(Path(folder) / name))), sample(), clock)
            for name in ("empty", "full")
        )
        return [_pair(empty, full, number) for number in range(WARM + count)][WARM:]


def _pair(empty: Lobby, full: Lobby, number: int) -> Pair:
    # Whoever is second finds warmer caches: they take turns.
    if number % 2:
        return Pair(_issue_ms(empty, number), _issue_ms(full, number))
    full_ms = _issue_ms(full, number)
    return Pair(_issue_ms(empty, number), full_ms)


def _issue_ms(lobby: Lobby, number: int) -> float:
    began_s = time.perf_counter()
    ticket = lobby.issue(IssueRequest(("cash",), f"bench-{number}"))
    took_s = time.perf_counter() - began_s
    lobby.cancel(ticket.id)
    return took_s * 1e3


def fill(folder: Path, tickets: int) -> None:
    """A store with so many tickets of the business days before today."""
    open_store(folder).close()
    days = -(-tickets // A_DAY)
    with closing(apsw.Connection(str(folder / "lobby.db"))) as db:
        db.pragma("synchronous", "off")
        db.pragma("cache_size", -200_000)
        for number in range(days):
            day = OPENING.date() - timedelta(days=days - number)
            facts = {"day": day.isoformat(), "before": number * A_DAY, "life": json.dumps(_LIFE)}
            with db:
                for statement in _FILL:
                    db.execute(statement, {**facts, "tickets": A_DAY, "series": SERIES})
    # Else the first checkpoint of the tickets to be measured would have all of it to sync.
    with (folder / "lobby.db").open("rb") as file:
        os.fsync(file.fileno())
