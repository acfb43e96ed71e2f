"""An embedded store that a newer program left: read by what no program may ever change, and set aside.

What that is stands in docs/development.md: the log, the numbers of tickets and series, the migrations.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import apsw

from config.durable import flush
from kiosk.store.copies import check_copy, forget_addresses
from kiosk.store.engine import Row, StoreBusy, StoreError, StoreNewer, Whose
from kiosk.store.migrate import migrate, shipped
from kiosk.store.sqlite import FILE, SqliteStore

ASIDE = "lobby-newer-*.db"
_MODE = 0o660
_BESIDE = ("-wal", "-shm", "-journal")
_EVENT = "SELECT seq, at, day, kind, ticket_id, counter, facts, mark FROM event"


class Left:
    """The newer store, open for as long as nobody else has it."""

    def __init__(self, data: Path, db: apsw.Connection) -> None:
        self._data = data
        self._db = db
        self.shuts_out = self._first_shut()
        """The first migration that shuts this program out; 0 where none does."""

    def refusal(self, why: str) -> StoreNewer:
        """That nothing can be done here, and why."""
        return StoreNewer(
            f"The store has migration {self.shuts_out}, which this program does not know, and {why}:"
            " install the newer one."
        )

    @property
    def aside(self) -> Path:
        """Under which name it is kept."""
        (last,) = self._all("SELECT coalesce(max(seq), 0) FROM event")[0]
        return self._data / f"lobby-newer-{self.shuts_out}-{last}.db"

    def events(self, after: int, most: int) -> list[Row]:
        """Rows of the log as they stand: seq, at, day, kind, ticket, counter, facts, mark."""
        return self._all(f"{_EVENT} WHERE seq > ? ORDER BY seq LIMIT ?", after, most)

    def numbers(self) -> list[Row]:
        """Every ticket that it has: id, day, prefix, number."""
        return self._all("SELECT id, day, prefix, number FROM ticket")

    def series(self) -> list[Row]:
        """The last number of each series: day, prefix, last."""
        return self._all("SELECT day, prefix, last FROM series")

    def rows(self, table: str, columns: str) -> list[Row]:
        """Rows of a table that a newer program may keep otherwise: none then."""
        with suppress(apsw.SQLError):
            return self._all(f"SELECT {columns} FROM {table}")  # noqa: S608
        return []

    def copy(self, workshop: Path, whose: Whose) -> SqliteStore:
        """In a workshop, the latest copy that this program goes on with and whose log goes on in this one."""
        found = [file for file in self._data.glob("lobby-before-*.db") if _number(file).isdigit()]
        for file in sorted(found, key=lambda file: int(_number(file)), reverse=True):
            shutil.rmtree(workshop, ignore_errors=True)
            workshop.mkdir()
            shutil.copyfile(file, workshop / FILE)
            with suppress(StoreError):
                check_copy(file)
                store = SqliteStore(workshop, whose=whose)
                try:
                    migrate(store)
                    if self._goes_on(store):
                        return store
                except StoreError:
                    pass
                store.close()
        raise self.refusal("there is no copy of before it that this one can go on with")

    def _goes_on(self, store: SqliteStore) -> bool:
        with store.read() as cursor:
            last = cursor.one(f"{_EVENT} ORDER BY seq DESC LIMIT 1")
        return last is None or self._all(f"{_EVENT} WHERE seq = ?", last[0]) == [last]

    def _first_shut(self) -> int:
        known = shipped("sqlite")[-1].version
        named = {row[1] for row in self._all("PRAGMA table_info(migration)")}
        column = "readable_from" if "readable_from" in named else "NULL"
        found = self._all(
            f"SELECT version, {column} FROM migration WHERE version > ? ORDER BY version",  # noqa: S608
            known,
        )
        return next((version for version, word in found if word is None or word > known), 0)

    def _all(self, sql: str, *values: object) -> list[Row]:
        return list(self._db.execute(sql, values))


@contextmanager
def left_by_newer(data: Path) -> Iterator[Left]:
    """The newer store; its log is in its file when the block is over. Only behind a gate that is shut."""
    try:
        with closing(apsw.Connection(str(data / FILE), flags=apsw.SQLITE_OPEN_READWRITE)) as db:
            db.set_busy_timeout(1_000)
            yield Left(data, db)
            db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    except apsw.Error as error:
        raise StoreError(f"The newer store in {data} could not be read: {error}.") from error


def put_in_place(made: Path, data: Path, aside: Path) -> None:
    """In one step, before which the newer store is in its place and after which the other is."""
    if any((data / f"{FILE}{end}").exists() for end in _BESIDE) or made.with_name(f"{FILE}-wal").exists():
        raise StoreBusy(f"Somebody is at work on the store in {data}: stop the lobby first.")
    aside.unlink(missing_ok=True)
    os.link(data / FILE, aside)
    made.chmod(_MODE)
    flush(made)
    flush(data)
    made.replace(data / FILE)
    flush(data)
    with suppress(apsw.Error), closing(apsw.Connection(str(aside), flags=apsw.SQLITE_OPEN_READWRITE)) as kept:
        # It may lie there for weeks, as a copy does.
        forget_addresses(kept)


def asides(data: Path) -> list[Path]:
    """The stores that were set aside, the oldest first."""
    return sorted(data.glob(ASIDE), key=lambda file: file.stat().st_mtime)


def _number(copy: Path) -> str:
    return copy.stem.rpartition("-")[2]
