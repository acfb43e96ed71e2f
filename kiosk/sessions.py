"""Who is signed in: opaque ids that the browser keeps, and only their hashes in the store."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Callable

from kiosk.clock import Clock
from kiosk.staff import Account, Role
from kiosk.store import Store, StoreBusy, StoreFull

IDLE_S = 15 * 60
LONGEST_S = 12 * 60 * 60
_ID_BYTES = 24
_NOTE_EACH_S = 60.0
"""A session's use is noted so often: a commit for each click would be too dear."""
_JITTER_S = 60.0


class Sessions:
    """The sessions of a branch's staff."""

    def __init__(
        self, store: Store, clock: Clock, make: Callable[[int], str] = secrets.token_urlsafe
    ) -> None:
        self._store = store
        self._clock = clock
        self._make = make

    def begin(self, account: Account) -> str:
        """A fresh session's id; those that ran out are swept away."""
        session, now = self._make(_ID_BYTES), self._clock().timestamp()
        with self._store.write() as cursor:
            cursor.run("DELETE FROM staff_session WHERE seen < ? OR began < ?", now - IDLE_S, now - LONGEST_S)
            cursor.run(
                "INSERT INTO staff_session (id_hash, name, began, seen) VALUES (?, ?, ?, ?)",
                _hash(session),
                account.name,
                now,
                now,
            )
        return session

    def find(self, session: str, *, used: bool = True) -> Account | None:
        """Who is signed in by this id. `used` says that a person did something, not only a page."""
        now = self._clock().timestamp()
        with self._store.read() as cursor:
            found = cursor.one(
                "SELECT s.name, p.role, s.began, s.seen FROM staff_session s JOIN staff p ON p.name = s.name"
                " WHERE s.id_hash = ?",
                _hash(session),
            )
        if found is None or not _lasts(now, found[2], found[3]):
            return None
        if used and abs(now - found[3]) > _NOTE_EACH_S:
            self._note(session, now)
        return Account(found[0], Role(found[1]))

    def end(self, session: str) -> None:
        """Signed out."""
        with self._store.write() as cursor:
            cursor.run("DELETE FROM staff_session WHERE id_hash = ?", _hash(session))

    def _note(self, session: str, now: float) -> None:
        # A full disk must not sign everybody out: pages can still be read.
        with contextlib.suppress(StoreBusy, StoreFull), self._store.write() as cursor:
            cursor.run("UPDATE staff_session SET seen = ? WHERE id_hash = ?", now, _hash(session))


def form_token(session: str) -> str:
    """What a form of this session carries, so that no other page can send it."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def _lasts(now: float, began: float, seen: float) -> bool:
    # A moment that is yet to come was written by another clock: such a session is over as well.
    return -_JITTER_S <= now - seen <= IDLE_S and -_JITTER_S <= now - began <= LONGEST_S


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()
