"""The lobby's memory: plain SQL behind one small interface, on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from kiosk.store.engine import (
    Cursor,
    Question,
    Store,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreError,
    StoreFull,
)
from kiosk.store.migrate import migrate
from kiosk.store.sqlite import SqliteStore

__all__ = [
    "Cursor",
    "Question",
    "Store",
    "StoreAway",
    "StoreBroken",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "open_store",
]


def open_store(data: Path, address: str = "", shape: str = "kiosk.store") -> Store:
    """A store, migrated: PostgreSQL at `address`, or SQLite in the data folder.

    `shape` is the package whose migrations make it; without one it is a branch's.
    """
    store = _connect(data, address)
    try:
        migrate(store, shape)
    except BaseException:
        store.close()
        raise
    return store


def _connect(data: Path, address: str) -> Store:
    if not address:
        return SqliteStore(data)
    # Imported only when configured: psycopg costs 0.27 s and 20 MB.
    from kiosk.store.postgres import PostgresStore  # noqa: PLC0415

    return PostgresStore(address, data)
