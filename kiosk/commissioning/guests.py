"""Who may go on with a first start from a page: whoever stands before the box and reads its code.

The network is no proof of anything: whoever plugs into it must not become the administrator.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from kiosk.attempts import Attempts
from kiosk.commissioning.record import read_json, write_json
from kiosk.commissioning.rooms import Rooms

_DIGITS = 8
_GUESTS_MOST = 4
_ID_BYTES = 24
_FILE = "guests.json"


def code(rooms: Rooms) -> str:
    """What the box's own screen shows; made on the box, and thrown away with the first start."""
    kept = _kept(rooms)
    if not kept["code"]:
        kept["code"] = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        write_json(rooms.own / _FILE, kept)
    return str(kept["code"])


def forget(rooms: Rooms) -> None:
    """Nobody comes in by the code any more."""
    (rooms.own / _FILE).unlink(missing_ok=True)


class Guests:
    """The browsers that knew the code; at most five wrong tries in ten minutes, whoever makes them."""

    def __init__(self, rooms: Rooms, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.rooms = rooms
        self._monotonic = monotonic
        self._attempts = Attempts()
        self._lock = threading.Lock()

    def welcome(self, typed: str) -> str | None:
        """A browser's own key for the right code; None for a wrong one, or after too many."""
        with self._lock:
            now = self._monotonic()
            if not self._attempts.may_try(now):
                return None
            digits = "".join(filter(str.isdecimal, typed[:64]))
            if not hmac.compare_digest(digits.encode(), code(self.rooms).encode()):
                self._attempts = self._attempts.failed(now)
                return None
            return self._let_in()

    @property
    def must_wait(self) -> bool:
        """Whether the code is not even looked at now."""
        return not self._attempts.may_try(self._monotonic())

    def knows(self, key: str) -> bool:
        """Whether this browser has come in before; a restart of the pages forgets nobody."""
        return bool(key) and _digest(key) in _kept(self.rooms)["guests"]

    def _let_in(self) -> str:
        key, kept = secrets.token_urlsafe(_ID_BYTES), _kept(self.rooms)
        kept["guests"] = [*kept["guests"], _digest(key)][-_GUESTS_MOST:]
        write_json(self.rooms.own / _FILE, kept)
        return key


def _kept(rooms: Rooms) -> dict[str, Any]:
    found = read_json(rooms.own / _FILE)
    digits, guests = found.get("code"), found.get("guests")
    fits = isinstance(digits, str) and len(digits) == _DIGITS and digits.isdecimal()
    return {"code": digits if fits else "", "guests": guests if isinstance(guests, list) else []}


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
