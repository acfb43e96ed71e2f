"""The shared store: PostgreSQL, for several kiosks or boxes of one branch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from kiosk.store.engine import (
    Cursor,
    Question,
    Row,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreError,
    StoreFull,
    Whose,
)
from kiosk.store.pipeline import Pipeline

_CHANNEL = "lobby"
_BUSY = "5s"

# A cable that was pulled is noticed in some ten seconds, not after TCP's quarter of an hour.
_SOON_KNOWN_LOST: dict[str, Any] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
_LEAST_S = 2
"""The driver waits for no connection for less."""

# A box that is cut off must not hold the branch's right to write: the server notices it as soon.
_LET_GO = """
SET synchronous_commit = on; SET idle_in_transaction_session_timeout = '{idle_s}s';
SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
"""
_IDLE_S = 30
_IDLE_OF_MANY_S = 5
"""Where others wait for the right to write."""

# One writer a branch: sequence numbers then become visible in the order they were taken,
# so that a follower that reads `seq > cursor` never skips a row.
_WRITERS_RIGHT = 0x6C6F626279


class PostgresBell:
    """One follower's ear: a connection that listens for the notice sent with each commit."""

    def __init__(self, address: str, patience_s: float | None = None) -> None:
        self._address = address
        self._patience_s = patience_s
        self._listen()

    def _listen(self) -> None:
        self._db = _connected(self._address, self._patience_s)
        with _told():
            self._db.execute(f"LISTEN {_CHANNEL}")

    def wait(self, timeout_s: float) -> bool:
        if self._db.closed:
            self._listen()
        with _told():
            heard = list(self._db.notifies(timeout=timeout_s, stop_after=1))
            return bool(heard)

    def close(self) -> None:
        self._db.close()


