"""Numbered SQL files bring a store to the shape this program needs; each is applied once, whole.

A migration says in its first line which programs from before go on with the store after it, and the store
keeps that word: so a box whose new system was given up, and a box that is not updated yet, go on by it.
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kiosk.store.engine import Cursor, Question, Store, StoreAway, StoreBroken, StoreNewer

BRANCH = "kiosk.store"
"""The package whose migrations make a branch's store."""
_KNOWN = (
    "CREATE TABLE IF NOT EXISTS migration"
    " (version INTEGER PRIMARY KEY, hash TEXT NOT NULL, readable_from INTEGER)"
)
_CATALOGUE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'migration'",
    "postgres": "SELECT 1 FROM pg_tables WHERE tablename = 'migration' AND schemaname = current_schema()",
}
# A store whose last migration is of before these words has no column for them.
_KEEPS_WORDS = {
    "sqlite": "SELECT 1 FROM pragma_table_info('migration') WHERE name = 'readable_from'",
    "postgres": "SELECT 1 FROM information_schema.columns WHERE table_name = 'migration'"
    " AND column_name = 'readable_from' AND table_schema = current_schema()",
}
_WORD = re.compile(r"-- Programs from migration (\d{1,4}) on go on with a store that has this one\.\n")
_LAST = Question("SELECT max(version) FROM migration")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the store's shape."""

    version: int
    sql: str

    @property
    def hash(self) -> str:
        """What is noted in the store, so that a file changed after its use is noticed."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @property
    def says(self) -> int | None:
        """The last migration that a program must know to go on with it; None where it does not say."""
        found = _WORD.match(self.sql)
        return int(found[1]) if found else None

    @property
    def readable_from(self) -> int:
        """The same as the store keeps it: what does not say shuts everybody out who does not know it."""
        return self.version if self.says is None else self.says


def shipped(dialect: str, shape: str = BRANCH) -> list[Migration]:
    """The migrations in a package's folder for one engine, oldest first."""
    folder = files(shape) / "migrations"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(f".{dialect}.sql")]
    return sorted(
        (Migration(int(entry.name.split("_")[0]), entry.read_text("utf-8")) for entry in found),
        key=lambda migration: migration.version,
    )


def migrate(store: Store, shape: str = BRANCH) -> None:
    """Bring the store up to date.

    StoreNewer where a newer program made it what this one must not touch, which for one of several boxes is
    a store out of reach; StoreBroken where it is not of this program's making.
    """
    ours = shipped(store.dialect, shape)
    with store.read() as cursor:
        is_there = bool(cursor.one(_CATALOGUE[store.dialect]))
        missing = _missing(store, cursor, ours) if is_there else ours
    if missing:
        _apply_all(store, ours)
    store.rely(_LAST, lambda cursor, found: _require_readable(store, cursor, ours, (found and found[0]) or 0))


def newer(cursor: Cursor, dialect: str, shape: str = BRANCH) -> tuple[int, ...]:
    """The migrations of a store that this program does not know."""
    last = shipped(dialect, shape)[-1].version
    found = cursor.all("SELECT version FROM migration WHERE version > ? ORDER BY version", last)
    return tuple(row[0] for row in found)


def _apply_all(store: Store, ours: list[Migration]) -> None:
    # Several processes of a box may start at once: the writer's right decides, then each looks again.
    with store.write() as cursor:
        cursor.run(_KNOWN)
        missing = _missing(store, cursor, ours)
        if not missing:
            return
        if missing[0] is not ours[0]:
            store.back_up(f"before-{missing[0].version}")
        if not cursor.one(_KEEPS_WORDS[store.dialect]):
            cursor.run("ALTER TABLE migration ADD COLUMN readable_from INTEGER")
        for migration in missing:
            store.script(migration.sql)
            cursor.run(
                "INSERT INTO migration (version, hash, readable_from) VALUES (?, ?, ?)",
                *(migration.version, migration.hash, migration.readable_from),
            )


def _missing(store: Store, cursor: Cursor, ours: list[Migration]) -> list[Migration]:
    applied: dict[int, str] = dict(cursor.all("SELECT version, hash FROM migration"))
    _require_readable(store, cursor, ours, max(applied, default=0))
    for migration in ours:
        if applied.get(migration.version, migration.hash) != migration.hash:
            raise StoreBroken(
                f"Migration {migration.version} of the store is not this program's: restore a backup."
            )
    missing = [migration for migration in ours if migration.version not in applied]
    if missing and max(applied, default=0) > missing[0].version:
        raise StoreBroken(f"The store lacks migration {missing[0].version} amid others: restore a backup.")
    return missing


def _require_readable(store: Store, cursor: Cursor, ours: list[Migration], last: int) -> None:
    """Refuse a store that has a migration which shuts this program out."""
    known = ours[-1].version
    if last <= known:
        return
    for version, readable_from in words(cursor, store.dialect, known):
        if readable_from is None or readable_from > known:
            msg = (
                f"The store has migration {version}, which this program does not know: install the newer one."
            )
            raise (StoreAway if store.whose.box else StoreNewer)(msg)
    _say_newer(last, known)


def words(cursor: Cursor, dialect: str, known: int) -> list[tuple[int, int | None]]:
    """The migrations behind the last that a program knows, and from which on programs go on with each."""
    if cursor.one(_KEEPS_WORDS[dialect]):
        asked = "SELECT version, readable_from FROM migration WHERE version > ? ORDER BY version"
        return [(row[0], row[1]) for row in cursor.all(asked, known)]
    found = cursor.all("SELECT version FROM migration WHERE version > ? ORDER BY version", known)
    return [(row[0], None) for row in found]


@cache
def _say_newer(version: int, known: int) -> None:
    """Once in a process, however often it opens the store."""
    _log.warning(
        "The store is of a newer program (migration %d, and this one knows %d), and lets this one go on.",
        *(version, known),
    )
