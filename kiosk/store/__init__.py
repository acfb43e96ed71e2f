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
    StoreNewer,
    Whose,
)
from kiosk.store.migrate import BRANCH, migrate
from kiosk.store.migrate import migrate as migrate_store
from kiosk.store.sqlite import FILE, SqliteStore

__all__ = [
    "FILE",
    "Cursor",
    "Question",
    "Store",
    "StoreAway",
    "StoreBroken",
    "StoreBusy",
    "StoreError",
    "StoreFull",
    "StoreNewer",
    "Whose",
    "migrate_store",
    "open_shared",
    "open_store",
]


def open_store(data: Path, address: str = "", shape: str = BRANCH, whose: Whose | None = None) -> Store:
    """A store, migrated: PostgreSQL at `address`, or SQLite in the data folder.

    An embedded one that a newer program has shut is set aside, and its copy of before goes on.

    `shape` is the package whose migrations make it; without one it is a branch's.
    """
    try:
        return _migrated(_connect(data, address, whose), shape)
    except StoreNewer:
        if address or shape != BRANCH:
            raise
    # Imported only where a newer program was given up: it knows the lobby, and this only its rows.
    from kiosk.going_back import go_back  # noqa: PLC0415

    go_back(data, whose or Whose())
    return _migrated(_connect(data, address, whose), shape)


def _migrated(store: Store, shape: str) -> Store:
    try:
        migrate(store, shape)
    except BaseException:
        store.close()
        raise
    return store


def open_shared(data: Path, address: str, whose: Whose, patience_s: float | None = None) -> Store:
    """The PostgreSQL that several boxes share; it is looked for, and migrated, at the first need."""
    from kiosk.store.postgres import PostgresStore  # noqa: PLC0415

    return PostgresStore(address, data, whose, patience_s, migrate)


def _connect(data: Path, address: str, whose: Whose | None) -> Store:
    if not address:
        return SqliteStore(data, whose=whose)
    # Imported only when configured: psycopg costs 0.27 s and 20 MB.
    from kiosk.store.postgres import PostgresStore  # noqa: PLC0415

    return PostgresStore(address, data, whose)