class PostgresStore:
    """One connection, with every commit flushed to disk by the server."""

    dialect = "postgres"

    def __init__(
        self,
        address: str,
        data: Path,
        whose: Whose | None = None,
        patience_s: float | None = None,
        met: Callable[[PostgresStore], None] | None = None,
    ) -> None:
        """Connect at once; or, where it is told what to do when they have `met`, at the first need.

        A server that has not answered within `patience_s` is away; without it only a broken line is.
        """
        self._address = address
        self._data = data
        self.whose = whose or Whose()
        self._patience_s = patience_s
        self._met = met
        self._turn = threading.RLock()
        self._db: psycopg.Connection[Row] | None = None
        self._premise: tuple[Question, Callable[[Cursor, Row | None], None]] | None = None
        self._held: Row | None = None
        if met is None:
            self._connect()

    def _connect(self) -> None:
        db = self._db = _connected(self._address, self._patience_s)
        self._pipeline = Pipeline(db, self._patience_s)
        try:
            with _told():
                self._prepare(db)
            if met := self._met:
                # It asks this store itself.
                self._met = None
                try:
                    met(self)
                except BaseException:
                    self._met = met
                    raise
        except BaseException:
            db.close()
            raise

    @contextmanager
    def _connection(self) -> Iterator[None]:
        """This thread's turn on a connection that stands; one that was lost is made anew."""
        with self._turn:
            if self._db is None or self._db.closed:
                self._connect()
            with _told():
                yield

    def _prepare(self, db: psycopg.Connection[Row]) -> None:
        idle_s = _IDLE_OF_MANY_S if self.whose.box else _IDLE_S
        db.execute(_LET_GO.format(idle_s=idle_s).encode())
        db.execute(f"SET lock_timeout = '{_BUSY}'")
        if self.one("SHOW fsync") != ("on",):
            raise StoreBroken(
                "The database server has fsync off, so a power cut would lose tickets: switch it on."
            )

    @contextmanager
    def write(self, *foreseen: Question, quietly: bool = False) -> Iterator[PostgresStore]:
        with self._connection(), self._transaction("BEGIN"):
            premise = self._premise
            # In one trip, and answered once the right is there: of before it says nothing.
            self._pipeline.foresee(*([premise[0]] if premise else []), *foreseen)
            self._pipeline.ask("SELECT pg_advisory_xact_lock(?)", _WRITERS_RIGHT)
            if premise and (found := self.one(premise[0].sql, *premise[0].values)) != self._held:
                premise[1](self, found)
                self._held = found
            yield self
            if not quietly:
                self._pipeline.tell(f"NOTIFY {_CHANNEL}")

    @contextmanager
    def read(self) -> Iterator[PostgresStore]:
        with self._connection(), self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield self

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._pipeline.tell(begin)
        try:
            yield
            self._commit()
        except BaseException:
            self._roll_back()
            raise

    def _commit(self) -> None:
        self._pipeline.tell("COMMIT")
        # Whoever went on after a fault ends a transaction that the server has given up.
        if self._pipeline.travel()[-1].command_status != b"COMMIT":
            raise errors.InFailedSqlTransaction("a statement before the end failed")

    def _roll_back(self) -> None:
        self._pipeline.forget()
        # A connection that was lost has nothing to take back, and the fault that is told is the first.
        db = self._db
        if db and not db.closed and db.info.transaction_status != TransactionStatus.IDLE:
            with suppress(psycopg.Error):
                self._pipeline.ask("ROLLBACK")

    def run(self, sql: str, *values: object) -> None:
        self._pipeline.tell(sql, *values)

    def one(self, sql: str, *values: object) -> Row | None:
        found = self._pipeline.ask(sql, *values)
        return found[0] if found else None

    def all(self, sql: str, *values: object) -> list[Row]:
        return self._pipeline.ask(sql, *values)

    def foresee(self, *questions: Question) -> None:
        self._pipeline.foresee(*questions)

    def script(self, sql: str) -> None:
        # The many statements of a file go as one text, which no pipeline takes.
        self._pipeline.travel()
        if self._db:
            self._db.execute(sql.encode())

    def back_up(self, name: str) -> None:
        """The server's own backup serves: nothing to copy from here."""

    def rely(self, asked: Question, check: Callable[[Cursor, Row | None], None]) -> None:
        """Boxes that share a store are not updated at one moment."""
        self._premise, self._held = (asked, check), None

    def changed(self) -> bool:
        """The server cannot say so for less than a look into the log."""
        return True

    def bell(self) -> PostgresBell:
        return PostgresBell(self._address, self._patience_s)

    def again(self) -> PostgresStore:
        made = PostgresStore(self._address, self._data, self.whose, self._patience_s, self._met)
        if self._premise:
            made.rely(*self._premise)
        return made

    def close(self) -> None:
        if self._db:
            self._db.close()


def _connected(address: str, patience_s: float | None = None) -> psycopg.Connection[Row]:
    # The driver's words on an address it can't read repeat it, and a password in it: they are not told.
    unreadable = StoreBroken(
        "The database's address can't be read: write it as postgresql://server/name, with %40 for an @."
    )
    if address.count("@") > 1:
        raise unreadable
    with _told():
        try:
            soon = {} if patience_s is None else {"connect_timeout": max(_LEAST_S, round(patience_s))}
            return psycopg.connect(address, autocommit=True, **(_SOON_KNOWN_LOST | soon))
        except psycopg.ProgrammingError:
            raise unreadable from None


@contextmanager
def _told() -> Iterator[None]:
    """Turn the server's errors into sentences."""
    try:
        yield
    except (errors.LockNotAvailable, errors.QueryCanceled) as error:
        raise StoreBusy(
            "The database was held by another process for too long; the lobby's other parts may hang."
        ) from error
    except errors.DiskFull as error:
        raise StoreFull("The database server's disk is full: make room, nothing was lost.") from error
    except psycopg.OperationalError as error:
        msg = (
            f"The branch's database is out of reach ({_first_line(error)}): check the network and the server."
        )
        raise StoreAway(msg) from error
    except psycopg.Error as error:
        raise StoreError(f"The database refused what was asked: {_first_line(error)}.") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", maxsplit=1)[0]
