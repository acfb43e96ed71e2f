"""What the lobby asks of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

Row = tuple[Any, ...]


class Question(NamedTuple):
    """A statement that answers something, and its values."""

    sql: str
    values: tuple[object, ...] = ()


IDS = 1 << 32
"""So many ids a store gives of its own; those of a box that is cut off lie beyond."""


@dataclass(frozen=True, slots=True)
class Whose:
    """On whose behalf a store is open."""

    box: str = ""
    """The box among those that share it; empty where a store belongs to one box."""
    first_id: int = 0
    """The ids given here are the `IDS` from this one on."""
    alone: bool = False
    """Whether its box is cut off: numbers come from the box's reserve."""


class StoreError(Exception):
    """The lobby's memory could not do what was asked; nothing was changed."""


class StoreBusy(StoreError):
    """Another process held the store for too long."""


class StoreFull(StoreError):
    """The disk has no room left."""


class StoreAway(StoreError):
    """The database is out of reach; the same store finds it again by itself when it is back."""


class StoreBroken(StoreError):
    """The store can't be trusted from this process any more: stop, and start afresh in a new one.

    After a failed fsync the kernel may have dropped the pages it could not write,
    so that a retry would report as durable what is lost.
    """


class StoreNewer(StoreBroken):
    """A newer program has made the store what this one must not touch."""


class Cursor(Protocol):
    """Statements inside one transaction. Placeholders are `?` on every engine."""

    def run(self, sql: str, *values: object) -> None:
        """A statement that answers nothing: its fault may be told by the next that does, or by the end."""
        ...

    def one(self, sql: str, *values: object) -> Row | None: ...

    def all(self, sql: str, *values: object) -> list[Row]: ...

    def foresee(self, *questions: Question) -> None:
        """Say what is asked next, so that it may come in one trip; the next `run` makes it forgotten."""
        ...


class Bell(Protocol):
    """Where one follower hears that something was committed."""

    def wait(self, timeout_s: float) -> bool:
        """Wait for a ring; False when the time ran out. A ring may be lost, so poll as well."""
        ...

    def close(self) -> None: ...


class Store(Protocol):
    """One connection to the lobby's memory, for one thread at a time."""

    dialect: str
    """`sqlite` or `postgres`: the ending of its migration files."""
    whose: Whose

    def write(self, *foreseen: Question, quietly: bool = False) -> AbstractContextManager[Cursor]:
        """A transaction with the branch's only right to write; durable when it ends, then the bell rings.

        `foreseen` is asked first in it, and may be answered together with the right.
        `quietly` leaves the bell alone: followers come upon it when they look for themselves.
        """
        ...

    def read(self) -> AbstractContextManager[Cursor]:
        """A consistent view of what is committed."""
        ...

    def script(self, sql: str) -> None:
        """Run the many statements of a migration; only inside `write`."""
        ...

    def back_up(self, name: str) -> None:
        """Keep a copy of what is committed, where the engine has no backup of its own; inside `write` too."""
        ...

    def rely(self, asked: Question, check: Callable[[Cursor, Row | None], None]) -> None:
        """Have `check` look at the answer before a write that finds it changed: others work here as well."""
        ...

    def changed(self) -> bool:
        """Whether anything may have been committed since the last time this was asked."""
        ...

    def bell(self) -> Bell: ...

    def again(self) -> Store:
        """A second connection to the same store, for another thread."""
        ...

    def close(self) -> None: ...
