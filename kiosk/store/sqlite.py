"""The embedded store: one SQLite file in the data folder, shared by the processes of a box."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from kiosk.store.bells import Belfry, SocketBell
from kiosk.store.engine import Question, Row, StoreBroken, StoreBusy, StoreError, StoreFull, Whose
from kiosk.store.gate import Gate
from kiosk.store.right import Line

BUSY_MS = 5_000
_FOLDER_MODE = 0o770
_ROOM = 65_536
"""Less than this is a full disk."""
_FILE_MODE = 0o660
FILE = "lobby.db"
"""Of the data folder: the whole store."""

# Before 3.51.3 two connections that write and checkpoint at once can corrupt the file
# (sqlite.org/wal.html#walresetbug); these two older lines carry the fix as well.
_SOUND = (3, 51, 3)
_SOUND_BACKPORTS = ((3, 50, 7), (3, 44, 6))


class SqliteStore:
    """One connection. FULL makes every commit survive a power cut; NORMAL was measured to lose tickets."""

    dialect = "sqlite"

    def __init__(self, data: Path, vfs: str | None = None, whose: Whose | None = None) -> None:
        """Open a data folder's store; `vfs` names another file layer for SQLite, as a power-cut lab has."""
        require_sound_sqlite(apsw.sqlite_lib_version())
        self._data = data
        self._vfs = vfs
        self.whose = whose or Whose()
        self._turn = threading.RLock()
        self._broken = ""
        self._seen = -1
        try:
            data.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            self._line = Line(data)
            self._belfry = Belfry(data / "bells")
            self._gate = Gate(data)
        except OSError as error:
            raise StoreError(
                f"The data folder {data} could not be used ({error.strerror}): make it the kiosk's own."
            ) from error
        try:
            self._open()
        except BaseException:
            self._belfry.close()
            self._gate.leave()
            raise

    def _open(self) -> None:
        with self._told():
            file = self._data / FILE
            if not self._vfs:
                # Made by us and not by SQLite: the key of the tickets' seals is nobody else's to read.
                file.touch(mode=_FILE_MODE)
            self._db = apsw.Connection(str(file), vfs=self._vfs)
            try:
                self._db.set_busy_timeout(BUSY_MS)
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        if self._vfs:
            # A file layer of Python's has no shared memory, so that one connection has the file alone.
            self._db.pragma("locking_mode", "exclusive")
        if self._db.pragma("journal_mode") != "wal":
            # On a new store: SQLite waits for nobody here, and all processes of a box may start at once.
            with self._line.right(BUSY_MS / 1_000):
                # Each commit writes whole pages into the log before the file: small ones spare the disk
                # more than half of what it would have to take for a ticket.
                self._db.pragma("page_size", 1_024)
                self._db.pragma("journal_mode", "wal")
        self._db.pragma("synchronous", "full")
        self._db.pragma("foreign_keys", "on")
        self._db.pragma("cache_size", -8_000)
        # What is deleted, such as the address for a notice, is gone from the file and not only from sight.
        self._db.pragma("secure_delete", True)  # noqa: FBT003
        in_force = (self._db.pragma("journal_mode"), self._db.pragma("synchronous"))
        if in_force != ("wal", 2):
            raise StoreBroken(
                f"The store could not be made safe against power cuts (journal, sync = {in_force})."
            )

    @contextmanager
    def write(self, *_: Question, quietly: bool = False) -> Iterator[SqliteStore]:
        with self._turn, self._told(), self._line.right(BUSY_MS / 1_000):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self._db.execute("COMMIT")
                # What this connection commits does not move its own data_version.
                self._seen = -1
            except BaseException:
                self._roll_back()
                raise
        if not quietly:
            self._belfry.ring()

    @contextmanager
    def read(self) -> Iterator[SqliteStore]:
        with self._turn, self._told():
            self._db.execute("BEGIN")
            try:
                yield self
            finally:
                self._roll_back()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Part of a transaction: what it did is taken back where it fails, and the rest stays."""
        self._db.execute("SAVEPOINT attempt")
        try:
            with self._told():
                yield
        except BaseException:
            self._db.execute("ROLLBACK TO attempt")
            raise
        finally:
            self._db.execute("RELEASE attempt")

    def run(self, sql: str, *values: object) -> None:
        self._db.execute(sql, values)

    def one(self, sql: str, *values: object) -> Row | None:
        return self._db.execute(sql, values).fetchone()

    def all(self, sql: str, *values: object) -> list[Row]:
        return self._db.execute(sql, values).fetchall()

    def foresee(self, *_: Question) -> None:
        """Every answer is at hand."""

    def script(self, sql: str) -> None:
        self._db.execute(sql)

    def back_up(self, name: str) -> None:
        copy = self._data / f"lobby-{name}.db"
        partial = copy.with_suffix(".part")
        with self._told():
            # Through a connection of its own: one that holds the right to write can't be copied from.
            with (
                closing(apsw.Connection(str(self._data / FILE))) as source,
                closing(apsw.Connection(str(partial))) as target,
                target.backup("main", source, "main") as backup,
            ):
                backup.step()
            partial.replace(copy)

    def rely(self, *_: object) -> None:
        """One box's processes are of one program: what changes its files has stopped them first."""

    def changed(self) -> bool:
        with self._turn, self._told():
            version = int(self._db.pragma("data_version"))
            different = version != self._seen
            self._seen = version
            return different

    def bell(self) -> SocketBell:
        return self._belfry.hang()

    def again(self) -> SqliteStore:
        return SqliteStore(self._data, self._vfs, self.whose)

    def close(self) -> None:
        with self._turn:
            self._db.close()
            self._belfry.close()
            self._gate.leave()

    def _is_only_full(self, error: apsw.Error) -> bool:
        """Whether SQLite found no room for its shared memory or journal; a failed sync is never only that."""
        code = getattr(error, "extendedresult", 0)
        failed_sync = code in {apsw.SQLITE_IOERR_FSYNC, apsw.SQLITE_IOERR_DIR_FSYNC}
        return isinstance(error, apsw.IOError) and not failed_sync and _free_bytes(self._data) < _ROOM

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn the engine's errors into sentences, and remember the one that is final."""
        if self._broken:
            raise StoreBroken(self._broken)
        try:
            yield
        except apsw.BusyError as error:
            raise StoreBusy(
                "The store was held by another process for too long; the lobby's other parts may hang."
            ) from error
        except apsw.FullError as error:
            raise StoreFull(
                f"The disk that holds {self._data} is full: make room, nothing was lost."
            ) from error
        except (apsw.IOError, apsw.CorruptError, apsw.NotADBError) as error:
            if self._is_only_full(error):
                raise StoreFull(
                    f"The disk that holds {self._data} is full: make room, nothing was lost."
                ) from error
            self._broken = (
                f"The disk under {self._data} failed ({error}): this process must stop and start afresh."
            )
            raise StoreBroken(self._broken) from error
        except apsw.Error as error:
            raise StoreError(f"The store in {self._data} could not be used: {error}.") from error


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _ROOM


def require_sound_sqlite(version: str) -> None:
    """Refuse a SQLite library that can corrupt a store shared by two processes."""
    found = tuple(int(part) for part in version.split("."))
    backport = any(found[:2] == line[:2] and found >= line for line in _SOUND_BACKPORTS)
    if found < _SOUND and not backport:
        raise StoreBroken(
            f"SQLite {version} can corrupt a shared store: install the pinned apsw, with 3.51.3 or newer."
        )
