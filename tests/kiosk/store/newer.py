"""A program of tomorrow: the same with one migration more, and what it leaves behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from unittest.mock import patch

from kiosk.going_back import go_back
from kiosk.store import Whose
from kiosk.store import migrate as _  # noqa: F401  (its module is looked up below)
from kiosk.store.migrate import Migration, shipped

MODULE = sys.modules["kiosk.store.migrate"]
KNOWN = shipped("sqlite")[-1].version
NEXT = KNOWN + 1
WORD = "-- Programs from migration {} on go on with a store that has this one.\n"
GROWN = """
CREATE TABLE grown (id INTEGER PRIMARY KEY);
ALTER TABLE ticket ADD COLUMN mood TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN colour TEXT;
ALTER TABLE event ADD COLUMN weight INTEGER;
ALTER TABLE device ADD COLUMN owner TEXT;
ALTER TABLE business_day ADD COLUMN weather TEXT;
ALTER TABLE token_key ADD COLUMN made_at TEXT;
ALTER TABLE print_job ADD COLUMN ink INTEGER NOT NULL DEFAULT 0;
ALTER TABLE matter ADD COLUMN weight INTEGER;
ALTER TABLE service_time ADD COLUMN spread REAL;
"""
LETS = WORD.format(KNOWN) + GROWN
SHUTS = WORD.format(NEXT) + GROWN


@contextmanager
def tomorrow(sql: str, number: int = NEXT) -> Iterator[None]:
    """While the block lasts it is the newer program that opens stores."""

    def grown(dialect: str, *shape: str) -> list[Migration]:
        return [*shipped(dialect, *shape), Migration(number, sql)]

    with patch.object(MODULE, "shipped", grown):
        yield


def said_once() -> Callable[[], None]:
    """What a process says once is said again by the next test."""
    return MODULE._say_newer.cache_clear


def on_the_day() -> Callable[[Path, Whose], None]:
    """Going back by a clock on the wall that says nothing later than the log."""
    return partial(go_back, clock=lambda zone: datetime(2026, 11, 25, tzinfo=zone))
