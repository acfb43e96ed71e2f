"""The units that are judged, and the keys their kiosks sign with."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.signing_key import key_of, written
from kiosk.store import Cursor, Store

_UNIT = re.compile(r"[a-z0-9][a-z0-9_-]{0,23}")
_NAME_MOST = 60
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Unit:
    """A branch that is judged."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key as it may be listed: never the key itself."""

    id: int
    unit: str
    added_at: str
    retired_at: str


class Units:
    """Who may send, and with what."""

    def __init__(
        self, store: Store, clock: Clock, make: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._store = store
        self._clock = clock
        self._make = make

    def add(self, unit: str, name: str = "") -> Unit:
        """A branch, new or named anew."""
        if not is_unit(unit):
            raise LobbyError(
                f"{unit[:40]!r} is no branch id; it has 1 to 24 small letters, digits and dashes."
            )
        if len(name) > _NAME_MOST:
            raise LobbyError(f"The name has {len(name)} characters; it may have {_NAME_MOST}.")
        with self._store.write() as cursor:
            cursor.run(
                "INSERT INTO unit (id, name, added_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                unit,
                name or unit,
                self._clock().isoformat(),
            )
            if name:
                cursor.run("UPDATE unit SET name = ? WHERE id = ?", name, unit)
        return Unit(unit, name or unit)

    def all(self) -> list[Unit]:
        """Every branch, by id."""
        with self._store.read() as cursor:
            return units(cursor)

    def give_key(self, unit: str, secret: str = "") -> str:
        """A key for a branch, made here unless one is given; how it is written down for the sender."""
        try:
            key = key_of(secret) if secret else self._make(_KEY_BYTES)
        except ValueError as error:
            raise LobbyError(str(error)) from None
        secret_line = written(key)
        with self._store.write() as cursor:
            require_unit(cursor, unit)
            row = next_id(cursor, "sending_key")
            now = self._clock().isoformat()
            cursor.run(
                "INSERT INTO sending_key (id, unit, secret, added_at, retired_at) VALUES (?, ?, ?, ?, '')",
                row,
                unit,
                secret_line,
                now,
            )
        return secret_line

    def retire_key(self, key: int) -> None:
        """What is signed with it counts no more."""
        with self._store.write() as cursor:
            if not cursor.one("SELECT 1 FROM sending_key WHERE id = ? AND retired_at = ''", key):
                raise LobbyError(f"There is no key {key} in use; `kiosk scoring key list` shows them.")
            cursor.run("UPDATE sending_key SET retired_at = ? WHERE id = ?", self._clock().isoformat(), key)

    def keys(self) -> list[KeyRow]:
        """Every key there is or was."""
        with self._store.read() as cursor:
            rows = cursor.all("SELECT id, unit, added_at, retired_at FROM sending_key ORDER BY id")
            return [KeyRow(*row) for row in rows]


def is_unit(text: object) -> bool:
    """Whether this could be a branch's id."""
    return isinstance(text, str) and _UNIT.fullmatch(text) is not None


def units(cursor: Cursor) -> list[Unit]:
    return [Unit(*row) for row in cursor.all("SELECT id, name FROM unit ORDER BY id")]


def require_unit(cursor: Cursor, unit: str) -> None:
    if not cursor.one("SELECT 1 FROM unit WHERE id = ?", unit):
        raise LobbyError(f"There is no branch {unit[:40]!r} here: add it with `kiosk scoring unit add`.")


def keys_in_use(cursor: Cursor, wanted: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
    """The keys of some branches; one that is not listed has none."""
    asked = sorted(set(wanted))
    if not asked:
        return {}
    places = ", ".join("?" * len(asked))
    rows = cursor.all(
        f"SELECT unit, secret FROM sending_key WHERE retired_at = '' AND unit IN ({places})",  # noqa: S608
        *asked,
    )
    found: dict[str, tuple[bytes, ...]] = {}
    for unit, secret in rows:
        found[unit] = (*found.get(unit, ()), key_of(secret))
    return found


def next_id(cursor: Cursor, table: str) -> int:
    """The next number of a table; the writer's right makes it ours."""
    last = cursor.one(f"SELECT max(id) FROM {table}")  # noqa: S608  (tables of ours)
    return 1 + ((last and last[0]) or 0)
