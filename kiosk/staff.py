"""Staff accounts: who may sign in at the pages, with which role, by a PIN or a password."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.clock import Clock
from kiosk.errors import LobbyError
from kiosk.store import Cursor, Store

_NAME_MOST = 32
_SECRET_LEAST, _SECRET_MOST = 6, 128
_IN_A_ROW = "01234567890123456789 98765432109876543210"
_FREE_TRIES = 3
_FIRST_DELAY_S = 15.0
_LONGEST_DELAY_S = 900.0
"""Never for ever: whoever guesses must not be able to lock a teller out of the day."""

# OWASP's first choice for small machines: 19 MiB, two passes, one lane; some 80 ms here.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Role(StrEnum):
    """What a person may do; each role may do all that the ones before it may."""

    TELLER = "teller"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    def may(self, needed: Role) -> bool:
        """Whether this role is enough where `needed` is asked for."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Account:
    """One person of the staff."""

    name: str
    role: Role


class SignInError(LobbyError):
    """A name and secret that do not belong together; never says which of the two was wrong."""


class UnfitError(LobbyError):
    """A name or a secret that nobody can have; `reason` is why in one word, for a page."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class LockedError(SignInError):
    """Too many wrong tries: this account has to wait."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"There were too many wrong tries: wait {wait_s} s, then try again.")
        self.wait_s = wait_s


class Staff:
    """The accounts of a branch, in its store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(self, name: str, role: Role, secret: str) -> Account:
        """A new person."""
        account, written = Account(_name(name), role), _hashed(secret)
        now = self._clock()
        with self._store.write() as cursor:
            if _row(cursor, account.name):
                raise UnfitError("taken", f"There is a {account.name!r} already: choose another name.")
            cursor.run(
                "INSERT INTO staff (name, role, secret, added_at) VALUES (?, ?, ?, ?)",
                account.name,
                role.value,
                written,
                now.isoformat(),
            )
            _log(cursor, now, account.name, f"added as {role.value}")
        return account

    def change_secret(self, name: str, secret: str) -> None:
        """A new PIN for somebody, who has to sign in again everywhere."""
        known, written = _name(name), _hashed(secret)
        with self._store.write() as cursor:
            _require(cursor, known)
            cursor.run("UPDATE staff SET secret = ? WHERE name = ?", written, known)
            cursor.run("DELETE FROM staff_session WHERE name = ?", known)
            cursor.run("DELETE FROM staff_lock WHERE account = ?", known)
            _log(cursor, self._clock(), known, "got a new secret")

    def remove(self, name: str) -> None:
        """Somebody has left; what they did stays in the log."""
        known = _name(name)
        with self._store.write() as cursor:
            _require(cursor, known)
            cursor.run("DELETE FROM staff WHERE name = ?", known)
            _log(cursor, self._clock(), known, "removed")

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self._store.read() as cursor:
            return [
                Account(name, Role(role))
                for name, role in cursor.all("SELECT name, role FROM staff ORDER BY name")
            ]

    def check(self, name: str, secret: str) -> Account:
        """The person these belong to; SignInError, or LockedError after too many wrong tries."""
        claimed = _claimed(name)
        written = self._try(claimed)
        fits = _fits(written or _hash_of_nobody(), secret)
        with self._store.write() as cursor:
            found = _row(cursor, claimed)
            # Changed or removed while we looked: what was checked then says nothing now.
            welcome = Role(found[0]) if found and fits and found[1] == written else None
            if welcome:
                cursor.run("DELETE FROM staff_lock WHERE account = ?", claimed)
            _log(cursor, self._clock(), claimed if found else "?", "signed in" if welcome else "was refused")
        if welcome is None:
            raise SignInError("This name and this PIN do not belong together.")
        return Account(claimed, welcome)

    def _try(self, claimed: str) -> str | None:
        """Count a try before it is looked at, so that many at once are not free; the hash to fit."""
        now = self._clock().timestamp()
        with self._store.write() as cursor:
            found = _row(cursor, claimed)
            account = claimed if found else _bucket(claimed)
            lock = cursor.one("SELECT failures, until FROM staff_lock WHERE account = ?", account)
            failures, until = lock or (0, 0.0)
            # A lock further ahead than any we set is a clock's mistake.
            if now < until <= now + _LONGEST_DELAY_S:
                raise LockedError(max(1, round(until - now)))
            cursor.run(
                "INSERT INTO staff_lock (account, failures, until)"
                " VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                " failures = excluded.failures, until = excluded.until",
                account,
                failures + 1,
                now + delay_s(failures + 1),
            )
        return found[1] if found else None


def delay_s(failures: int) -> float:
    """How long an account waits after so many wrong tries in a row."""
    if failures < _FREE_TRIES:
        return 0.0
    return float(min(_LONGEST_DELAY_S, _FIRST_DELAY_S * 2 ** min(failures - _FREE_TRIES, 16)))


def _name(text: str) -> str:
    name = _plain(text)
    if not 0 < len(name) <= _NAME_MOST or not all(letter.isalnum() or letter in "._-" for letter in name):
        says = f"{text!r} is no name for an account: use up to {_NAME_MOST} letters, digits, dots or dashes."
        raise UnfitError("name", says)
    return name


def _plain(text: str) -> str:
    """One writing for each name, whatever keyboard it came from."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _claimed(text: str) -> str:
    """Whose name somebody says is theirs; what no name can hold is never asked of the store."""
    name = _plain(text)
    return name if name.isprintable() else "?"


def _hashed(secret: str) -> str:
    if not _SECRET_LEAST <= len(secret) <= _SECRET_MOST:
        raise UnfitError("length", f"A PIN or password has {_SECRET_LEAST} to {_SECRET_MOST} characters.")
    if len(set(secret)) < _SECRET_LEAST // 2 or secret in _IN_A_ROW:
        raise UnfitError("weak", "This PIN is one of the first that anybody would try: choose another.")
    return _hasher.hash(_bytes(secret))


def _bytes(secret: str) -> bytes:
    # A page may send half a character, which no encoding has.
    return secret.encode("utf-8", "surrogatepass")


def _fits(written: str, secret: str) -> bool:
    try:
        return _hasher.verify(written, _bytes(secret[:_SECRET_MOST]))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hash_of_nobody() -> str:
    """Looked at for names that do not exist, so that they take as long as the others."""
    return _hasher.hash("nobody")


def _bucket(claimed: str) -> str:
    return "?" + hashlib.sha256(claimed.encode()).hexdigest()[:2]


def _row(cursor: Cursor, name: str) -> tuple[str, str] | None:
    found = cursor.one("SELECT role, secret FROM staff WHERE name = ?", name)
    return (found[0], found[1]) if found else None


def _require(cursor: Cursor, name: str) -> None:
    if _row(cursor, name) is None:
        raise LobbyError(f"There is nobody called {name!r}; `kiosk staff list` shows who there is.")


def _log(cursor: Cursor, at: datetime, name: str, deed: str) -> None:
    last = cursor.one("SELECT max(id) FROM staff_log")
    row = 1 + ((last and last[0]) or 0)
    cursor.run(
        "INSERT INTO staff_log (id, at, name, deed) VALUES (?, ?, ?, ?)", row, at.isoformat(), name, deed
    )
