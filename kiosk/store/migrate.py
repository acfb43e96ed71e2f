"""Numbered SQL files bring a store to the shape this program needs; each is applied once, whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from kiosk.store.engine import Cursor, Store, StoreBroken

_KNOWN = "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, hash TEXT NOT NULL)"
_CATALOGUE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'migration'",
    "postgres": "SELECT 1 FROM pg_tables WHERE tablename = 'migration' AND schemaname = current_schema()",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the store's shape."""

    version: int
    sql: str

    @property
    def hash(self) -> str:
        """What is noted in the store, so that a file changed after its use is noticed."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def shipped(dialect: str, shape: str = "kiosk.store") -> list[Migration]:
    """The migrations in a package's folder for one engine, oldest first."""
    folder = files(shape) / "migrations"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(f".{dialect}.sql")]
    return sorted(
        (Migration(int(entry.name.split("_")[0]), entry.read_text("utf-8")) for entry in found),
        key=lambda migration: migration.version,
    )


def migrate(store: Store, shape: str = "kiosk.store") -> None:
    """Bring the store up to date; StoreBroken where it's newer than this program or not of its making."""
    ours = shipped(store.dialect, shape)
    with store.read() as cursor:
        up_to_date = bool(cursor.one(_CATALOGUE[store.dialect])) and not _missing(_noted(cursor), ours)
    if up_to_date:
        return
    # Several processes of a box may start at once: the writer's right decides, then each looks again.
    with store.write() as cursor:
        cursor.run(_KNOWN)
        applied = _noted(cursor)
        missing = _missing(applied, ours)
        if applied and missing:
            store.back_up(f"before-{missing[0].version}")
        for migration in missing:
            store.script(migration.sql)
            cursor.run("INSERT INTO migration VALUES (?, ?)", migration.version, migration.hash)


def _missing(applied: dict[int, str], ours: list[Migration]) -> list[Migration]:
    if unknown := sorted(set(applied) - {migration.version for migration in ours}):
        msg = (
            f"The store has migration {unknown[-1]}, which this program does not know: install the newer one."
        )
        raise StoreBroken(msg)
    for migration in ours:
        if applied.get(migration.version, migration.hash) != migration.hash:
            raise StoreBroken(
                f"Migration {migration.version} of the store is not this program's: restore a backup."
            )
    return [migration for migration in ours if migration.version not in applied]


def _noted(cursor: Cursor) -> dict[int, str]:
    return dict(cursor.all("SELECT version, hash FROM migration"))
